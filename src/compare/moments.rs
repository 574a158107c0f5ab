//! Relaxations of dates, times and durations.
//!
//! A date that differs is drift, unless it is the day of the run: then the code asked the clock.

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use regex::Regex;

use super::relax::{Context, Pair};
use super::tokens::excuse;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAY: u64 = 86_400;

/// Minutes between the start of a run and what it prints of the clock.
const MINUTES: i64 = 10;

static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AP]M)?";
    let zone = r"(?:\s*(?:Z\b|[+-]\d{2}:?\d{2}\b))?(?:\s+[A-Z]{3,4}\b)?";
    let month = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
    let weekday = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?";
    let alternatives = [
        format!(r"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[T _-]*{time})?{zone}(?:\s+m=[+-][\d.]+)?"),
        format!(r"\d{{4}}年\s*\d{{1,2}}月\s*\d{{1,2}}日(?:\s*星期.)?(?:\s+{time})?{zone}"),
        format!(r"\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?:\s+{time})?"),
        format!(r"{weekday}{month}\s+\d{{1,2}}\b(?:,?\s+\d{{4}}\b)?(?:,?\s+{time})?{zone}(?:\s+\d{{4}}\b)?"),
        format!(r"{weekday}\d{{1,2}}[ _-]{month}[ _-]\d{{4}}(?:\s+{time})?{zone}"),
        format!(r"\b{time}\b"),
        r"\b1\d{9}(?:\d{3}|\d{6}|\d{9})?\b(?:\.\d+)?".to_owned(),
    ];
    Regex::new(&alternatives.join("|")).expect("a pattern of our own")
});

static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    let unit = r"(?:ns|µs|μs|us|ms|s|sec|secs|seconds|milliseconds|microseconds|nanoseconds|秒|毫秒)";
    Regex::new(&format!(r"(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?\s?{unit}(?:\b|$|[^\w])")).expect("a pattern of our own")
});

/// Dates and times of the run itself.
pub(super) fn timestamps(context: &Context, pair: Pair) -> Pair {
    if !MOMENT.is_match(&pair.seen) {
        return pair;
    }
    let now =
        context.when.unwrap_or_else(SystemTime::now).duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days: Vec<_> = [now.saturating_sub(DAY), now, now + DAY].into_iter().flat_map(spellings).collect();
    excuse(pair, &MOMENT, |_, seen, _| {
        days.iter().any(|day| seen.contains(day)) || is_time(seen, now) || is_epoch(seen, now)
    })
}

/// The ways in which programs write a day.
fn spellings(seconds: u64) -> Vec<String> {
    let (year, month, day) = civil(seconds / DAY);
    let name = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
    let short = &name[..3];
    vec![
        format!("{year}-{month:02}-{day:02}"),
        format!("{year}/{month:02}/{day:02}"),
        format!("{year}.{month:02}.{day:02}"),
        format!("{month:02}/{day:02}/{:02}", year % 100),
        format!("{month:02}/{day:02}/{year}"),
        format!("{day:02}/{month:02}/{year}"),
        format!("{short} {day} "),
        format!("{short} {day:02} "),
        format!("{short} {day:>2} "),
        format!("{name} {day}, {year}"),
        format!("{day:02} {short} {year}"),
        format!("{day:02}-{short}-{year}"),
        format!("{day:02}_{short}_{year}"),
        format!("{year}年{month:02}月{day:02}日"),
    ]
}

/// The date of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// Whether a time of day is that of the run, in UTC, as in the sandbox.
fn is_time(text: &str, now: u64) -> bool {
    let mut fields = text.split(':').map(|field| field.trim().parse::<i64>());
    let (Some(Ok(hour)), Some(Ok(minute))) = (fields.next(), fields.next()) else { return false };
    let now = i64::try_from(now % DAY / 60).unwrap_or(0);
    let apart = (hour * 60 + minute - now).rem_euclid(24 * 60);
    apart.min(24 * 60 - apart) <= MINUTES
}

/// Whether a number counts the seconds (or parts of them) since 1970 to the day of the run.
fn is_epoch(text: &str, now: u64) -> bool {
    let seconds = text.get(..10).and_then(|digits| digits.parse::<u64>().ok());
    seconds.is_some_and(|seconds| seconds.abs_diff(now) < 2 * DAY)
}

/// How long something took: what no clock shows twice. Whole seconds are more often a value.
pub(super) fn durations(pair: Pair) -> Pair {
    excuse(pair, &DURATION, |claimed, seen, _| is_measured(seen) && unit_kind(claimed) == unit_kind(seen))
}

/// Whether a duration has more digits than a person would write.
fn is_measured(text: &str) -> bool {
    let fraction = text.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    fraction >= 3 || text.contains("ns") || text.contains("µs") || text.contains("us")
}

/// Whether a unit is written with Chinese or Latin letters: programs that measure choose among ns, µs and ms.
fn unit_kind(text: &str) -> bool {
    text.is_ascii() || text.contains('µ') || text.contains('μ')
}
