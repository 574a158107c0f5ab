//! Finding the one example that `show` and `run` speak of.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::arguments::Example;
use super::output::Console;
use super::{CliError, input};
use crate::config::Config;
use crate::pipeline::Study;
use crate::report::{Line, ledger};

/// How many places a message names.
const SHOWN: usize = 5;

/// The example of this id, or at this `FILE:LINE`: its document's study and its index there.
pub(super) fn one(example: &Example, config: &Config, console: &Console) -> Result<(Study, usize), CliError> {
    let Example { which, paths } = example;
    match which.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse::<usize>().ok()?))) {
        Some((file, line)) => at_line(file, line, config, console),
        None => with_id(which, paths, config, console),
    }
}

fn at_line(file: &str, line: usize, config: &Config, console: &Console) -> Result<(Study, usize), CliError> {
    let study = input::all(&[PathBuf::from(file)], config, console).study(console).pop().ok_or_else(|| {
        CliError::Usage(format!("\"{file}\" does not exist or cannot be read; give the path of a file of notes"))
    })?;
    // Of what stands at this line, its own code comes before code that a claim here speaks of.
    let stands = |snippet: &usize| overlap(&study, &study.snippets[*snippet].block.code.span(), line, line);
    let found = (0..study.snippets.len()).find(stands);
    let found = found.or_else(|| (0..study.snippets.len()).find(|snippet| touches(&study, *snippet, line, line)));
    let found = found.ok_or_else(|| CliError::Usage(nothing_at(&study, line)))?;
    let found = speaker(&study, found);
    Ok((study, found))
}

/// What is to be said where a file has no example at a line: where the nearest one is.
pub(super) fn nothing_at(study: &Study, line: usize) -> String {
    let file = &study.document.path;
    let spans = study.snippets.iter().map(|snippet| lines(study, &snippet.block.code.span()));
    let nearest = spans.min_by_key(|(first, last)| first.abs_diff(line).min(last.abs_diff(line)));
    let near = nearest.map_or("recant found none in this file".to_owned(), |(first, _)| {
        format!("the nearest begins at {file}:{first}")
    });
    format!("there is no example at {file}:{line}; {near}")
}

/// Whether a snippet, its fences, or what is claimed of it stand on some of these lines.
pub(super) fn touches(study: &Study, snippet: usize, first: usize, last: usize) -> bool {
    let from = study.claims.partition_point(|claim| claim.snippet < snippet);
    let mut claims = study.claims[from..].iter().take_while(|claim| claim.snippet == snippet);
    let block = &study.snippets[snippet].block;
    let whole = study.document.part(block.part).map(|part| part.passage.source_range(block.outer.clone()));
    overlap(study, &whole.unwrap_or_else(|| block.code.span()), first, last)
        || claims.any(|claim| overlap(study, &claim.span, first, last))
}

/// The snippet that a line stands in or in front of, as a directive does.
pub(super) fn at_or_behind(study: &Study, line: usize) -> Option<usize> {
    study.snippets.iter().position(|snippet| lines(study, &snippet.block.code.span()).1 >= line)
}

fn overlap(study: &Study, span: &Range<usize>, first: usize, last: usize) -> bool {
    let (from, to) = lines(study, span);
    from <= last && to >= first
}

/// The snippet that an output block is the output of; any other is itself.
fn speaker(study: &Study, snippet: usize) -> usize {
    study.claims.iter().find(|claim| claim.output == Some(snippet)).map_or(snippet, |claim| claim.snippet)
}

/// An example of the id that was asked for.
struct Named {
    document: usize,
    index: usize,
    line: Line,
}

fn with_id(id: &str, paths: &[PathBuf], config: &Config, console: &Console) -> Result<(Study, usize), CliError> {
    if Path::new(id).exists() {
        return Err(CliError::Usage(format!(
            "\"{id}\" is a path; name one example of it as {id}:LINE, or by an id that `recant list {id}` prints"
        )));
    }
    if id.is_empty() {
        return Err(CliError::Usage("name an example by an id that `recant list` prints, or as FILE:LINE".into()));
    }
    let studies = input::all(paths, config, console).study(console);
    let mut found: Vec<Named> = Vec::new();
    for (document, study) in studies.iter().enumerate() {
        let all = ledger(&study.document, &study.snippets, &study.claims, None).into_iter().enumerate();
        let called = |index: usize| study.snippets[index].block.directives.name.as_deref() == Some(id);
        let named = all.filter(|(index, line)| line.id.starts_with(id) || called(*index));
        found.extend(named.map(|(index, line)| Named { document, index, line }));
    }
    // Where code stands several times, the id of the first begins those of the others.
    if found.iter().any(|named| named.line.id == id) {
        found.retain(|named| named.line.id == id);
    }
    match found.as_slice() {
        [] => Err(CliError::Usage(format!(
            "no example has the id \"{id}\"; `recant list` prints those that there are, and PATHS behind the id say where to look"
        ))),
        [named] => {
            let study = studies[named.document].clone();
            let index = speaker(&study, named.index);
            Ok((study, index))
        }
        several => {
            let place = |named: &Named| format!("{}:{}", named.line.path, named.line.place.start_line);
            let mut places: Vec<_> = several.iter().map(place).take(SHOWN).collect();
            if several.len() > SHOWN {
                places.push("…".into());
            }
            Err(CliError::Usage(format!(
                "{} examples have an id that begins with \"{id}\": {}; name one as FILE:LINE",
                several.len(),
                places.join(", ")
            )))
        }
    }
}

/// The first and the last line of a range of a document's bytes.
pub(super) fn lines(study: &Study, span: &Range<usize>) -> (usize, usize) {
    (study.document.line(span.start), study.document.line(span.end.saturating_sub(1).max(span.start)))
}
