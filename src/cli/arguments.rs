//! The command line's grammar.

#![expect(clippy::doc_markdown, reason = "the comments are the words of `--help`")]

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::cache::{CacheArguments, Remembering};
pub(super) use super::choices::{
    Color, DoctorFormat, Format, NoSnippets, Prepare, SandboxLevel, SchemaFormat, VerdictName,
};
use super::completions::{Completions, Man};
use super::config::{Config, Init};
use super::explain::Explain;
use super::known::KnownDrift;
use super::lsp::Lsp;
use super::merge::Merge;
use super::offer::Writing;
use super::shard::Sharding;
use crate::config::Endpoint;

/// Finds the code in notes, runs it in sandboxes, and reports which claims about it no longer hold.
#[derive(Debug, Parser)]
#[command(name = "recant", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run the code in notes and compare what it does with what they claim
    Check(Check),
    /// List the code in notes; nothing is run
    List(List),
    /// Show all that recant makes of one example: annotation, language, claims, program, verdict
    Show(Show),
    /// Run one example now and stream what it prints
    Run(Run),
    /// Write the examples of notes to a corpus, where completions can be added to them
    Extract(Extract),
    /// Record in the corpus what code prints of which nothing is claimed, for later runs to compare with
    Accept(Mend),
    /// Rewrite what notes claim and what has drifted, with the least edit; shows it first
    Fix(Mend),
    /// Fetch the packages that the code in notes needs, and pin them
    Prepare(PrepareAhead),
    /// Tell which toolchains and which layers of the sandbox this machine has
    Doctor(Doctor),
    /// Put the parts of a check together that several machines did
    Merge(Merge),
    /// Serve an editor that speaks the language server protocol over standard input and output
    Lsp(Lsp),
    /// Tell where the packages are that were fetched, how large they are, or remove them
    Store(StoreArguments),
    /// Tell where it is kept what programs did, how large that is, remove it, or look for damage
    Cache(CacheArguments),
    /// Print the JSON Schema of the reports for machines
    Schema(Schema),
    /// Explain a verdict, a reason or a relaxation that a report names
    Explain(Explain),
    /// Tell which settings hold here, and where each came from
    #[command(subcommand)]
    Config(Config),
    /// Write a recant.toml in which every setting is explained
    Init(Init),
    /// Print a script that completes recant's command line in a shell
    Completions(Completions),
    /// Write recant's manual pages
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) engine: Engine,
    #[command(flatten)]
    pub(super) results: Results,
    #[command(flatten)]
    pub(super) sharding: Sharding,
    /// Check again what changes, until Ctrl-C
    #[arg(short, long, conflicts_with_all = ["shard", "blob", "output"])]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) known: KnownDrift,
}

/// What is told of what a check found, and what it amounts to.
#[derive(Debug, Args)]
pub(super) struct Results {
    /// Show only examples of these verdicts
    #[arg(long, value_delimiter = ',', value_name = "VERDICT")]
    pub(super) verdict: Vec<VerdictName>,
    #[command(flatten)]
    pub(super) output: Output,
    /// Print only what drifted or fails, and the summary
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Exit with 3 where something is unchecked
    #[arg(long)]
    pub(super) strict: bool,
    /// What finding no example at all amounts to; by default, pass where only files are named
    #[arg(long, value_name = "WHAT")]
    pub(super) no_snippets: Option<NoSnippets>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    pub(super) example: Example,
    #[command(flatten)]
    pub(super) engine: Engine,
    /// Do not run it
    #[arg(long)]
    pub(super) no_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Run {
    #[command(flatten)]
    pub(super) example: Example,
    #[command(flatten)]
    pub(super) engine: Engine,
    /// Print nothing but what the program prints
    #[arg(long)]
    pub(super) edit_free: bool,
}

#[derive(Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    pub(super) input: Input,
    /// The folder of the corpus; each file of notes gets a folder in it
    #[arg(long, value_name = "DIR")]
    pub(super) into: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Mend {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) engine: Engine,
    #[command(flatten)]
    pub(super) writing: Writing,
}

#[derive(Debug, Args)]
pub(super) struct PrepareAhead {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) engine: Engine,
    /// Fetch what is pinned anew, in the newest versions that are asked for
    #[arg(long)]
    pub(super) update: bool,
}

