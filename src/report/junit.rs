//! The report as `JUnit` XML, for the test views of CI services.

use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};

use super::finding::Finding;
use super::text::{disarmed, fit, visible};
use super::{Line, Report, finding::findings};
use crate::compare::Verdict;

/// Columns of a block's first line in the name of its test.
const NAME: usize = 80;

/// The report as `JUnit` XML: a suite for each file, a test for each line of the ledger. What drifted is
/// a failure, what fails an error, what is unchecked skipped with its reason.
#[must_use]
pub fn junit(report: &Report) -> String {
    let findings: Vec<_> = findings(report).collect();
    let mut suites = Suites::new("recant");
    for lines in report.snippets.chunk_by(|one, other| one.path == other.path) {
        let mut suite = TestSuite::new(visible(&lines[0].path));
        suite.add_test_cases(lines.iter().map(|line| test(line, &findings)));
        suites.add_test_suite(suite);
    }
    let xml = suites.to_string().unwrap_or_default();
    // The schemas of JUnit know this count on suites alone, not on the root, where its first stands.
    xml.replacen(&format!(" skipped=\"{}\"", suites.skipped), "", 1)
}

/// A test. Its name holds no line number, so that services know it again when the note is edited.
fn test(line: &Line, findings: &[Finding<'_>]) -> TestCase {
    let name = format!("{} {}", line.id, fit(&visible(&line.excerpt), NAME));
    let mut case = TestCase::new(name, status(line, findings));
    case.set_classname(visible(&line.path));
    case
}

fn status(line: &Line, findings: &[Finding<'_>]) -> TestCaseStatus {
    if line.known {
        let mut status = TestCaseStatus::skipped();
        status.set_type("known").set_message("it is listed as known to be wrong");
        return status;
    }
    let kind = match &line.verdict {
        Some(Verdict::Holds | Verdict::Runs) => return TestCaseStatus::success(),
        Some(Verdict::Drifted) => NonSuccessKind::Failure,
        Some(Verdict::Fails) => NonSuccessKind::Error,
        Some(Verdict::Unchecked(because)) => {
            let mut status = TestCaseStatus::skipped();
            status.set_type(because.reason.code()).set_message(visible(&because.detail));
            return status;
        }
        None => {
            let mut status = TestCaseStatus::skipped();
            status.set_message("not run");
            return status;
        }
    };
    let own: Vec<_> = findings.iter().filter(|finding| std::ptr::eq(finding.line, line)).collect();
    let told: Vec<_> = own.iter().map(|finding| format!("{}: {}", finding.position(), finding.message())).collect();
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(line.verdict.as_ref().map_or("", Verdict::word));
    match told.first() {
        Some(first) => {
            status.set_message(first.lines().next().unwrap_or_default()).set_description(disarmed(&told.join("\n\n")))
        }
        None => status.set_message("the code that it belongs to prints something else"),
    };
    status
}
