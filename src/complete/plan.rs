//! Planning: which blocks run, together with which others, watched by which probes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::chunk::{chunk, texts};
use super::group::{Groups, Loan};
use super::{Plan, Program, directed};
use crate::claims::{Claim, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{FoundBy, magic};
use crate::languages::completion::{Edit, Fragment, Known, Layout, Nothing, Piece, Probe, Target};
use crate::languages::{Lang, Role};
use crate::reasons::{Because, Reason};

/// Plans what a document's snippets run as. `known` gives what the toolchain of a language knows, if
/// it is installed.
#[must_use]
pub fn plan<'a>(snippets: &[Snippet], claims: &[Claim], known: &dyn Fn(Lang) -> Option<&'a dyn Known>) -> Plan {
    let mut plan = Plan::default();
    let mut candidates = BTreeSet::new();
    let outputs: BTreeSet<usize> = claims.iter().filter_map(|claim| claim.output).collect();
    for (index, snippet) in snippets.iter().enumerate() {
        let claimed = outputs.contains(&index).then(|| Because::new(Reason::Data, "is what other code prints"));
        match claimed.or_else(|| directed::skipped(snippet)).or_else(|| refuse(snippet)) {
            Some(because) => plan.refused.push((index, because)),
            None => {
                candidates.insert(index);
            }
        }
    }
    let texts = texts(snippets, claims);
    let groups = Groups::of(snippets, &texts);
    let planner = Planner { snippets, texts, claims: by_snippet(claims), all_claims: claims, groups, known };
    for chain in directed::chains(snippets, &candidates) {
        planner.plan_directed(&chain, &mut plan);
        candidates.retain(|index| !chain.contains(index));
    }
    for chain in planner.groups.sessions(&candidates) {
        planner.plan_session(&chain, &mut plan);
    }
    for index in candidates {
        if !planner.groups.is_session(index) {
            planner.plan_alone(index, &mut plan);
        }
    }
    plan.programs.sort_by_key(|program| program.members.first().copied());
    plan.refused.sort_by_key(|(index, _)| *index);
    plan
}

/// The program of a block by itself, where it ran with what others lend it; `None` where it borrows
/// nothing or cannot do without, and where a claim speaks of all that they print together.
#[must_use]
pub fn alone<'a>(
    program: &Program,
    snippets: &[Snippet],
    claims: &[Claim],
    known: &dyn Fn(Lang) -> Option<&'a dyn Known>,
) -> Option<Program> {
    let [member] = program.members[..] else { return None };
    if program.borrowed.is_empty() {
        return None;
    }
    let (texts, groups) = (texts(snippets, claims), Groups::of(&[], &[]));
    let planner = Planner { snippets, texts, claims: by_snippet(claims), all_claims: claims, groups, known };
    if planner.claims_output(member) {
        return None;
    }
    planner.program(&[member], &BTreeMap::new(), &[]).ok()
}

/// What is to be said of a name in passing.
const MENTIONED: &str = "is named in a sentence, and nothing is claimed of it";

/// Why a block does not run, whatever its text.
fn refuse(snippet: &Snippet) -> Option<Because> {
    let refused = |reason, detail: &str| Some(Because::new(reason, detail));
    match (snippet.kind, snippet.language) {
        (Kind::Output, _) => refused(Reason::Data, "is output, not code"),
        (Kind::Data, _) => refused(Reason::Data, "is data, not code"),
        (Kind::Unknown, _) | (Kind::Code, None) if snippet.block.found_by == FoundBy::Inline => {
            refused(Reason::Incomplete, MENTIONED)
        }
        (Kind::Unknown, _) | (Kind::Code, None) => {
            refused(Reason::AmbiguousLanguage, "is in a language that cannot be told")
        }
        (Kind::Code, Some(language)) if language.role() == Role::Data => refused(Reason::Data, "is data, not code"),
        (Kind::Code, Some(_)) => magic(&snippet.block).map(|word| {
            Because::new(Reason::UnsupportedLanguage, format!("`{word}` is for IPython, which recant does not run"))
        }),
    }
}

fn by_snippet(claims: &[Claim]) -> HashMap<usize, Vec<usize>> {
    let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, claim) in claims.iter().enumerate() {
        found.entry(claim.snippet).or_default().push(index);
    }
    found
}

