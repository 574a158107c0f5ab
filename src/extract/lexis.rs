//! Small questions about a line's text: is it a call, a path, a key with its value?

use super::scan::Scan;
use super::words;

/// Fewer Chinese characters than this are a word or two among code.
const SENTENCE: usize = 6;

/// Whether the line reads as a sentence of an East Asian language, strings and comments aside.
pub(super) fn is_wide_sentence(content: &str) -> bool {
    let scan = Scan::of(content);
    let stops = scan.wide_marks + scan.narrow_stops;
    scan.wide >= SENTENCE && (scan.wide * 8 >= scan.characters || stops > 1)
}

/// `==`, `!=`, `<=`, `&&` and their like; not the arrow `==>`.
pub(super) fn compares(content: &str) -> bool {
    let equal = content
        .match_indices("==")
        .any(|(at, _)| !content[at + 2..].starts_with(['=', '>']) && !content[..at].ends_with('='));
    equal || ["!=", "<= ", ">=", "&&", "||", "+=", "++"].iter().any(|operator| content.contains(operator))
}

/// Whether a name can begin with the character.
pub(super) fn is_name_start(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_ascii_alphabetic() || char == '_')
}

fn is_name(text: &str) -> bool {
    is_name_start(text.chars().next()) && text.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}

/// `a`, `a.b`, `a::b`, `a->b`, `this.a[0]`, `*a`, `$a`
fn is_place(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '&', '$', '@']);
    is_name_start(text.chars().next())
        && text.chars().all(|char| char.is_ascii_alphanumeric() || "_.:[]->\"'$".contains(char))
}

/// `<tag`, `</tag`, `<!--`, `<?xml`; not `<name>` of a usage line with text behind it.
pub(super) fn starts_with_tag(content: &str) -> bool {
    let Some(rest) = content.strip_prefix('<') else { return false };
    rest.starts_with("!--")
        || rest.starts_with(['?', '!', '/'])
        || is_name_start(rest.chars().next()) && content.contains('>')
        || is_name_start(rest.chars().next()) && content.contains('=')
}

/// `-x`, `--long`, `--long=value`
pub(super) fn is_flag(word: &str) -> bool {
    let name = word.trim_start_matches('-');
    let dashes = word.len() - name.len();
    (1..=2).contains(&dashes) && is_name_start(name.chars().next())
}

/// `/etc/hosts`, `./run`, `~/x`, `src/main.rs`; not a URL, not `and/or`.
pub(super) fn is_path(word: &str) -> bool {
    let word = word.trim_matches(['"', '\'', ',', ';', ')', '(']);
    let rooted = ["/", "./", "../", "~/"].iter().any(|root| word.starts_with(root)) && !word.starts_with("//");
    let inner = word.contains('/') && word.rsplit('/').next().is_some_and(|name| name.contains('.'));
    word.len() > 2 && word.is_ascii() && !word.contains("://") && (rooted || inner)
}

/// `1. `, `2) `, `3、`, `(4) `, `（5）`
pub(super) fn starts_with_number(content: &str) -> bool {
    let inner = content.trim_start_matches(['(', '（']);
    let rest = inner.trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = inner.len() - rest.len();
    (1..=3).contains(&digits)
        && (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with(['、', '）', '．']))
}

/// `import x`, `from x import y`
pub(super) fn is_import(content: &str) -> bool {
    let from = content.strip_prefix("from ").and_then(|rest| rest.split_once(" import "));
    if let Some((module, _)) = from {
        return !module.contains(' ');
    }
    let import = content.strip_prefix("import ").or_else(|| content.strip_prefix("require "));
    import.is_some_and(|rest| {
        !rest.is_empty() && rest.split(" as ").all(|part| part.split(", ").all(|name| !name.contains(' ')))
    })
}

