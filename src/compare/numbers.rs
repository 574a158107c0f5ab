//! Relaxations of floating-point numbers.

use super::relax::Pair;
use super::tokens::excuse;

pattern!(FLOAT, r"[-+]?\d+\.\d+(?:[eE][-+]?\d+)?");

/// A number that is shortened in a note still has this many digits behind its point.
const FEWEST_DIGITS: usize = 2;

/// A number that is worth shortening has at least this many.
const LONG: usize = 6;

/// Two numbers of many digits no further apart than this, of their size, are one number printed by
/// two ways of rounding.
const NOISE: f64 = 4.0 * f64::EPSILON;

/// Digits behind the point from which the last ones may be noise.
const NOISE_DIGITS: usize = 12;

/// Agrees within the digits shown: 0.3333 for 0.3333333333333333. A number between quotes is exact.
pub(super) fn float_digits(pair: Pair) -> Pair {
    excuse(pair, &FLOAT, |claimed, seen, before| {
        !before.ends_with(['\'', '"']) && (shortens(claimed, seen) || is_noise(claimed, seen))
    })
}

/// Whether the texts are the same but for numbers that were seen with fewer digits than are claimed, as a
/// setting of the precision has it.
pub(super) fn shows_fewer_digits(claimed: &str, seen: &str) -> bool {
    let turned = Pair::new(seen, claimed);
    let shortened =
        excuse(turned.clone(), &FLOAT, |seen, claimed, _| digits_behind_point(seen) >= LONG && shortens(seen, claimed));
    shortened != turned && shortened.claimed.trim_end() == shortened.seen.trim_end()
}

fn shortens(claimed: &str, seen: &str) -> bool {
    let (shown, all) = (digits_behind_point(claimed), digits_behind_point(seen));
    if shown < FEWEST_DIGITS || all < LONG || shown >= all || claimed.contains(['e', 'E']) || seen.contains(['e', 'E'])
    {
        return false;
    }
    let rounded = seen.parse::<f64>().map(|number| format!("{number:.shown$}"));
    let cut = &seen[..seen.len() - (all - shown)];
    rounded.as_deref() == Ok(claimed) || cut == claimed
}

fn is_noise(claimed: &str, seen: &str) -> bool {
    let (Ok(a), Ok(b)) = (claimed.parse::<f64>(), seen.parse::<f64>()) else { return false };
    let long = digits_behind_point(claimed).max(digits_behind_point(seen)) >= NOISE_DIGITS;
    long && (a - b).abs() <= NOISE * a.abs().max(b.abs())
}

fn digits_behind_point(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count())
}