struct Planner<'a, 'k> {
    snippets: &'a [Snippet],
    /// The code of each snippet, claims among it blanked.
    texts: Vec<Cow<'a, str>>,
    claims: HashMap<usize, Vec<usize>>,
    all_claims: &'a [Claim],
    groups: Groups<'a>,
    known: &'a dyn Fn(Lang) -> Option<&'k dyn Known>,
}

impl Planner<'_, '_> {
    /// Sessions that continue each other run as one; where that cannot be, each by itself.
    fn plan_session(&self, chain: &[usize], plan: &mut Plan) {
        let lenders = self.lenders(chain);
        match self.program(chain, &lenders, &[]) {
            Ok(program) => plan.programs.push(program),
            Err(because) if chain.len() == 1 => self.without_loans(chain[0], &lenders, because, plan),
            Err(_) => self.plan_parts(chain, plan),
        }
    }

    /// What does not complete by itself is left out of its session; what does not complete together
    /// runs by itself.
    fn plan_parts(&self, chain: &[usize], plan: &mut Plan) {
        let completes = |member: &usize| self.program(&[*member], &BTreeMap::new(), &[]).is_ok();
        let (sound, faulty): (Vec<usize>, Vec<usize>) = chain.iter().copied().partition(completes);
        for member in &faulty {
            self.plan_session(&[*member], plan);
        }
        if faulty.is_empty() {
            for member in &sound {
                self.plan_session(&[*member], plan);
            }
        } else if !sound.is_empty() {
            self.plan_session(&sound, plan);
        }
    }

    /// What lends the blocks of a chain what they want, and is none of them.
    fn lenders(&self, chain: &[usize]) -> BTreeMap<usize, Loan> {
        let mut lenders: BTreeMap<usize, Loan> = chain.iter().flat_map(|member| self.groups.lenders(*member)).collect();
        lenders.retain(|lender, _| !chain.contains(lender) && !self.groups.is_session(*lender));
        lenders
    }

    /// What is said to go on runs as one, or not at all.
    fn plan_directed(&self, chain: &[usize], plan: &mut Plan) {
        let lenders = self.lenders(chain);
        match self.program(chain, &lenders, &[]) {
            Ok(program) => plan.programs.push(program),
            Err(because) => plan.refused.extend(chain.iter().map(|member| (*member, because.clone()))),
        }
    }

    fn plan_alone(&self, index: usize, plan: &mut Plan) {
        let mut lenders = self.groups.lenders(index);
        lenders.retain(|lender, _| !self.groups.is_session(*lender));
        let followers = if self.claims_output(index) { self.groups.followers(index) } else { &[] };
        match self.program(&[index], &lenders, followers) {
            // What the text itself tells goes before what its place tells.
            Err(because) if matches!(because.reason, Reason::Placeholder | Reason::Platform) => {
                plan.refused.push((index, because));
            }
            _ if self.is_mention(index) => {
                plan.refused.push((index, Because::new(Reason::Incomplete, MENTIONED)));
            }
            Ok(program) => plan.programs.push(program),
            Err(because) => self.without_loans(index, &lenders, because, plan),
        }
    }

    /// A lender may be what does not complete: then the block is tried with the others, and by itself.
    fn without_loans(&self, index: usize, lenders: &BTreeMap<usize, Loan>, because: Because, plan: &mut Plan) {
        let completes = |lender: &usize| self.program(&[*lender], &BTreeMap::new(), &[]).is_ok();
        let mut sound = lenders.clone();
        sound.retain(|lender, _| completes(lender));
        let fewer = [sound, BTreeMap::new()].into_iter().filter(|fewer| fewer.len() < lenders.len());
        let tried = fewer.map(|fewer| self.program(&[index], &fewer, &[]));
        match tried.reduce(Result::or).unwrap_or(Err(because)) {
            Ok(program) => plan.programs.push(program),
            Err(because) => plan.refused.push((index, because)),
        }
    }

    /// Whether something is claimed of all that a block prints.
    fn claims_output(&self, index: usize) -> bool {
        let mut claims = self.claims.get(&index).into_iter().flatten();
        claims.any(|claim| self.all_claims[*claim].subject == Subject::Program)
    }

