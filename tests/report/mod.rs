//! The formats of reports: whole outputs, judged by schemas and parsers that are not ours.
//!
//! The notes are checked over a runner that only pretends to run, so that no toolchain is needed.

mod command;
mod hostile;
mod shards;
mod valid;

use recant::complete::Program;
use recant::notes;
use recant::pipeline::{self, Checked};
use recant::reasons::Because;
use recant::report::{self, Report};
use recant::run::Outcome;
use recant::sandbox::{Exit, Level};

use super::{Pretend, prints};

/// A note that claims of each of so many blocks that it prints 2.
fn claims(count: usize) -> String {
    "```python\nprint(1)\n```\n\nOutput:\n\n```\n2\n```\n\n".repeat(count)
}

/// A report with the notes that it is of.
struct Sample {
    report: Report,
    checked: Vec<Checked>,
}

impl Sample {
    fn new(path: &str, run: impl Fn(&Program) -> Result<Outcome, Because> + Sync) -> Self {
        let note = std::fs::read(format!("tests/report/{path}")).unwrap();
        let studies = vec![pipeline::study(notes::read(path, note))];
        let checked = pipeline::check(studies, &Pretend(run), &|_, _| true, &|_| ());
        let report = pipeline::report(&checked, Level::Full, &|_, _| true);
        Self { report, checked }
    }

    /// The guide, of which two claims drifted and one block fails.
    fn guide() -> Self {
        Self::new("guide.md", |program| {
            let text = &program.text;
            Ok(match () {
                () if text.contains("sum(") => prints(""),
                () if text.contains("keys()") => prints("dict_keys(['b', 'a'])\na 1\nb 2\n"),
                () if text.contains("\"3\" + 4") => {
                    let stderr = b"TypeError: can only concatenate str\n".to_vec();
                    let complaint = "TypeError: can only concatenate str".into();
                    Outcome { exit: Exit::Status(1), stderr, complaint, ..prints("") }
                }
                () => prints("3\n"),
            })
        })
    }

    /// Notes that would take over whoever reads the report.
    fn hostile() -> Self {
        let said = "::error::observed\n<script>alert(6)</script> | ` ]]> \u{1b}[31m\u{202e}\n";
        Self::new("hostile.json", move |_| Ok(prints(said)))
    }

    fn html(&self) -> String {
        let documents: Vec<_> = self.checked.iter().map(|checked| &checked.study.document).collect();
        report::html(&self.report, &documents)
    }

    /// Every format but the one for terminals, by its name.
    fn formats(&self) -> [(&'static str, String); 8] {
        let report = &self.report;
        [
            ("json", report::json(report)),
            ("jsonl", report::json_lines(report)),
            ("junit", report::junit(report)),
            ("sarif", report::sarif(report)),
            ("github", report::github(report, "docs")),
            ("markdown", report::markdown(report)),
            ("html", self.html()),
            ("tap", report::tap(report)),
        ]
    }
}

/// The page without its style and script, which are files of their own.
fn without_assets(page: &str) -> String {
    let cut = regex::Regex::new(r"(?s)<(style|script)>.*?</(style|script)>|sha256-[\w+/=]+").unwrap();
    cut.replace_all(page, "…").into_owned()
}

#[test]
fn each_format_prints_what_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r#""semanticVersion": "[\d.]+""#, r#""semanticVersion": "[version]""#);
    settings.bind(|| {
        for (name, text) in Sample::guide().formats() {
            insta::assert_snapshot!(name, without_assets(&text));
        }
        insta::assert_snapshot!("schema", report::schema(report::Shape::Json));
    });
}
