//! What is wrong with a note, as an editor underlines it.

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range, Uri,
};

use super::note::Note;
use super::places::{first_line, range};
use crate::report::{Finding, findings_of, visible};

/// The diagnostics of a note: what drifted or fails, and what is to be said of the file.
pub(super) fn diagnostics(note: &Note, uri: &Uri) -> Vec<Diagnostic> {
    let findings = note.lines.iter().flat_map(findings_of);
    findings.map(|finding| finding_of(note, uri, &finding)).chain(notices(note)).collect()
}

fn finding_of(note: &Note, uri: &Uri, finding: &Finding<'_>) -> Diagnostic {
    let document = note.document();
    let code = Location::new(uri.clone(), first_line(document, finding.line.place));
    let related = DiagnosticRelatedInformation { location: code, message: "the code that it speaks of".to_owned() };
    Diagnostic {
        range: finding.claim.map_or_else(|| first_line(document, finding.place), |claim| range(document, &claim.span)),
        severity: Some(if finding.claim.is_some() { DiagnosticSeverity::ERROR } else { DiagnosticSeverity::WARNING }),
        code: Some(NumberOrString::String(finding.word().to_owned())),
        source: Some("recant".to_owned()),
        message: finding.message(),
        related_information: finding.claim.map(|_| vec![related]),
        ..Diagnostic::default()
    }
}

fn notices(note: &Note) -> impl Iterator<Item = Diagnostic> {
    let study = note.study();
    study.document.notices.iter().chain(&study.by_hand.notices).map(|notice| {
        let line = u32::try_from(notice.line.unwrap_or(1) - 1).unwrap_or(u32::MAX);
        Diagnostic {
            range: Range::new(Position::new(line, 0), Position::new(line + 1, 0)),
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some("recant".to_owned()),
            message: visible(&notice.message),
            ..Diagnostic::default()
        }
    })
}