/// `#include <x>`, `#define X`, `#!/bin/sh`, `#[derive(X)]`
pub(super) fn is_preprocessor(content: &str) -> bool {
    let Some(rest) = content.strip_prefix('#') else { return false };
    let word = rest.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or_default();
    matches!(word, "include" | "define" | "ifdef" | "ifndef" | "endif" | "if" | "else" | "undef" | "pragma")
        || rest.starts_with('!')
        || rest.starts_with('[')
}

/// `int x = 1;`, `String name;`, `std::vector<int> v{1};`, `void f(int a) {`
pub(super) fn is_typed_declaration(content: &str) -> bool {
    let Some((kind, rest)) = content.split_once(' ') else { return false };
    let kind_end = kind.trim_end_matches(['>', '*', '&', ']', '[']);
    let name_end = rest.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(rest.len());
    let behind = rest[name_end..].trim_start();
    is_name_start(kind_end.chars().next())
        && kind.chars().all(|char| char.is_ascii_alphanumeric() || "_:<>*&[],".contains(char))
        && is_name(&rest[..name_end])
        && behind.starts_with(['=', ';', '(', '{', '['])
        && content.ends_with([';', '{', ')', ',', '}', '('])
}

/// `name = value`, `a.b := c`, `x, y = f()`; the line begins with what is assigned to.
pub(super) fn assigns_first(content: &str) -> bool {
    let Some(at) = content.find('=').filter(|at| *at > 0) else { return false };
    let (left, right) = (&content[..at], &content[at + 1..]);
    if right.starts_with(['=', '>', '~']) || left.ends_with(['=', '!', '<', '>']) {
        return false;
    }
    let left = left.trim_end_matches([':', '+', '-', '*', '/', '|', '&', '^', '%', '?']).trim_end();
    let mut places = left.split(", ").map(|place| place.split(' ').next_back().unwrap_or_default());
    let words = left.split_whitespace().count();
    words <= 3 && !right.trim().is_empty() && places.all(is_place)
}

/// Whether the whole line is one call: `a.b(c, d)`, `f(x);`
pub(super) fn is_call(content: &str) -> bool {
    let content = content.trim_end_matches(';');
    let Some((name, _)) = content.split_once('(') else { return false };
    let name = name.trim_end_matches('!');
    content.ends_with(')') && is_place(name)
}

/// What a line has in common with others of the same output: `a` for words, `0` for numbers, a single
/// blank for white space, the rest as it is.
pub(super) fn shape(content: &str) -> String {
    let class = |char: char| match char {
        _ if char.is_numeric() => '0',
        _ if char.is_alphabetic() => 'a',
        _ if char.is_whitespace() => ' ',
        _ => char,
    };
    let mut shape = String::new();
    for class in content.chars().map(class) {
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape
}

/// Whether there are only strings, numbers, the three constants of Python and brackets in it.
pub(super) fn is_literal(content: &str) -> bool {
    let scan = Scan::of(content);
    let constants =
        ["True", "False", "None"].iter().map(|name| content.matches(name).count() * name.len()).sum::<usize>();
    (scan.strings > 0 || scan.digits > 0) && scan.letters <= constants && !scan.assigns
}

/// `a.b.c`
pub(super) fn is_member(code: &str) -> bool {
    let code = code.trim_end_matches([' ', ';']);
    code.contains('.') && is_place(code) && code.split('.').all(is_name)
}

/// `def f(x):`, `class A:`, `for x in y:`, `with open(p) as f:`, `if a == b:`
pub(super) fn is_block_head(content: &str) -> bool {
    let Some(head) = content.strip_suffix(':') else { return false };
    let head = head.strip_prefix("async ").unwrap_or(head);
    let Some((keyword, rest)) = head.split_once(' ') else {
        return matches!(head, "try" | "else" | "finally" | "except");
    };
    match keyword {
        "def" | "class" => {
            is_name_start(rest.chars().next()) && (rest.contains('(') && rest.ends_with(')') || is_name(rest))
        }
        "for" => {
            rest.contains(" in ") && rest.split_once(" in ").is_some_and(|(names, _)| names.split(", ").all(is_name))
        }
        "with" => rest.contains(" as ") && rest.contains('(') || is_call(rest),
        "if" | "elif" | "while" => rest.contains(['=', '<', '>', '(', '.', '[']) || rest.split(' ').count() <= 3,
        "except" => rest.split(' ').count() <= 3,
        _ => false,
    }
}

/// Whether the line is `key: value` or `- key: value`, and whether there is a value.
pub(super) fn key(content: &str) -> (bool, bool) {
    let content = content.strip_prefix("- ").unwrap_or(content);
    let Some((key, value)) = content.split_once(':') else { return (false, false) };
    let named = is_name_start(key.chars().next())
        && key.chars().all(|char| char.is_ascii_alphanumeric() || "_-./".contains(char));
    let apart = value.is_empty() || value.starts_with(' ');
    (named && apart, !value.trim().is_empty())
}

/// `"key": value`
pub(super) fn is_quoted_key(content: &str) -> bool {
    let Some(rest) = content.strip_prefix('"') else { return false };
    rest.split_once('"').is_some_and(|(_, behind)| behind.trim_start().starts_with(':'))
}

/// `[section]`
pub(super) fn is_section(content: &str) -> bool {
    let inner = content.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric() || "_-.[]:\"".contains(char))
    })
}

