//! Finding the one example that `show` and `run` speak of.

use std::path::{Path, PathBuf};

use super::output::Console;
use super::{CliError, input};
use crate::config::Config;
use crate::pipeline::{self, Study};

/// The example of this id, or at this `FILE:LINE`: its document's study and its index there.
pub(super) fn one(
    which: &str,
    paths: &[PathBuf],
    config: &Config,
    console: &Console,
) -> Result<(Study, usize), CliError> {
    match which.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse::<usize>().ok()?))) {
        Some((file, line)) => at_line(file, line, config, console),
        None => with_id(which, paths, config, console),
    }
}

fn at_line(file: &str, line: usize, config: &Config, console: &Console) -> Result<(Study, usize), CliError> {
    let study = input::study_all(&[PathBuf::from(file)], config, console).pop().ok_or_else(|| {
        CliError::Usage(format!("\"{file}\" does not exist or cannot be read; give the path of a file of notes"))
    })?;
    let spans: Vec<_> = study.snippets.iter().map(|snippet| lines(&study, &snippet.block.code.span())).collect();
    let found = spans.iter().position(|(first, last)| (*first..=*last).contains(&line)).or_else(|| {
        // A claim speaks of an example that may stand lines above it.
        let claim = study.claims.iter().find(|claim| {
            let (first, last) = lines(&study, &claim.span);
            (first..=last).contains(&line)
        });
        claim.map(|claim| claim.snippet)
    });
    let near = || {
        let distance = |(first, last): &(usize, usize)| first.abs_diff(line).min(last.abs_diff(line));
        let nearest = spans.iter().min_by_key(|span| distance(span));
        nearest.map_or("recant found none in this file".to_owned(), |(first, _)| {
            format!("the nearest begins at {file}:{first}")
        })
    };
    let found = found.ok_or_else(|| CliError::Usage(format!("there is no example at {file}:{line}; {}", near())))?;
    Ok((study, found))
}

fn with_id(id: &str, paths: &[PathBuf], config: &Config, console: &Console) -> Result<(Study, usize), CliError> {
    if Path::new(id).exists() {
        return Err(CliError::Usage(format!(
            "\"{id}\" is a path; name one example of it as {id}:LINE, or by an id that `recant list {id}` prints"
        )));
    }
    let studies = input::study_all(paths, config, console);
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (document, study) in studies.iter().enumerate() {
        let report = pipeline::list(std::slice::from_ref(study), &|_, _| true);
        let place = |index: usize| lines(study, &study.snippets[index].block.code.span()).0;
        for line in report.snippets.iter().filter(|line| line.id.starts_with(id)) {
            let index = (0..study.snippets.len()).find(|index| place(*index) == line.place.start_line);
            found.extend(index.map(|index| (document, index, format!("{}:{}", line.path, line.place.start_line))));
        }
    }
    match found.as_slice() {
        [] => Err(CliError::Usage(format!(
            "no example has the id \"{id}\"; `recant list` prints those that there are, and PATHS behind the id say where to look"
        ))),
        [(document, index, _)] => Ok((studies[*document].clone(), *index)),
        several => {
            let places: Vec<_> = several.iter().map(|(.., place)| place.as_str()).collect();
            Err(CliError::Usage(format!(
                "several examples have an id that begins with \"{id}\": {}; name one as FILE:LINE",
                places.join(", ")
            )))
        }
    }
}

/// The first and the last line of a range of a document's bytes.
pub(super) fn lines(study: &Study, span: &std::ops::Range<usize>) -> (usize, usize) {
    (study.document.line(span.start), study.document.line(span.end.saturating_sub(1).max(span.start)))
}
