//! Prompts at the beginning of a line.

use super::Prompt;
use super::words;

/// A prompt, and where the input behind it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whose it is.
    pub prompt: Prompt,
    /// Bytes from the start of the content to what was typed.
    pub length: usize,
    /// Whether nothing else begins like this: `>>> `, `sqlite> `, but not `# ` or `> `.
    pub is_certain: bool,
}

/// Interactive programs whose prompt is their name and `>`.
const NAMED: [&str; 14] = [
    "sqlite", "mysql", "MariaDB", "mongo", "test", "jshell", "scala", "julia", "ghci", "irb", "redis", "iex", "hive",
    "cqlsh",
];

/// The prompt that a line's content begins with, if any.
pub(super) fn mark(content: &str) -> Option<Mark> {
    python(content).or_else(|| ipython(content)).or_else(|| shell(content)).or_else(|| named(content))
}

fn python(content: &str) -> Option<Mark> {
    let rest = content.strip_prefix(">>>")?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| certain(Prompt::Python, content, rest.trim_start()))
}

/// `In [12]: `
fn ipython(content: &str) -> Option<Mark> {
    let (number, rest) = content.strip_prefix("In [")?.split_once("]:")?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| certain(Prompt::Python, content, rest.trim_start()))
}

fn shell(content: &str) -> Option<Mark> {
    if let Some(input) = content.strip_prefix("$ ").map(str::trim_start) {
        let is_certain = !input.starts_with(|char: char| char.is_ascii_digit());
        return Some(Mark { is_certain, ..certain(Prompt::Shell, content, input) });
    }
    if let Some(input) = content.strip_prefix("# ").or_else(|| content.strip_prefix("% ")).map(str::trim_start) {
        return is_command_line(input).then(|| Mark { is_certain: false, ..certain(Prompt::Shell, content, input) });
    }
    host(content)
}

/// `user@host:~$ `, `[user@host dir]# `, `root@host:/# `, `~# `, `PS C:\> `, `C:\Users> `
fn host(content: &str) -> Option<Mark> {
    let at = content.bytes().position(|byte| matches!(byte, b'$' | b'#' | b'%' | b'>')).filter(|at| *at > 0)?;
    let (name, rest) = content.split_at(at);
    let input = rest[1..].trim_start();
    let is_place = |path: &str| path.starts_with(['~', '/']) && !path.contains(char::is_whitespace);
    let has_user = name.contains('@') && !name.contains(['(', '=', '"', ',', '<']);
    let bracketed = name.starts_with('[') && name.ends_with(']') && has_user;
    let user_at_host = has_user && name.contains(':') && !name.contains(' ');
    let windows = rest.starts_with('>') && name.trim_start_matches("PS ").get(1..3) == Some(":\\");
    let bare_place = is_place(name) && !rest.starts_with('>') && rest[1..].starts_with(' ');
    let ends = rest[1..].is_empty() || rest[1..].starts_with(' ') || windows;
    (ends && (bracketed || user_at_host || windows || bare_place)).then(|| certain(Prompt::Shell, content, input))
}

/// `sqlite> `, `mysql> `, `127.0.0.1:6379> `, `irb(main):001:0> `, `(gdb) `, `postgres=# `
fn named(content: &str) -> Option<Mark> {
    for debugger in ["(gdb) ", "(Pdb) ", "(lldb) ", "(dlv) "] {
        if let Some(input) = content.strip_prefix(debugger) {
            return Some(certain(Prompt::Other, content, input));
        }
    }
    let at = memchr::memchr2(b'>', b'#', content.as_bytes())?;
    let (name, rest) = (&content[..at], &content[at + 1..]);
    if !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let input = rest.trim_start();
    let word = name.split(['(', '[', ' ']).next().unwrap_or_default();
    let is_sql = name.ends_with('=') && name.len() > 1 && !name.contains(' ');
    let is_address = word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || b".:".contains(&byte));
    if name == "sqlite" {
        return Some(certain(Prompt::Sqlite, content, input));
    }
    let known = NAMED.contains(&word) && (word == name || name.ends_with([']', '0', '1']));
    (is_sql || is_address || known).then(|| certain(Prompt::Other, content, input))
}

fn certain(prompt: Prompt, content: &str, input: &str) -> Mark {
    Mark { prompt, length: content.len() - input.len(), is_certain: true }
}

/// Whether the text is a call of a known program rather than a comment or a sentence about one.
pub(super) fn is_command_line(text: &str) -> bool {
    let mut parts = text.split_ascii_whitespace().skip_while(|word| matches!(*word, "sudo" | "time" | "nohup"));
    let Some(name) = parts.next() else { return false };
    let name = name.strip_prefix("./").map_or(name, |_| "bash");
    if !words::is_command(name) {
        return false;
    }
    let arguments: Vec<&str> = parts.collect();
    let shaped = arguments.iter().any(|argument| is_argument(argument));
    let prose = text.chars().any(is_wide) && !shaped;
    let sentence = arguments.iter().filter(|argument| words::is_function_word(argument)).count();
    let capital = arguments.iter().any(|argument| argument.starts_with(char::is_uppercase));
    let plain = !words::is_english_too(name) && sentence == 0 && !capital && arguments.len() <= 3;
    !prose && (shaped && sentence < 2 || plain && !arguments.is_empty() || plain && name.len() == text.len())
}

/// Whether only a command's argument looks like this: a flag, a path, a variable, an operator.
fn is_argument(word: &str) -> bool {
    let flag = word.starts_with('-')
        && word.len() > 1
        && word[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let path = word.starts_with(['/', '~']) && word.len() > 1 || word.starts_with("./") || word.starts_with("../");
    let operator = matches!(word, "|" | "&&" | ">" | ">>" | "<" | "2>&1" | "||" | "&");
    flag || path || operator || word.starts_with('$') || word.contains("://") || word.contains('=')
}

/// Whether the character is Chinese, Japanese, Korean, or full-width punctuation.
#[inline]
pub(super) fn is_wide(char: char) -> bool {
    char >= '\u{2E80}'
        && matches!(char, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{Prompt, mark};

    #[test]
    fn prompts_are_told_from_what_looks_like_them() {
        let cases = [
            (">>> 1 + 1", Some((Prompt::Python, "1 + 1"))),
            (">>>", Some((Prompt::Python, ""))),
            ("In [3]: x.shape", Some((Prompt::Python, "x.shape"))),
            ("$ ls -l", Some((Prompt::Shell, "ls -l"))),
            ("# apt-get install -y git", Some((Prompt::Shell, "apt-get install -y git"))),
            ("# make sure that the list is sorted", None),
            ("# 安装 git", None),
            ("% git status", Some((Prompt::Shell, "git status"))),
            ("ann@box:~/src$ make test", Some((Prompt::Shell, "make test"))),
            ("[root@box ~]# yum -y update", Some((Prompt::Shell, "yum -y update"))),
            ("root@4f2a:/# id", Some((Prompt::Shell, "id"))),
            ("sqlite> .tables", Some((Prompt::Sqlite, ".tables"))),
            ("mysql> select 1;", Some((Prompt::Other, "select 1;"))),
            ("127.0.0.1:6379> get k", Some((Prompt::Other, "get k"))),
            ("irb(main):001:0> 1", Some((Prompt::Other, "1"))),
            ("a > b", None),
            ("list.map(x => x)", None),
            ("mail@example.org wrote: > hello", None),
        ];
        for (line, expected) in cases {
            assert_eq!(mark(line).map(|mark| (mark.prompt, &line[mark.length..])), expected, "{line}");
        }
    }
}
