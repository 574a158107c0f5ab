//! Relaxations of a shell's own messages: who speaks, and in which language.

use super::relax::{Context, Pair};

pattern!(
    SHELL,
    r"(?m)^(?:-?(?:ba|z|da|k)?sh: *|/(?:usr/)?bin/(?:ba|z|da|k)?sh: *)?(?:[\w./-]+\.sh: *)?(?:(?:line|行) *\d+: *|第 *\d+ *行[:：] *)?"
);
pattern!(IS_SHELL, r"^(?:-?(?:ba|z|da|k)?sh|/(?:usr/)?bin/(?:ba|z|da|k)?sh|[\w./-]+\.sh)[:：]");

// Dates as Chinese and English settings write them.
pattern!(CHINESE_DATE, r"(?:\d|[一二三四五六七八九十])月|星期[一二三四五六日天]");
pattern!(
    ENGLISH_DATE,
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]*day|[a-z]*)\b"
);

/// Chinese messages of bash and coreutils, and what they say under `LC_ALL=C` (their `po/zh_CN.po`).
const CHINESE: [(&str, &str); 15] = [
    ("未找到命令", "command not found"),
    ("没有那个文件或目录", "No such file or directory"),
    ("只读变量", "readonly variable"),
    ("未绑定的变量", "unbound variable"),
    ("为绑定变量", "unbound variable"),
    ("权限不够", "Permission denied"),
    ("是一个目录", "Is a directory"),
    ("不是目录", "Not a directory"),
    ("非整数参数", "non-integer argument"),
    ("缺少操作数", "missing operand"),
    ("无法访问", "cannot access "),
    ("无法删除", "cannot remove "),
    ("无匹配", "no match"),
    ("未找到", "not found"),
    ("文件已存在", "File exists"),
];

/// The name and line with which a shell begins its messages: `bash: line 1: `, `test.sh: 行 3: `.
pub(super) fn shell_name(context: &Context, pair: Pair) -> Pair {
    if context.language.name() != "shell" || !pair.claimed.lines().any(|line| IS_SHELL.is_match(line)) {
        return pair;
    }
    pair.both(|text| {
        let lines =
            text.split('\n').map(|line| if IS_SHELL.is_match(line) { SHELL.replace(line, "") } else { line.into() });
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// The message as it reads where recant runs it.
pub(super) fn in_english(text: &str) -> String {
    if !CHINESE.iter().any(|(chinese, _)| text.contains(chinese)) {
        return text.to_owned();
    }
    let text = text.replace('：', ": ");
    CHINESE.iter().fold(text, |text, (chinese, english)| text.replace(chinese, english))
}

/// Whether a claim is in Chinese and what was seen is not: a message or a date, since code prints its
/// own words in any language setting.
pub(super) fn is_foreign(claimed: &str, seen: &str) -> bool {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let is_date = CHINESE_DATE.is_match(claimed) && ENGLISH_DATE.is_match(seen);
    is_chinese(claimed) && !is_chinese(seen) && (is_date || in_english(claimed) != claimed)
}
