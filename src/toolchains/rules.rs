//! The rules of a lane that speak of syntax: one query for all of a language's, so that a program is
//! walked once.

use tree_sitter::{Query, QueryCursor, StreamingIterator, Tree};

use super::lane::{Harmless, Rule};
use crate::languages::Lang;

/// How many matches a query may have begun at one time: ordinary programs have a handful.
const MATCHES: u32 = 1024;

/// The capture whose text is a name that must be harmless.
const NAME: &str = "name";

/// The queries of a lane's rules.
#[derive(Debug, Default)]
pub(super) struct Syntax {
    query: Option<Query>,
    /// Whose each pattern of the query is.
    owners: Vec<Owner>,
}

/// Whose pattern something matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The rule's of this number.
    Rule(usize),
    /// That of the names that are harmless.
    Harmless,
}

impl Syntax {
    /// Reads the queries of these rules.
    pub(super) fn new(language: Lang, rules: &[Rule], harmless: Option<&Harmless>) -> Result<Self, String> {
        let of_rules =
            rules.iter().enumerate().filter_map(|(index, rule)| Some((Owner::Rule(index), rule.syntax.as_ref()?)));
        let of_names = harmless.map(|harmless| (Owner::Harmless, &harmless.syntax));
        let parts: Vec<_> = of_rules.chain(of_names).collect();
        if parts.is_empty() {
            return Ok(Self::default());
        }
        let grammar = language.grammar().ok_or_else(|| format!("recant has no grammar of {}", language.name()))?;
        let mut source = String::new();
        let mut ends = Vec::new();
        for (owner, text) in parts {
            source += text;
            source.push('\n');
            ends.push((source.len(), owner));
        }
        let query = Query::new(&grammar, &source).map_err(|error| error.to_string())?;
        let owner = |pattern| {
            let start = query.start_byte_for_pattern(pattern);
            ends[ends.partition_point(|(end, _)| *end <= start)].1
        };
        let owners = (0..query.pattern_count()).map(owner).collect();
        Ok(Self { query: Some(query), owners })
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_none()
    }

    /// The first thing that `objects` makes of a match and of the name in it, if there is one.
    ///
    /// # Errors
    /// Where there is more in the text than can be looked at.
    pub(super) fn first<T>(
        &self,
        tree: &Tree,
        text: &str,
        objects: impl Fn(Owner, Option<&str>) -> Option<T>,
    ) -> Result<Option<T>, TooMuch> {
        let Some(query) = &self.query else { return Ok(None) };
        let name = query.capture_index_for_name(NAME);
        let mut cursor = QueryCursor::new();
        cursor.set_match_limit(MATCHES);
        let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
        let mut found = None;
        while let Some(matched) = matches.next() {
            let named = matched.captures().iter().find(|capture| Some(capture.index) == name);
            let named = named.and_then(|capture| text.get(capture.node.byte_range()));
            found = objects(self.owners[matched.pattern_index], named);
            if found.is_some() {
                break;
            }
        }
        if found.is_none() && cursor.did_exceed_match_limit() { Err(TooMuch) } else { Ok(found) }
    }
}

/// There is more in a text than is looked at.
#[derive(Debug)]
pub(super) struct TooMuch;