    fn is_mention(&self, index: usize) -> bool {
        self.snippets[index].block.found_by == FoundBy::Inline && !self.claims.contains_key(&index)
    }

    /// `followers` run behind the members, which are claimed to print what those make of them.
    fn program(
        &self,
        members: &[usize],
        lenders: &BTreeMap<usize, Loan>,
        followers: &[usize],
    ) -> Result<Program, Because> {
        let language = self.snippets[members[0]].language.expect("only what has a language is a candidate");
        let chunks: Vec<usize> = lenders.keys().chain(members).chain(followers).copied().collect();
        let borrowed: Vec<usize> = lenders.keys().chain(followers).copied().collect();
        let in_company = chunks.len() > 1 && followers.is_empty();
        let mut probes = Vec::new();
        let fragment_chunks = chunks.iter().map(|index| {
            let lends = borrowed.contains(index);
            let mut chunk = chunk(&self.snippets[*index], &self.texts[*index], lends);
            if !lends {
                chunk.probes = self.probes(*index, in_company, &mut probes);
            }
            chunk
        });
        let fragment_chunks = fragment_chunks.collect();
        let nonce = nonce(&chunks, self.snippets);
        let fragment = Fragment { chunks: fragment_chunks, nonce: &nonce };
        let mut layout = match language.completer() {
            Some(completer) => {
                let known = (self.known)(language).unwrap_or(&Nothing);
                completer.complete(&fragment, known).map_err(|obstacle| obstacle.because)?
            }
            None => Layout::as_written(&fragment),
        };
        for (chunk, index) in chunks.iter().enumerate() {
            self.claims_within(*index).for_each(|claimed| layout.leave_out(chunk, claimed));
        }
        layout.pieces.splice(0..0, lenders.values().map(|loan| Piece::Added(borrowing(loan))));
        let text = layout.text(&fragment);
        let files = language.completer().map_or(Vec::new(), |completer| completer.files(&layout));
        let wants = directed::wants(members.iter().map(|member| &self.snippets[*member]));
        let members = members.to_vec();
        Ok(Program {
            language,
            members,
            borrowed,
            layout,
            chunks,
            text,
            files,
            nonce,
            probes,
            wants,
            stored_claims: None,
        })
    }

    /// Bytes of a snippet's code that are claims and no code.
    fn claims_within(&self, index: usize) -> impl Iterator<Item = &Range<usize>> {
        let claims = self.claims.get(&index).into_iter().flatten();
        claims.filter_map(|claim| self.all_claims[*claim].within.as_ref())
    }

    /// What is to be seen of a snippet; `probes` takes in which claim each probe serves.
    fn probes(&self, index: usize, in_company: bool, probes: &mut Vec<(usize, usize)>) -> Vec<Probe> {
        let mut wanted = Vec::new();
        for claim in self.claims.get(&index).into_iter().flatten() {
            let length = self.snippets[index].block.code.text().len();
            let target = match &self.all_claims[*claim].subject {
                // Alone, all that the program prints is what it prints.
                Subject::Program if !in_company => continue,
                Subject::Program if !self.all_claims[*claim].expectation.is_of_output() => continue,
                Subject::Program => Target::Output(0..length),
                Subject::Entry(entry) => Target::Entry(*entry),
                Subject::Statement(range) => Target::Output(range.clone()),
                Subject::Expression(range) => Target::Value(range.clone()),
                Subject::Named(expression) => Target::Named(expression.clone()),
            };
            let id = probes.len();
            probes.push((id, *claim));
            wanted.push(Probe { id, target });
        }
        wanted
    }
}

/// Says what was borrowed, adding no text.
fn borrowing(loan: &Loan) -> Edit {
    let names = loan.names.iter().take(3).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Edit { text: String::new(), reason: format!("borrows {names} from another block"), faith: loan.faith }
}

/// The same for the same blocks, so that two runs build the same bytes; it stands in no block.
pub(super) fn nonce(chunks: &[usize], snippets: &[Snippet]) -> String {
    let mut hasher = blake3::Hasher::new();
    for index in chunks {
        hasher.update(snippets[*index].block.code.text().as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
