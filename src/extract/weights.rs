//! How much each feature of a line says for each state, and what a change of state costs.
//!
//! The figures are those of a linear-chain conditional random field (Lafferty, `McCallum` and Pereira
//! 2001), fitted with an L2 penalty on about 68,000 lines whose state is known because their authors
//! fenced them: Chinese and English notes with the fences taken out, the documentation of Node, npm,
//! Go and the AWS command line, and the READMEs of Rust crates. Some were made anew as careless copies
//! make them: lines of code standing alone, short blocks joined onto one line, Chinese sentences with
//! ASCII punctuation, comments that became headings. Rounded to a tenth, which changes nothing.

use super::feature::Feature;
use super::smooth::STATES;

/// One row per feature, in the order of [`Feature`]; one column per state: prose, shell, curly,
/// script, markup, data, output.
#[rustfmt::skip]
pub(super) const EMISSION: [(Feature, [f32; STATES]); 114] = [
    (Feature::Always, [ 0.9, -0.3, -0.6, -0.4, -0.7, -0.4, -0.1]),
    (Feature::EndsWithOpenBrace, [-3.4, -0.6,  1.6, -1.1,  0.0,  0.8, -0.9]),
    (Feature::EndsWithSemicolon, [-2.1, -0.5,  2.1,  0.6, -0.5, -0.5, -1.7]),
    (Feature::EndsWithComma, [-0.8, -0.3,  0.9,  0.8,  0.2, -0.6, -0.5]),
    (Feature::EndsWithColon, [ 1.3, -2.0, -0.4,  0.0,  0.0,  0.4, -0.3]),
    (Feature::EndsWithWideColon, [ 1.8, -0.4, -0.2, -0.4, -0.5, -0.5, -0.2]),
    (Feature::EndsWithOpenBracket, [-1.5, -0.3,  0.6,  1.3,  0.3, -0.3, -0.2]),
    (Feature::EndsWithCloser, [-0.3, -0.5,  0.4,  0.6, -1.4,  0.9, -0.5]),
    (Feature::EndsWithBackslash, [-0.5, -0.3, -0.1, -0.1,  0.0,  1.2,  0.0]),
    (Feature::EndsWithFullStop, [ 0.2, -0.1, -0.6, -0.5,  0.4,  0.2, -0.5]),
    (Feature::EndsWithWideStop, [ 2.1, -1.8,  0.5, -0.3, -0.1, -1.0, -0.5]),
    (Feature::EndsWithAngle, [-0.3,  0.0,  0.2, -0.9,  0.5, -0.5, -1.5]),
    (Feature::EndsWithQuestion, [-0.3,  0.2, -0.2, -0.4,  0.3, -0.1,  0.5]),
    (Feature::StartsWithCloser, [-3.0, -0.1,  1.0, -0.3,  0.9,  0.2, -0.2]),
    (Feature::StartsWithSlashComment, [-0.8, -1.0,  1.3, -0.3, -0.5, -0.4, -0.1]),
    (Feature::StartsWithStar, [-0.3, -1.0,  1.4,  0.9, -0.1, -0.8, -0.2]),
    (Feature::StartsWithHash, [-0.2,  0.8, -2.0,  0.2, -0.8,  0.3, -0.6]),
    (Feature::StartsWithHashes, [-0.4,  1.0, -1.4,  0.5, -0.5,  1.2, -1.1]),
    (Feature::StartsWithAt, [-0.5,  0.1,  0.3,  0.8, -0.3, -0.4,  0.1]),
    (Feature::StartsWithTag, [ 0.1, -1.4, -1.8, -1.3,  1.0, -2.2, -1.0]),
    (Feature::StartsWithFlag, [-1.1,  1.4, -0.2,  0.0,  0.0,  0.1, -0.4]),
    (Feature::StartsWithBullet, [ 2.2, -2.4, -0.9, -1.6, -1.3, -1.3,  0.0]),
    (Feature::StartsWithNumber, [ 0.9, -1.3, -0.2, -0.1, -0.2, -0.4,  0.5]),
    (Feature::StartsWithQuoteMark, [ 0.2,  0.6, -0.3, -0.8, -0.6, -0.3, -0.2]),
    (Feature::StartsWithPipe, [ 0.8,  0.1, -0.4, -0.2, -0.3, -1.3, -1.3]),
    (Feature::StartsWithLink, [ 0.7, -0.3, -0.1, -0.3,  0.0, -0.7,  0.5]),
    (Feature::StartsWithString, [ 0.3,  0.4,  0.1, -0.6, -0.5,  0.2,  0.3]),
    (Feature::StartsWithCapitalWord, [ 1.3,  0.4, -1.2, -2.1, -0.2, -1.6, -0.4]),
    (Feature::StartsWithLowerWord, [ 0.0,  0.1,  0.4, -0.2, -0.2, -0.9,  0.3]),
    (Feature::StartsWithDot, [-0.5,  0.5,  0.1,  0.0,  0.0,  0.0, -0.1]),
    (Feature::StartsWithWide, [ 1.5, -1.1, -0.5, -0.8, -0.4, -0.8,  1.0]),
    (Feature::StartsWithPath, [-1.7,  0.1,  1.2,  0.6, -0.2, -0.7,  0.3]),
    (Feature::StartsWithDigit, [ 0.8,  0.3, -0.7, -0.8, -0.4, -1.3, -0.2]),
    (Feature::ShellPrompt, [-2.4,  2.7,  1.1, -0.3, -0.4, -1.1, -0.5]),
    (Feature::WeakPrompt, [-0.5,  1.2,  0.0, -0.1,  0.0, -0.5,  0.0]),
    (Feature::OtherPrompt, [-0.5, -0.3, -0.9,  2.2,  0.0, -0.2, -0.4]),
    (Feature::PythonContinues, [-1.8,  0.4, -0.4,  0.9,  0.0,  0.9, -0.1]),
    (Feature::CommandLine, [-0.8,  1.4, -0.1, -0.6, -0.2, -0.5,  0.5]),
    (Feature::CommandWord, [-0.7,  1.8, -0.9, -0.1, -0.7,  0.6, -1.5]),
    (Feature::CurlyKeyword, [-1.3, -1.2,  1.3, -0.5, -0.5, -1.1,  0.3]),
    (Feature::CurlyStatement, [-0.7, -0.5,  0.6, -0.6,  0.6, -0.6,  0.5]),
    (Feature::ScriptKeyword, [-0.4, -0.7, -0.2,  1.1,  0.9, -0.5, -0.5]),
    (Feature::ScriptStatement, [-1.0, -0.2, -0.6,  2.0, -0.1, -0.1, -0.3]),
    (Feature::SqlKeyword, [-1.8,  0.4, -1.7,  3.3, -0.3,  0.3, -0.7]),
    (Feature::DockerKeyword, [-1.1,  0.0, -0.6, -1.0, -0.5,  3.4, -0.7]),
    (Feature::Preprocessor, [-1.9,  0.4,  1.9, -0.1, -0.1, -0.2,  0.0]),
    (Feature::TypedDeclaration, [ 0.0, -1.4,  0.6,  0.2,  0.3, -1.3,  0.8]),
    (Feature::HasFlag, [-0.6,  0.5, -0.1, -0.5, -0.5,  0.2, -0.5]),
    (Feature::HasPath, [-0.5,  0.3, -0.3, -0.8, -1.3,  1.0,  0.7]),
    (Feature::HasShellOperator, [ 0.7, -1.2, -0.8,  0.2,  0.0, -0.2,  0.4]),
    (Feature::HasVariable, [-0.7,  1.0, -1.1, -1.2, -0.8, -0.2,  0.9]),
    (Feature::Assigns, [-1.9, -0.5,  0.9,  0.8, -1.4, -0.3, -0.3]),
    (Feature::AssignsFirst, [-0.7,  0.1, -0.3,  0.3,  0.1,  0.2,  0.2]),
    (Feature::Compares, [-0.3, -0.1,  0.3, -0.3, -0.3,  0.3, -0.8]),
    (Feature::HasArrow, [ 0.2, -0.9,  0.3, -0.8,  0.2, -1.7,  0.7]),
    (Feature::HasScope, [-0.1,  0.3,  0.5, -1.0, -0.5, -1.4,  0.5]),
    (Feature::IsCall, [-0.5,  0.0,  0.6, -0.6,  0.2, -0.6, -0.1]),
    (Feature::HasCall, [-0.7, -0.5,  0.3,  0.7, -0.4, -2.2,  0.4]),
    (Feature::HasMember, [ 0.5,  0.1,  0.0, -0.5, -0.1, -0.4, -0.5]),
    (Feature::HasIndex, [ 0.1, -0.4, -0.4,  0.8, -0.5, -0.2,  0.3]),
    (Feature::HasString, [-1.0, -0.3,  0.5,  0.2,  1.4,  0.8, -0.6]),
    (Feature::HasBackticks, [ 0.7,  0.1, -0.1,  0.1, -0.6, -1.2, -0.5]),
    (Feature::HasEmphasis, [ 1.7, -1.0, -0.5,  0.3,  0.0, -0.4, -0.1]),
    (Feature::HasUrl, [ 0.9,  0.4,  0.4, -1.0, -1.5, -1.0,  0.1]),
    (Feature::HasLink, [ 0.8, -0.8, -0.2, -0.3, -0.1, -0.2,  0.4]),
    (Feature::HasTag, [ 0.3, -0.4,  0.2, -0.5, -0.1, -0.5, -0.2]),
    (Feature::HasCompoundName, [ 0.1, -0.4,  0.5,  0.4, -0.7,  0.0, -0.4]),
    (Feature::HasDigits, [-0.3,  0.2, -0.1, -0.3, -0.3,  0.2,  0.4]),
    (Feature::HasBoxDrawing, [-1.4,  0.4,  0.3, -0.3,  0.0, -1.4,  1.2]),
    (Feature::HasColumns, [-0.4,  0.5, -0.1, -0.4, -0.4,  0.2,  0.5]),
    (Feature::KeyAndValue, [-0.4, -0.9, -0.1, -0.3, -1.3,  0.7, -1.1]),
    (Feature::KeyAlone, [-1.1,  0.1, -0.4, -0.3, -0.1,  1.7, -0.8]),
    (Feature::QuotedKey, [-0.2, -0.2, -0.2,  0.3,  0.0,  1.0,  0.2]),
    (Feature::Section, [-0.3, -1.0,  0.5, -0.7, -0.2,  1.6, -0.4]),
    (Feature::KeyEqualsValue, [-1.4, -0.1,  0.0, -0.7,  1.6,  0.5, -0.7]),
    (Feature::MessageWord, [-0.1,  0.8,  0.2, -0.3, -0.1, -0.6,  0.0]),
    (Feature::HasTrailingComment, [-2.1, -0.4,  1.7, -0.6, -1.0,  0.0,  0.0]),
    (Feature::WideInCommentOnly, [-1.5,  0.9,  0.1, -0.1, -0.4,  0.5, -0.4]),
    (Feature::WideInStringOnly, [ 0.4, -0.4, -0.9,  0.9,  0.6, -0.5, -0.3]),
    (Feature::MostlyWide, [ 0.3,  0.5, -0.9, -0.4, -1.3, -0.3,  0.4]),
    (Feature::WideWithNarrowStop, [ 1.6, -0.7, -0.2, -0.3, -0.3, -1.1,  0.5]),
    (Feature::FewWide, [-0.9,  0.8, -1.8,  0.3,  1.2, -0.1,  0.4]),
    (Feature::ManyWide, [-0.2,  0.0, -2.0, -0.2,  0.1,  0.5,  0.5]),
    (Feature::HasWidePunctuation, [ 0.1,  0.5, -0.9, -0.3, -0.1, -0.2,  0.2]),
    (Feature::OneFunctionWord, [ 0.4,  0.4, -0.4,  0.1, -1.6, -0.9, -0.2]),
    (Feature::SomeFunctionWords, [ 0.9,  0.5, -1.5, -0.3, -1.8, -0.7, -0.2]),
    (Feature::ManyFunctionWords, [ 1.0, -1.1, -1.7,  0.3, -1.7, -0.8, -0.2]),
    (Feature::WordRun, [ 0.1, -1.0, -1.0,  0.1,  0.3, -0.3,  0.2]),
    (Feature::NoFunctionWord, [-0.1,  0.1, -0.1,  0.4, -0.2, -0.2,  0.0]),
    (Feature::OneWord, [ 0.3,  0.1, -0.1,  0.1,  0.3, -0.8,  0.4]),
    (Feature::NoPunctuation, [ 0.3, -0.2,  0.1, -0.2, -0.6, -0.4, -0.4]),
    (Feature::SomePunctuation, [ 0.0,  0.0, -0.1,  0.1, -0.8,  0.1,  0.0]),
    (Feature::MuchPunctuation, [ 0.1,  0.0, -0.2,  0.0, -0.2,  0.0, -0.2]),
    (Feature::OnlyPunctuation, [-0.2, -0.5, -0.1,  0.2, -0.4,  0.5,  0.2]),
    (Feature::Short, [ 0.3,  0.0, -0.2, -0.1, -0.6,  0.1, -0.3]),
    (Feature::Long, [ 0.2,  0.1,  0.0,  0.6, -1.1,  0.0, -0.6]),
    (Feature::VeryLong, [ 0.0,  0.4, -0.7,  0.7, -0.3,  0.0, -0.2]),
    (Feature::Indented, [-0.4,  0.1,  0.1, -0.6, -1.1,  0.0,  0.0]),
    (Feature::IndentedFar, [-0.1,  0.2,  0.4,  0.2, -0.6,  0.2,  0.4]),
    (Feature::TabIndented, [-1.4, -0.8,  0.5,  0.1,  1.4, -0.4, -0.1]),
    (Feature::DeeperThanBefore, [-0.5,  0.3, -0.2,  0.6,  0.5,  0.2, -0.5]),
    (Feature::ShallowerThanBefore, [-0.3,  0.2, -0.3,  0.3,  0.7,  0.1, -0.5]),
    (Feature::AfterBlank, [ 0.2, -0.3, -0.3, -0.1,  0.1,  0.0, -0.3]),
    (Feature::BeforeBlank, [ 0.1, -0.1, -0.1, -0.4,  0.4,  0.2, -0.5]),
    (Feature::AfterColon, [-2.1,  1.4, -0.1, -0.3, -0.2,  0.4,  1.2]),
    (Feature::AfterWideStop, [-1.9,  0.2,  0.6,  0.4,  1.4,  0.4, -0.5]),
    (Feature::FirstOfText, [ 0.1, -0.1,  0.9, -0.4,  0.4,  0.3, -2.0]),
    (Feature::Alone, [ 0.4, -0.3,  0.0, -0.2, -0.2, -0.3, -0.8]),
    (Feature::HeadingAlone, [ 1.9, -1.3, -0.9, -1.2, -0.5,  0.3, -0.2]),
    (Feature::WideAlone, [ 1.5, -0.3, -0.1, -0.2, -0.2, -0.4, -0.4]),
    (Feature::IsMember, [-0.1, -0.1,  1.2, -0.2, -0.2, -0.3, -0.4]),
    (Feature::IsElement, [-0.3, -0.8, -0.6, -0.3,  0.3, -0.4,  0.2]),
    (Feature::BlockHead, [-0.6, -0.1, -0.3,  1.2, -0.1,  0.0, -0.1]),
    (Feature::AfterBlanks, [-0.5,  0.2, -0.1, -0.7, -0.4, -0.2,  1.2]),
];

