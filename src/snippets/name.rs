//! What the folders and files of the corpus are called.

use std::fmt::Write as _;

use crate::languages::Lang;

/// How long the words of a name may be together, so that a listing stays readable.
const SLUG_LENGTH: usize = 24;

/// How many words of the code a name is made of.
const SLUG_WORDS: usize = 3;

/// The file that recant describes a snippet in.
pub(super) const SNIPPET_TOML: &str = "snippet.toml";

/// A name for a snippet: its number in reading order, and words to remember it by.
pub(super) fn folder_name(number: usize, slug: &str) -> String {
    let mut name = format!("{number:03}");
    if !slug.is_empty() {
        let _ = write!(name, "-{slug}");
    }
    name
}

/// What ends the name of a folder while it is on its way to another name.
pub(super) const MOVING: &str = ".moving";

/// The number of a folder's name, and the words behind it.
pub(super) fn parts_of(name: &str) -> (Option<usize>, &str) {
    let name = name.strip_suffix(MOVING).unwrap_or(name);
    let (number, slug) = name.split_once('-').unwrap_or((name, ""));
    number.parse().map_or((None, name), |number| (Some(number), slug))
}

/// The first words of the code that name something, in lower case.
pub(super) fn slug_of(code: &str) -> String {
    let mut slug = String::new();
    let mut words: Vec<String> = Vec::new();
    for word in code.split(|character: char| !character.is_ascii_alphanumeric()) {
        let word = word.to_ascii_lowercase();
        if word.len() < 2 || !word.starts_with(|first: char| first.is_ascii_lowercase()) || words.contains(&word) {
            continue;
        }
        let separator = if slug.is_empty() { "" } else { "-" };
        if slug.len() + separator.len() + word.len() > SLUG_LENGTH {
            break;
        }
        slug.push_str(separator);
        slug.push_str(&word);
        words.push(word);
        if words.len() == SLUG_WORDS {
            break;
        }
    }
    slug
}

/// What the file of a snippet's code is called.
///
/// The shortest label that authors use for a language is, by custom, the ending of its files: `py`,
/// `rs`, `sh`. TOML's would take the name of the description.
pub(super) fn code_file(language: Option<Lang>) -> String {
    let labels = language.map_or(&[][..], |language| language.labels());
    let endings = labels.iter().filter(|label| label.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let ending = endings.min_by_key(|label| label.len()).copied().unwrap_or("txt");
    let name = format!("snippet.{ending}");
    if name == SNIPPET_TOML { format!("{name}.txt") } else { name }
}

#[cfg(test)]
mod tests {
    use super::{code_file, folder_name, parts_of, slug_of};
    use crate::languages::Lang;

    #[test]
    fn a_slug_is_made_of_the_first_words_that_name_something() {
        assert_eq!(slug_of("func getSequence() func() int {"), "func-getsequence-int");
        assert_eq!(slug_of("x = 1  # 你好 and_more"), "and-more");
        assert_eq!(slug_of("1 + 1"), "");
        assert_eq!(slug_of(&"a".repeat(1000)), "");
    }

    #[test]
    fn a_name_gives_back_its_parts() {
        assert_eq!(parts_of(&folder_name(7, "make-map")), (Some(7), "make-map"));
        assert_eq!(parts_of(&folder_name(1234, "")), (Some(1234), ""));
        assert_eq!(parts_of("012-closure.moving"), (Some(12), "closure"));
        assert_eq!(parts_of("my-closure"), (None, "my-closure"));
    }

    #[test]
    fn code_is_kept_under_the_ending_of_its_language() {
        assert_eq!(code_file(Lang::named("python")), "snippet.py");
        assert_eq!(code_file(Lang::named("go")), "snippet.go");
        assert_eq!(code_file(None), "snippet.txt");
    }
}
