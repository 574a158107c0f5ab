//! Finding again, in the notes of today, what a person stored for them.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::completion::{Addition, Completion, Repair, StoredProgram};
use super::fixtures::{Fixture, fixtures};
use super::guard::{Stand, stands};
use super::homes::{Home, homes};
use super::name::parts_of;
use super::outcome::{OUTCOME_TOML, StoredOutcome};
use super::quotes::Quotes;
use super::read::COMPLETION_TOML;
use super::settle::{Added, overlap, settled};
use super::{SnippetsError, masked};
use crate::claims::{Claim, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Block, Directives, FoundBy};
use crate::languages::Lang;
use crate::notes::{Document, Notice, PartOf, Passage, Side};
use crate::reasons::{Because, Reason};

/// What a person stored for a document, at its snippets and claims of today.
#[derive(Clone, Debug, Default)]
pub struct ByHand {
    /// The programs; their snippets run in them and nowhere else.
    pub programs: Vec<HandProgram>,
    /// Snippets whose completion no longer fits the note, and why.
    pub broken: Vec<(usize, Because)>,
    /// How the note could be made true.
    pub fixes: Vec<Fix>,
    /// What a person accepted of what was seen, with the index of its snippet.
    pub outcomes: Vec<(usize, StoredOutcome)>,
    /// What is to be said of the document's corpus.
    pub notices: Vec<Notice>,
    /// How many snippets, the last ones, are words of the note that a person anchored a program at.
    pub anchored: usize,
}

/// A program that a person wrote, around snippets of today.
#[derive(Clone, Debug)]
pub struct HandProgram {
    /// Its language.
    pub language: Lang,
    /// Its text.
    pub text: String,
    /// The indices of the snippets whose code stands in it, and where it does.
    pub members: Vec<(usize, Vec<Stand>)>,
    /// The indices of the claims that it shows.
    pub claims: Vec<usize>,
    /// What it asks for.
    pub stored: StoredProgram,
    /// What lies in its sandbox.
    pub fixtures: Arc<[Fixture]>,
}

/// A repair of a snippet.
#[derive(Clone, Debug)]
pub struct Fix {
    /// The snippet's index.
    pub snippet: usize,
    /// The bytes of its code that are replaced; `None` where it is words of a claim.
    pub range: Option<Range<usize>>,
    /// With what, and why.
    pub repair: Repair,
}

/// Finds what a folder of the corpus holds for a document again among its snippets and claims, and
/// adds what a person found to them.
///
/// # Errors
/// Where a file of the corpus cannot be read, or is not what it should be.
pub fn adopt(
    folder: &Path,
    document: &Document,
    snippets: &mut Vec<Snippet>,
    claims: &mut Vec<Claim>,
) -> Result<ByHand, SnippetsError> {
    let homes = homes(folder, document, snippets)?;
    if homes.iter().all(|home| home.completion.is_none() && home.outcome.is_none()) {
        return Ok(ByHand::default());
    }
    let mut adopter = Adopter {
        folder,
        document,
        quotes: Quotes::of(document),
        snippets,
        found: claims,
        of_name: homes.iter().map(|home| (home.name.clone(), home.snippet)).collect(),
        added: Vec::new(),
        no_claims: Vec::new(),
        out: ByHand::default(),
    };
    let mut outcomes = Vec::new();
    for Home { name, completion, outcome, snippet } in homes {
        outcomes.extend(snippet.zip(outcome).map(|accepted| (name.clone(), accepted)));
        if let Some(completion) = completion {
            adopter.take(&name, completion, snippet)?;
        }
    }
    let Adopter { mut out, added, no_claims, .. } = adopter;
    for (name, (snippet, outcome)) in &outcomes {
        let misfits = outcome.adopt(*snippet, &snippets[*snippet], claims);
        out.notices.extend(misfits.iter().map(|why| misfit(&folder.join(name).join(OUTCOME_TOML), None, why)));
    }
    out.outcomes = outcomes.into_iter().map(|(_, accepted)| accepted).collect();
    let found = std::mem::take(claims).into_iter();
    let found = found.filter(|claim| !no_claims.iter().any(|none| overlap(none, &claim.span)));
    *claims = settled(found, added, &mut out);
    Ok(out)
}