/// What a change between two lines, or none, counts for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transition {
    /// From prose to each state.
    pub enter: [f32; STATES],
    /// From each state to prose.
    pub leave: [f32; STATES],
    /// From each state to itself.
    pub stay: [f32; STATES],
    /// From a state that is not prose to another one.
    pub switch: f32,
}

/// Between a line and the next.
pub(super) const ADJACENT: Transition = Transition {
    enter: [0.0, -3.2, -2.5, -3.6, -2.3, -2.3, -4.5],
    leave: [0.0, -3.2, -2.7, -3.3, -2.8, -3.3, -3.8],
    stay: [0.0, 1.7, 1.3, 1.2, 0.6, 1.1, 1.9],
    switch: -5.8,
};

/// Between lines with blank lines between them.
pub(super) const APART: Transition = Transition {
    enter: [0.0, -0.6, -0.2, -1.2, -1.1, -0.5, -1.6],
    leave: [0.0, -0.7, -1.0, -1.3, -1.4, -1.5, -1.3],
    stay: [0.0, 1.7, 0.6, 1.6, 1.4, 1.6, 2.4],
    switch: -3.4,
};

#[cfg(test)]
mod tests {
    use super::EMISSION;

    #[test]
    fn the_rows_stand_in_the_order_of_the_features() {
        for (index, (feature, _)) in EMISSION.iter().enumerate() {
            assert_eq!(*feature as usize, index, "{feature:?}");
        }
    }
}
