//! Counting over a line, with strings and comments told from the rest.

use super::lexis::is_name_start;
use super::prompt::is_wide;

/// Counts over a line, with strings and comments told from the rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// Characters without white space.
    pub characters: usize,
    /// ASCII letters outside strings and comments.
    pub letters: usize,
    /// ASCII digits outside strings and comments.
    pub digits: usize,
    /// ASCII punctuation outside strings and comments.
    pub marks: usize,
    /// Characters of East Asian scripts outside strings and comments.
    pub wide: usize,
    /// Full-width punctuation among them.
    pub wide_marks: usize,
    /// ASCII commas, stops and colons next to such characters.
    pub narrow_stops: usize,
    /// Characters of East Asian scripts inside strings.
    pub wide_quoted: usize,
    /// Characters of East Asian scripts inside comments.
    pub wide_commented: usize,
    /// Strings that were opened and closed.
    pub strings: usize,
    /// `name(`
    pub calls: usize,
    /// `name.name`
    pub members: usize,
    /// `name[`
    pub indexes: usize,
    /// `snake_case` and `camelCase`.
    pub compounds: usize,
    /// Whether `=`, `:=` and their like stand outside strings.
    pub assigns: bool,
    /// Where a comment begins.
    pub comment_at: Option<usize>,
}

impl Scan {
    /// The counts over `text`, which is one line.
    pub(super) fn of(text: &str) -> Self {
        let mut scan = Self::default();
        let mut quote: Option<char> = None;
        let (mut before, mut earlier) = (' ', ' ');
        let mut characters = text.char_indices().peekable();
        while let Some((at, char)) = characters.next() {
            let next = characters.peek().map_or(' ', |(_, next)| *next);
            if quote.is_none() && scan.comment_at.is_none() && opens_comment(char, before, next) {
                scan.comment_at = Some(at);
            }
            let inside = quote.is_some() || scan.comment_at.is_some();
            scan.count(char, before, next, quote.is_some());
            if quote == Some(char) && before != '\\' {
                quote = None;
                scan.strings += 1;
            } else if !inside && matches!(char, '"' | '\'') && !before.is_alphanumeric() {
                quote = text[at + 1..].contains(char).then_some(char);
            } else if !inside {
                scan.shape(earlier, before, char, next);
            }
            (earlier, before) = (before, char);
        }
        scan
    }

    fn count(&mut self, char: char, before: char, next: char, in_string: bool) {
        self.characters += usize::from(!char.is_whitespace());
        let in_comment = self.comment_at.is_some();
        if is_wide(char) {
            match (in_string, in_comment) {
                (true, _) => self.wide_quoted += 1,
                (false, true) => self.wide_commented += 1,
                (false, false) => self.wide += 1,
            }
            self.wide_marks += usize::from(!in_string && !in_comment && "，。：；、！？".contains(char));
        } else if !in_string && !in_comment {
            self.letters += usize::from(char.is_ascii_alphabetic());
            self.digits += usize::from(char.is_ascii_digit());
            self.marks += usize::from(char.is_ascii_punctuation());
            self.narrow_stops += usize::from((is_wide(before) || is_wide(next)) && ",.:;!?".contains(char));
        }
    }

    fn shape(&mut self, earlier: char, before: char, char: char, next: char) {
        let in_name = before.is_ascii_alphanumeric() || before == '_';
        match char {
            '(' if in_name => self.calls += 1,
            '[' if in_name => self.indexes += 1,
            '.' if in_name && is_name_start(Some(next)) => self.members += 1,
            '_' if in_name && next.is_ascii_alphanumeric() => self.compounds += 1,
            'A'..='Z' if before.is_ascii_lowercase() && next.is_ascii_lowercase() => self.compounds += 1,
            '=' if !"=!<>".contains(before)
                && !"=>~".contains(next)
                && (before == ' ' || before == ':' || earlier == ' ') =>
            {
                self.assigns = true;
            }
            _ => {}
        }
    }
}

/// `//` that is not of a URL, `/*`, and `#` behind white space.
fn opens_comment(char: char, before: char, next: char) -> bool {
    let apart = before.is_whitespace() || matches!(before, ';' | '{' | '}' | ',' | ')');
    match char {
        '/' => apart && matches!(next, '/' | '*'),
        '#' => before.is_whitespace() && (next.is_whitespace() || is_wide(next)),
        _ => false,
    }
}
