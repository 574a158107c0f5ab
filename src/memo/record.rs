//! The lines of the ledger, as bytes.

use std::sync::OnceLock;

use crate::cache::{Held, held};
use crate::claims::{Notation, Strength};
use crate::classify::Kind;
use crate::compare::Verdict;
use crate::complete::How;
use crate::extract::FoundBy;
use crate::languages::Lang;
use crate::reasons::{Because, Reason};
use crate::report::{
    AttributionLine, ClaimLine, EditLine, FileNotice, Line, MessageLine, Place, RepairLine, VersionLine,
};
use crate::sandbox::Level;

// Where a block stands in the text of its note is for reports that show that text: they are made of the notes.
held!(struct Line {
    id, path, place, kind, language, confidence, found_by, verdict, known, reason, detail, how, edits, claims,
    messages, toolchain, versions, attribution, excerpt, repairs,
} but in_note);
held!(struct ClaimLine {
    place, span, code_start_line, code_end_line, quote, source, strength, notation, verdict, known, reason, detail,
    claimed, observed, relaxations, versions, attribution,
});
held!(struct Place { start_line, start_column, end_line, end_column });
held!(struct EditLine { text, reason, faithful });
held!(struct MessageLine { line, column, text, source });
held!(struct VersionLine { toolchain, verdict, reason, detail, observed });
held!(struct AttributionLine { title, holds_on, drifted_from });
held!(struct RepairLine { replace, with, why, verdict, detail, observed, toolchain });
held!(struct FileNotice { path, line, message });
held!(struct Because { reason, detail });
held!(enum Verdict { 0 Drifted, 1 Fails, 2 Unchecked(because), 3 Holds, 4 Runs });
held!(enum Kind { 0 Code, 1 Data, 2 Output, 3 Unknown });
held!(enum How { 0 AsWritten, 1 Completed, 2 ByHand });
held!(enum Strength { 0 Weak, 1 Strong });
held!(enum Level { 0 None, 1 Landlock, 2 Full });
held!(enum FoundBy { 0 Fence, 1 Indent, 2 Prompt, 3 Prose, 4 Flattened, 5 Inline, 6 Cell, 7 Hand });
held!(enum Notation {
    0 Session, 1 OutputComment, 2 TrailingComment, 3 Arrow, 4 Prose, 5 OutputBlock, 6 BareLines, 7 Console,
    8 ByHand, 9 Directive, 10 Accepted, 11 Corrected,
});

impl Held for Reason {
    fn hold(&self, out: &mut Vec<u8>) {
        Self::ALL.iter().position(|reason| reason == self).unwrap_or(Self::ALL.len()).hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::ALL.get(usize::take(from)?).copied()
    }
}

/// The name of a language, by its place among all languages.
impl Held for &'static str {
    fn hold(&self, out: &mut Vec<u8>) {
        languages().iter().position(|name| name == self).unwrap_or(usize::MAX).hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        languages().get(usize::take(from)?).copied()
    }
}

fn languages() -> &'static [&'static str] {
    static NAMES: OnceLock<Vec<&str>> = OnceLock::new();
    NAMES.get_or_init(|| Lang::all().map(|language| language.name()).collect())
}