struct Adopter<'a> {
    folder: &'a Path,
    document: &'a Document,
    quotes: Quotes,
    snippets: &'a mut Vec<Snippet>,
    found: &'a [Claim],
    /// The snippet of today for each folder, where there is one.
    of_name: HashMap<String, Option<usize>>,
    added: Vec<Added>,
    /// Bytes of the file that a person says are no claim.
    no_claims: Vec<Range<usize>>,
    out: ByHand,
}

impl Adopter<'_> {
    fn take(&mut self, name: &str, completion: Completion, snippet: Option<usize>) -> Result<(), SnippetsError> {
        let programs = self.read(name, completion.programs)?;
        let anchor = completion.anchor.filter(|_| snippet.is_none());
        let place = anchor.as_ref().and_then(|anchor| self.quotes.find(anchor, 0));
        let anchored = place.map(|place| self.anchor(place, programs.first().map(|program| program.language)));
        let Some(owner) = snippet.or(anchored) else {
            let gone = || "the note no longer holds its code".to_owned();
            self.note(name, None, &anchor.map_or_else(gone, |anchor| format!("the note does not say \"{anchor}\"")));
            return Ok(());
        };
        let near = self.snippets[owner].block.code.span().start;
        for words in &completion.no_claim {
            match self.quotes.find(words, near) {
                Some(place) => self.no_claims.push(place),
                None => self.note(name, Some(owner), &format!("the note does not say \"{words}\"")),
            }
        }
        let fixtures: Arc<[Fixture]> = fixtures(&self.folder.join(name))?.into();
        for program in programs {
            let path = self.folder.join(name).join(COMPLETION_TOML);
            let members = self.members(&path, owner, &program.stored)?;
            self.put_together(name, owner, members, HandProgram { fixtures: Arc::clone(&fixtures), ..program });
        }
        for repair in completion.repairs {
            let place = self.snippets[owner].block.code.text().find(&repair.replace);
            let range = place.map(|at| at..at + repair.replace.len());
            let is_claimed =
                |added: &Added| added.claim.snippet == owner && added.claim.quote.contains(&repair.replace);
            if range.is_some() || self.added.iter().any(is_claimed) {
                self.out.fixes.push(Fix { snippet: owner, range, repair });
            } else {
                self.note(name, Some(owner), &format!("the note's code holds no \"{}\"", repair.replace));
            }
        }
        Ok(())
    }

    /// Reads the files of programs.
    fn read(&self, name: &str, programs: Vec<StoredProgram>) -> Result<Vec<HandProgram>, SnippetsError> {
        let folder = self.folder.join(name);
        let read = |stored: StoredProgram| {
            let wrong = |problem: &str| {
                let problem = format!("the program \"{}\" {problem}", stored.file);
                SnippetsError::wrong(&folder.join(COMPLETION_TOML), &stored.file, problem)
            };
            let path = folder.join(&stored.file);
            if Path::new(&stored.file).components().count() != 1
                || !path.symlink_metadata().is_ok_and(|it| it.is_file())
            {
                return Err(wrong("is not a file in this folder"));
            }
            let text = fs::read_to_string(&path).map_err(SnippetsError::access(&path))?;
            let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            let label = stored.language.as_deref().unwrap_or(&ending);
            let language = Lang::labelled(label).ok_or_else(|| wrong("is in no language that recant knows"))?;
            Ok(HandProgram {
                language,
                text,
                members: Vec::new(),
                claims: Vec::new(),
                stored,
                fixtures: Arc::default(),
            })
        };
        programs.into_iter().map(read).collect()
    }

    /// Makes a snippet of words that show no code.
    fn anchor(&mut self, place: Range<usize>, language: Option<Lang>) -> usize {
        let within = |part: &&(PartOf, Range<usize>)| part.1.contains(&place.start);
        let parts = self.document.parts().map(|(part, whole)| (part, whole.passage.span())).collect::<Vec<_>>();
        let part = parts.iter().find(within).map_or(PartOf { annotation: 0, side: Side::Body }, |(part, _)| *part);
        let block = Block {
            part,
            outer: 0..0,
            code: Passage::verbatim(self.document.text().get(place.clone()).unwrap_or_default(), place.start),
            found_by: FoundBy::Hand,
            label: None,
            directives: Directives::default(),
            session: Vec::new(),
            lossy: false,
        };
        let evidence = vec!["a person stored a program for these words".to_owned()];
        self.snippets.push(Snippet { block, kind: Kind::Code, language, confidence: 1.0, evidence });
        self.out.anchored += 1;
        self.snippets.len() - 1
    }

    /// The snippets that a program says it holds: its own and those of other folders, which may be gone.
    fn members(
        &self,
        path: &Path,
        owner: usize,
        stored: &StoredProgram,
    ) -> Result<Vec<Result<usize, String>>, SnippetsError> {
        let member = |name: &String| match self.folder_named(name).map(|folder| self.of_name[folder]) {
            Some(Some(index)) => Ok(Ok(index)),
            Some(None) => Ok(Err(format!("the note no longer holds the code of {name}"))),
            None => Err(SnippetsError::wrong(path, name, format!("there is no folder \"{name}\" beside this one"))),
        };
        std::iter::once(Ok(Ok(owner))).chain(stored.with.iter().map(member)).collect()
    }

    /// The folder of a name, which may have another number by now: `recant extract` counts anew.
    fn folder_named<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        if self.of_name.contains_key(name) {
            return Some(name);
        }
        let words = parts_of(name).1;
        let mut renumbered = self.of_name.keys().filter(|other| !words.is_empty() && parts_of(other).1 == words);
        renumbered.next().filter(|_| renumbered.next().is_none()).map(String::as_str)
    }

    /// Looks whether a program and its claims fit the note, and takes what does.
    fn put_together(&mut self, name: &str, owner: usize, members: Vec<Result<usize, String>>, program: HandProgram) {
        let known: Vec<usize> = members.iter().filter_map(|member| member.as_ref().ok().copied()).collect();
        let additions = program.stored.claims.clone();
        let members: Result<Vec<_>, String> = members
            .into_iter()
            .map(|member| member.and_then(|index| Ok((index, self.stand_of(index, &program)?))))
            .collect();
        let place = match members {
            Ok(members) => {
                self.out.programs.push(HandProgram { members, ..program });
                Some(self.out.programs.len() - 1)
            }
            Err(why) => {
                self.break_up(name, owner, &why);
                None
            }
        };
        for addition in additions {
            let near = self.snippets[owner].block.code.span().start;
            match self.quotes.find(&addition.quote, near) {
                Some(span) => {
                    let claim = self.claim(owner, &known, addition, span);
                    self.added.push(Added { claim, program: place });
                }
                None => self.break_up(name, owner, &format!("the note does not say \"{}\"", addition.quote)),
            }
        }
    }

    /// Where the code of a snippet stands in a program, or what of it does not.
    fn stand_of(&self, index: usize, program: &HandProgram) -> Result<Vec<Stand>, String> {
        let snippet = &self.snippets[index];
        if snippet.block.found_by == FoundBy::Hand {
            return Ok(Vec::new());
        }
        let code = masked::code(index, snippet, self.found, &program.stored.omits);
        stands((&code, snippet.language), (&program.text, program.language)).map_err(|missing| {
            let line = self.document.line(snippet.block.code.source(missing.start));
            let token = code.get(missing).unwrap_or_default();
            format!("{} does not hold `{token}` of line {line} in its place", program.stored.file)
        })
    }

    /// A claim belongs to the code that it stands in, else to the snippet whose folder it is.
    fn claim(&self, owner: usize, members: &[usize], addition: Addition, span: Range<usize>) -> Claim {
        let code = |index: usize| self.snippets[index].block.code.span();
        let snippet = members.iter().copied().find(|member| code(*member).contains(&span.start)).unwrap_or(owner);
        Claim {
            snippet,
            subject: addition.of.map_or(Subject::Program, Subject::Named),
            expectation: addition.expectation,
            strength: Strength::Strong,
            notation: Notation::ByHand,
            quote: addition.quote,
            span,
            code_span: code(snippet),
            within: None,
            output: None,
        }
    }

    /// What does not fit the note any more is said at the snippet, where it counts, and of the file.
    fn break_up(&mut self, name: &str, owner: usize, why: &str) {
        self.note(name, Some(owner), why);
        self.out.broken.push((owner, Because::new(Reason::UnsureCompletion, format!("{name}: {why}"))));
    }

    fn note(&mut self, name: &str, snippet: Option<usize>, why: &str) {
        let line = snippet.map(|index| self.document.line(self.snippets[index].block.code.span().start));
        let path = self.folder.join(name).join(COMPLETION_TOML);
        self.out.notices.push(misfit(&path, line, why));
    }
}

/// What is said of a file of the corpus that no longer fits the note.
fn misfit(path: &Path, line: Option<usize>, why: &str) -> Notice {
    Notice { line, message: format!("{}: {why}; bring the two together again", path.display()) }
}