#[derive(Debug, Args)]
pub(super) struct StoreArguments {
    #[arg(value_name = "WHAT")]
    pub(super) act: StoreAct,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StoreAct {
    /// Print the folder that they are in
    Dir,
    /// Tell how many there are, and how large they are
    Size,
    /// Remove all but what is being fetched at this moment
    Clear,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of which format
    #[arg(value_name = "FORMAT", default_value = "json")]
    pub(super) format: SchemaFormat,
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: DoctorFormat,
    /// Exit with 1 where the sandbox is weaker than this
    #[arg(long, value_name = "LEVEL")]
    pub(super) sandbox: Option<SandboxLevel>,
    /// A folder of recipes for toolchains, shaped like recant's own `sandboxes/`
    #[arg(long, value_name = "DIR")]
    pub(super) sandboxes: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Input {
    /// Files, folders, FILE:LINE or FILE:FIRST-LAST; `-` reads standard input
    #[arg(value_name = "PATHS", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The name of what `-` reads, which tells its format and stands in the report
    #[arg(long, value_name = "NAME", default_value = "stdin.md")]
    pub(super) stdin_name: String,
    /// Take only files that git says have changed since this revision, or that are new
    #[arg(long, value_name = "REVISION")]
    pub(super) changed_since: Option<String>,
    /// Take only examples in these languages
    #[arg(short, long, value_delimiter = ',', value_name = "LANGUAGE")]
    pub(super) language: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Example {
    /// The example: an id that `list` prints, or FILE:LINE
    #[arg(value_name = "ID|FILE:LINE")]
    pub(super) which: String,
    /// Where to look for an id
    #[arg(value_name = "PATHS", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Output {
    /// How to report, and into which file: terminal, json, jsonl, junit, sarif, github, markdown, html or tap;
    /// may be given several times, one of them without a file
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "terminal")]
    pub(super) format: Vec<Target>,
    /// The file for the report that names none
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// A report that is asked for: `FORMAT` or `FORMAT=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) format: Format,
    /// Where it goes, if not to standard output.
    pub(super) file: Option<PathBuf>,
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        if file == Some("") {
            return Err("a file has to follow the `=`".into());
        }
        Format::from_str(name, false)
            .map(|format| Self { format, file: file.map(PathBuf::from) })
            .map_err(|_| format!("there is no format \"{name}\"; there are {}", Format::names().join(", ")))
    }
}

/// A number of things of which there is at least one.
fn count(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|count| *count > 0).ok_or("it has to be a number from 1 on")
}

#[derive(Debug, Args)]
pub(super) struct Engine {
    /// How long one program may run: seconds, or with a unit, as in 500ms or 2m
    #[arg(long, value_name = "TIME")]
    pub(super) timeout: Option<String>,
    /// How much one program may use: timeout, cpu, memory, processes, files, disk or output, as in memory=4GB;
    /// may be given several times
    #[arg(long, value_name = "LIMIT=AMOUNT")]
    pub(super) limit: Vec<String>,
    /// How many programs run at once; by default, one for each processor
    #[arg(short, long, value_name = "N", value_parser = count)]
    pub(super) jobs: Option<usize>,
    /// The level of isolation to insist on; `none` runs the notes' code without any
    #[arg(long, value_name = "LEVEL")]
    pub(super) sandbox: Option<SandboxLevel>,
    /// A folder of recipes for toolchains, shaped like recant's own `sandboxes/`
    #[arg(long, value_name = "DIR")]
    pub(super) sandboxes: Option<PathBuf>,
    /// Let programs reach this port of this host, and nothing else; may be given several times
    #[arg(long, value_name = "HOST:PORT")]
    pub(super) allow_net: Vec<Endpoint>,
    /// Let programs see the project in this folder, read-only; by default, the one that recant runs in
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, default_missing_value = ".")]
    pub(super) with_project: Option<PathBuf>,
    /// Pass a variable of the environment to programs; may be given several times
    #[arg(long, value_name = "NAME[=VALUE]")]
    pub(super) env: Vec<String>,
    /// Pass a file to programs, by its name or as TARGET in their work directory; may be given several times
    #[arg(long, value_name = "PATH[:TARGET]")]
    pub(super) file: Vec<String>,
    /// Run a language's programs on these of the installed versions, each on each, as in go=1.22,1.26; may be
    /// given several times
    #[arg(long, value_name = "LANGUAGE=VERSIONS")]
    pub(super) toolchain: Vec<String>,
    /// Do not try on older toolchains what drifted or fails, to tell since when
    #[arg(long)]
    pub(super) no_attribution: bool,
    /// Build and run each program by itself, and let none share work with others
    #[arg(long)]
    pub(super) no_lanes: bool,
    /// Which packages that code needs are fetched from their registries: those that a person declared, which is
    /// the default, or all that the code imports, or none
    #[arg(long, value_name = "WHICH")]
    pub(super) prepare: Option<Prepare>,
    /// Fetch nothing; packages that were fetched before are there
    #[arg(long)]
    pub(super) offline: bool,
    #[command(flatten)]
    pub(super) remembering: Remembering,
}
