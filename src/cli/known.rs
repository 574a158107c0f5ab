//! Drift that the command line says is known.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::save::save;
use crate::pipeline::{Checked, Study};
use crate::report::{Known, Report};

/// The flags that concern what is known to be wrong.
#[derive(Debug, Args)]
pub(super) struct KnownDrift {
    /// A list of what is known to be wrong, which does not make the check fail
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Write the list of what is wrong today, for `--known`
    #[arg(long, value_name = "FILE", conflicts_with = "known")]
    write_known: Option<PathBuf>,
}

impl KnownDrift {
    /// Takes drift that is listed for known, and writes the list where that is asked for.
    pub(super) fn mark(
        &self,
        report: &mut Report,
        checked: &[Checked],
        wanted: &dyn Fn(&Study, usize) -> bool,
    ) -> Result<(), CliError> {
        let usage = |file: &Path, problem: &str| CliError::Usage(format!("{}: {problem}", file.display()));
        let known = match (&self.write_known, &self.known) {
            (Some(file), _) => {
                let known = Known::of(report);
                save(file, known.text().as_bytes()).map_err(|error| usage(file, &error.to_string()))?;
                known
            }
            (None, Some(file)) => {
                let text = fs::read_to_string(file).map_err(|error| usage(file, &error.to_string()))?;
                Known::read(&text).map_err(|problem| usage(file, &problem))?
            }
            (None, None) => return Ok(()),
        };
        let is_whole = |study: &Study| (0..study.snippets.len()).all(|snippet| wanted(study, snippet));
        let studies = checked.iter().map(|checked| &checked.study);
        let whole: HashSet<&str> =
            studies.filter(|study| is_whole(study)).map(|study| study.document.path.as_str()).collect();
        known.mark(report, &|path| whole.contains(path));
        Ok(())
    }
}
