//! What a program does beside printing: whether it compiles, the files that it leaves, the requests
//! that it sends.

use super::Comparison;
use crate::claims::{Creates, Expectation, Receives};
use crate::complete::text_of;
use crate::reasons::{Because, Reason};
use crate::run::{Outcome, Request};

/// What a program as a whole did beside printing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// The compiler's words, where it refused the program.
    pub refused: Option<String>,
    /// The files that it left, of those that were looked for.
    pub files: Vec<(String, Vec<u8>)>,
    /// The requests that it sent.
    pub requests: Vec<Request>,
}

impl Deeds {
    /// What a program did in one run.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        Self {
            refused: (!outcome.built).then(|| text_of(&outcome.stderr)),
            files: outcome.files.clone(),
            requests: outcome.requests.clone(),
        }
    }

    /// Whether they are what is expected.
    pub(super) fn meet(&self, expectation: &Expectation) -> Comparison {
        match (expectation, &self.refused) {
            (Expectation::Compiles, refused) => told(refused.is_none()),
            (Expectation::Refused(text), Some(words)) => told(spaced(words).contains(&spaced(text))),
            (Expectation::Refused(_), None) => Comparison::Differs,
            (Expectation::Creates(creates), _) => told(self.left(creates)),
            // A recorder that received nothing may not have been there.
            (Expectation::Receives(_), _) if self.requests.is_empty() => {
                Comparison::Unsure(Because::new(Reason::NeedsService, "no request was received"))
            }
            (Expectation::Receives(receives), _) => told(self.requests.iter().any(|request| fits(receives, request))),
            _ => unseen(),
        }
    }

    /// As people are to see what an expectation speaks of; `None` where that is something printed.
    pub(super) fn shown(&self, expectation: &Expectation) -> Option<String> {
        match expectation {
            Expectation::Compiles | Expectation::Refused(_) => {
                Some(self.refused.clone().unwrap_or_else(|| "compiles".to_owned()))
            }
            Expectation::Creates(creates) => {
                let state = |name: &String| match self.file(name) {
                    Some(held) if holds(held, creates.part.as_deref()) => format!("{name} is there"),
                    Some(_) => format!("{name} is there, without that text"),
                    None => format!("{name} is not there"),
                };
                Some(creates.files.iter().map(state).collect::<Vec<_>>().join("\n"))
            }
            Expectation::Receives(_) => Some(self.requests.iter().map(line).collect::<Vec<_>>().join("\n")),
            _ => None,
        }
    }

    fn left(&self, creates: &Creates) -> bool {
        creates.files.iter().all(|name| self.file(name).is_some_and(|held| holds(held, creates.part.as_deref())))
    }

    fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|(path, _)| path == name).map(|(_, held)| held.as_slice())
    }
}

/// What is to be said where nobody looked at what a program did.
pub(super) fn unseen() -> Comparison {
    Comparison::Unsure(Because::new(Reason::UnsureOutput, "it speaks of the whole program, of which a part was seen"))
}

const fn told(agrees: bool) -> Comparison {
    if agrees { Comparison::Agrees(Vec::new()) } else { Comparison::Differs }
}

fn holds(held: &[u8], part: Option<&str>) -> bool {
    part.is_none_or(|part| memchr::memmem::find(held, part.as_bytes()).is_some())
}

/// Compilers break their lines where they like.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fits(expected: &Receives, request: &Request) -> bool {
    let is = |expected: &Option<String>, seen: &str| expected.as_ref().is_none_or(|expected| expected == seen);
    let has = |(name, value): (&String, &String)| {
        request.headers.iter().any(|(own, seen)| own.eq_ignore_ascii_case(name) && seen == value)
    };
    is(&expected.method, &request.method)
        && is(&expected.host, &request.host)
        && is(&expected.path, &request.path)
        && expected.headers.iter().all(has)
        && expected.body_len.is_none_or(|length| length == request.body_len)
        && is(&expected.body_blake3, &request.body_blake3)
}

fn line(request: &Request) -> String {
    let mut line = format!("{} {}{}", request.method, request.host, request.path);
    line.extend(request.headers.iter().map(|(name, value)| format!(", {name}: {value}")));
    line + &format!(", a body of {} bytes, BLAKE3 {}", request.body_len, request.body_blake3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(toml: &str) -> Expectation {
        let mut table: toml::Table = toml.parse().unwrap();
        table.remove("expectation").unwrap().try_into().unwrap()
    }

    fn said(comparison: &Comparison) -> &'static str {
        match comparison {
            Comparison::Agrees(_) => "agrees",
            Comparison::Differs => "differs",
            Comparison::Unsure(_) => "unsure",
        }
    }

    fn meets(deeds: &Deeds, toml: &str) -> &'static str {
        said(&deeds.meet(&expected(toml)))
    }

    #[test]
    fn a_compiler_s_refusal_is_known_by_its_words() {
        let refused =
            Deeds { refused: Some("main.go:3:1: syntax error:\n  unexpected newline".into()), ..Deeds::default() };
        assert_eq!(meets(&refused, "expectation = { refused = 'syntax error: unexpected newline' }"), "agrees");
        assert_eq!(meets(&refused, "expectation = { refused = 'undefined' }"), "differs");
        assert_eq!(meets(&refused, "expectation = 'compiles'"), "differs");
        assert_eq!(meets(&Deeds::default(), "expectation = 'compiles'"), "agrees");
        assert_eq!(meets(&Deeds::default(), "expectation = { refused = '' }"), "differs");
    }

    #[test]
    fn files_have_to_be_there_and_hold_the_text() {
        let left = Deeds { files: vec![("pom.xml".into(), b"<junit/>".to_vec())], ..Deeds::default() };
        assert_eq!(meets(&left, "expectation = { creates = { files = ['pom.xml'] } }"), "agrees");
        assert_eq!(meets(&left, "expectation = { creates = { files = ['pom.xml'], part = 'junit' } }"), "agrees");
        assert_eq!(meets(&left, "expectation = { creates = { files = ['pom.xml'], part = 'maven' } }"), "differs");
        let both = "expectation = { creates = { files = ['pom.xml', 'src/App.java'] } }";
        assert_eq!(meets(&left, both), "differs");
        assert_eq!(left.shown(&expected(both)).unwrap(), "pom.xml is there\nsrc/App.java is not there");
    }

    #[test]
    fn one_of_the_requests_has_to_be_all_that_is_expected() {
        let request = |method: &str| Request {
            method: method.into(),
            host: "example.com".into(),
            path: "/images?size=1".into(),
            headers: vec![("Content-Type".into(), "application/json".into())],
            body_len: 3,
            body_blake3: "ab".into(),
        };
        let sent = Deeds { requests: vec![request("HEAD"), request("PUT")], ..Deeds::default() };
        let put = "expectation.receives = { method = 'PUT', host = 'example.com', path = '/images?size=1', \
                   headers = { content-type = 'application/json' }, body-len = 3, body-blake3 = 'ab' }";
        assert_eq!(meets(&sent, put), "agrees");
        assert_eq!(meets(&sent, &put.replace("PUT", "POST")), "differs");
        assert_eq!(meets(&sent, &put.replace("json", "xml")), "differs");
        assert_eq!(meets(&sent, &put.replace("len = 3", "len = 4")), "differs");
        assert_eq!(meets(&Deeds::default(), put), "unsure");
    }
}
