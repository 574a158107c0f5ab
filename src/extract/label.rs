//! Reading what stands behind a fence.

use super::Label;

/// The label that an info string is, or `None` where it is empty.
///
/// Understood are `go`, `go,ignore`, `rust no_run`, `js {1,3}`, `python title="a b"`, and the
/// attribute lists of Pandoc and R Markdown: `{.python .numberLines}`, `{r, echo=FALSE}`.
pub(super) fn parse(info: &str) -> Option<Label> {
    let mut words = words(info).into_iter();
    let first = words.next()?;
    let language = first.trim_start_matches("language-").trim_matches(['{', '}', '.', '=']).to_lowercase();
    Some(Label { language, words: words.collect() })
}

/// Splits at white space and commas outside quotes, and outside braces that do not open the string.
pub(super) fn words(info: &str) -> Vec<String> {
    let info = info.trim();
    let info = info.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(info);
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quote, mut braces) = (None, 0_usize);
    for char in info.chars() {
        match char {
            _ if quote == Some(char) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(char),
            '{' if quote.is_none() => braces += 1,
            '}' if quote.is_none() => braces = braces.saturating_sub(1),
            _ => {}
        }
        let splits = (char.is_whitespace() || char == ',') && quote.is_none() && braces == 0;
        if !splits {
            word.push(char);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_label_is_its_first_word_without_dots_and_braces() {
        let cases = [
            ("go", "go", vec![]),
            ("Go,ignore", "go", vec!["ignore"]),
            ("rust no_run should_panic", "rust", vec!["no_run", "should_panic"]),
            ("js {1,3}", "js", vec!["{1,3}"]),
            ("python title=\"two words\"", "python", vec!["title=\"two words\""]),
            ("{.python .numberLines}", "python", vec![".numberLines"]),
            ("{r, echo=FALSE}", "r", vec!["echo=FALSE"]),
            ("c++", "c++", vec![]),
        ];
        for (info, language, words) in cases {
            let label = parse(info).unwrap();
            assert_eq!(
                (label.language.as_str(), label.words),
                (language, words.iter().map(ToString::to_string).collect())
            );
        }
    }

    #[test]
    fn an_empty_info_string_is_no_label() {
        assert!(parse("  ").is_none());
    }
}