/// `key=value`, `key = value` with nothing that a statement would have.
pub(super) fn is_key_equals_value(content: &str) -> bool {
    let Some((key, value)) = content.split_once('=') else { return false };
    let key = key.trim_end();
    is_name_start(key.chars().next())
        && key.chars().all(|char| char.is_ascii_alphanumeric() || "_-.".contains(char))
        && !value.contains(['(', ';'])
}

/// Whether it begins like a message of a compiler, a tool or a log.
pub(super) fn is_message(content: &str) -> bool {
    let first = content.split([' ', ':', '[', ']']).find(|word| !word.is_empty()).unwrap_or_default();
    let known = matches!(
        first,
        "error"
            | "Error"
            | "ERROR"
            | "warning"
            | "Warning"
            | "WARNING"
            | "WARN"
            | "INFO"
            | "DEBUG"
            | "note"
            | "Traceback"
            | "fatal"
            | "panic"
            | "Exception"
            | "HTTP/1.1"
            | "npm"
            | "Step"
            | "Compiling"
            | "Downloading"
            | "Collecting"
    );
    let clock = content.len() > 10
        && content.as_bytes()[..4].iter().all(u8::is_ascii_digit)
        && "-/".contains(content.as_bytes()[4] as char);
    known || clock
}

/// How English a text is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct English {
    /// Words of letters alone.
    pub plain: usize,
    /// Function words among them.
    pub function: usize,
    /// The longest run of plain words with single spaces between them.
    pub longest_run: usize,
}

/// Counts English words.
pub(super) fn english(text: &str) -> English {
    let mut counts = English::default();
    let mut run = 0;
    for word in text.split(' ') {
        let bare = word.trim_end_matches(['.', ',', ':', ';', '?', '!', ')', '"']).trim_start_matches(['(', '"']);
        let is_plain =
            !bare.is_empty() && bare.chars().all(|char| char.is_ascii_alphabetic() || matches!(char, '\'' | '’'));
        if !is_plain {
            run = 0;
            continue;
        }
        run += 1;
        counts.plain += 1;
        counts.longest_run = counts.longest_run.max(run);
        counts.function += usize::from(is_function_word(bare));
    }
    counts
}

/// Whether the word, which may begin with a capital, is a function word of English.
fn is_function_word(word: &str) -> bool {
    let mut lower = [0; words::LONGEST_FUNCTION_WORD];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower[..1].make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(words::is_function_word)
}

#[cfg(test)]
mod tests {
    use super::english;

    #[test]
    fn function_words_are_known_at_the_beginning_of_a_sentence_too() {
        let counts = english("The list, which IS sorted, because ’tis so: ’ and ' too.");
        assert_eq!((counts.function, counts.plain), (4, 12));
    }
}
