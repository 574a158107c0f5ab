//! What can be seen of a line without knowing its language.

use super::feature::{Feature, Features};
use super::lexis;
use super::lines::Line;
use super::present::Present;
use super::scan::Scan;
use super::{prompt, words};

/// A line with what stands around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The line.
    pub line: &'a Line<'a>,
    /// The last line before it that is not blank.
    pub before: Option<&'a Line<'a>>,
    /// Blank lines before it.
    pub blanks_before: usize,
    /// Whether a blank line, or nothing, stands behind it.
    pub before_blank: bool,
}

/// What is true of a line that is not blank.
pub(super) fn of(context: Context<'_>) -> Features {
    let judged = context.line.judged();
    let scan = Scan::of(judged);
    let mut features = Features::default();
    features.set(Feature::Always, true);
    ends(&mut features, context.line.content);
    starts(&mut features, judged);
    prompts(&mut features, judged);
    first_words(&mut features, judged);
    parts(&mut features, judged, &scan);
    data(&mut features, judged);
    amounts(&mut features, &scan);
    english(&mut features, judged, &scan);
    place(&mut features, context);
    features
}

fn ends(features: &mut Features, content: &str) {
    let end = |ends: &[char]| content.ends_with(ends);
    let bare = content.trim_end_matches([')', ';', ',', '"', '\'', '`']);
    features.set_all([
        (Feature::EndsWithOpenBrace, end(&['{'])),
        (Feature::EndsWithSemicolon, end(&[';'])),
        (Feature::EndsWithComma, end(&[','])),
        (Feature::EndsWithColon, end(&[':'])),
        (Feature::EndsWithWideColon, end(&['：'])),
        (Feature::EndsWithOpenBracket, end(&['(', '['])),
        (Feature::EndsWithCloser, end(&[')', ']', '}'])),
        (Feature::EndsWithBackslash, end(&['\\'])),
        (Feature::EndsWithFullStop, content.ends_with('.') && !content.ends_with("..") || content.ends_with(".)")),
        (Feature::EndsWithWideStop, bare.ends_with(['。', '！', '？', '；', '，', '…', '、', '）', '”'])),
        (Feature::EndsWithAngle, end(&['>'])),
        (Feature::EndsWithQuestion, end(&['?', '!'])),
    ]);
}

fn starts(features: &mut Features, content: &str) {
    let first = content.chars().next().unwrap_or(' ');
    let word = content.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '\'').next().unwrap_or_default();
    let behind = content[word.len()..].chars().next();
    let plain = behind.is_none_or(|c| matches!(c, ' ' | ',')) && !word.contains('_');
    let capital = plain && word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let lower = plain && !word.is_empty() && word.chars().all(char::is_lowercase) && word.is_ascii();
    let hashes = content.len() - content.trim_start_matches('#').len();
    let spaced = content[hashes..].starts_with(' ');
    features.set_all([
        (Feature::StartsWithCloser, matches!(first, '}' | ')' | ']')),
        (
            Feature::StartsWithSlashComment,
            content.starts_with("//") || content.starts_with("/*") || content.starts_with("*/"),
        ),
        (Feature::StartsWithStar, first == '*' && !content.starts_with("* ")),
        (Feature::StartsWithHash, hashes == 1 && spaced),
        (Feature::StartsWithHashes, hashes > 1 && spaced),
        (Feature::StartsWithAt, first == '@' && lexis::is_name_start(content[1..].chars().next())),
        (Feature::StartsWithTag, lexis::starts_with_tag(content)),
        (Feature::StartsWithFlag, lexis::is_flag(content.split_whitespace().next().unwrap_or_default())),
        (Feature::StartsWithBullet, ["- ", "* ", "• ", "+ ", "· "].iter().any(|bullet| content.starts_with(bullet))),
        (Feature::StartsWithNumber, lexis::starts_with_number(content)),
        (Feature::StartsWithQuoteMark, content.starts_with("> ")),
        (Feature::StartsWithPipe, first == '|'),
        (Feature::StartsWithLink, content.starts_with('[') && content.contains("](") || content.starts_with("![")),
        (Feature::StartsWithString, matches!(first, '"' | '\'')),
        (Feature::StartsWithCapitalWord, capital),
        (Feature::StartsWithLowerWord, lower),
        (Feature::StartsWithDot, first == '.' && lexis::is_name_start(content[1..].chars().next())),
        (Feature::StartsWithWide, prompt::is_wide(first)),
        (Feature::StartsWithPath, content.starts_with("./") || first == '/' && !content.starts_with("//")),
        (Feature::StartsWithDigit, first.is_ascii_digit()),
    ]);
}

fn prompts(features: &mut Features, content: &str) {
    let mark = prompt::mark(content);
    let is_shell = mark.is_some_and(|mark| mark.prompt == super::Prompt::Shell);
    let is_certain = mark.is_some_and(|mark| mark.is_certain);
    features.set_all([
        (Feature::ShellPrompt, is_shell && is_certain),
        (Feature::WeakPrompt, is_shell && !is_certain),
        (Feature::OtherPrompt, mark.is_some() && !is_shell),
        (Feature::PythonContinues, content.starts_with("... ") || content == "..."),
    ]);
}

fn first_words(features: &mut Features, content: &str) {
    let word = content.split([' ', '(', '{', '<', ';', ':']).next().unwrap_or_default();
    let rest = &content[word.len()..];
    let is_lower = content.starts_with(|c: char| c.is_ascii_lowercase());
    let ends_code = content.ends_with(['{', ';', ')', '}', ',', '(']);
    let curly = words::is_curly_keyword(word);
    let script = words::is_script_keyword(word);
    features.set_all([
        (Feature::CommandLine, prompt::is_command_line(content)),
        (Feature::CommandWord, is_lower && words::is_command(word)),
        (Feature::CurlyKeyword, curly),
        (Feature::CurlyStatement, curly && ends_code && !rest.is_empty()),
        (Feature::ScriptKeyword, script),
        (Feature::ScriptStatement, script && (rest.ends_with(':') || lexis::is_import(content))),
        (Feature::SqlKeyword, words::is_sql_keyword(word)),
        (Feature::DockerKeyword, words::is_docker_keyword(word) && rest.starts_with(' ')),
        (Feature::Preprocessor, lexis::is_preprocessor(content)),
        (Feature::TypedDeclaration, lexis::is_typed_declaration(content)),
    ]);
}

fn parts(features: &mut Features, content: &str, scan: &Scan) {
    let present = Present::of(content);
    let has = |text| present.text(text);
    features.set_all([
        (Feature::HasFlag, present.byte(b'-') && content.split_whitespace().skip(1).any(lexis::is_flag)),
        (Feature::HasPath, present.byte(b'/') && content.split_whitespace().any(lexis::is_path)),
        (Feature::HasShellOperator, [" | ", " && ", " > ", " >> ", "2>&1", "$(", " < "].into_iter().any(has)),
        (Feature::HasVariable, present.byte(b'$')),
        (Feature::Assigns, scan.assigns),
        (Feature::AssignsFirst, present.byte(b'=') && lexis::assigns_first(content)),
        (Feature::Compares, b"=&|+".iter().any(|byte| present.byte(*byte)) && lexis::compares(content)),
        (Feature::HasArrow, has("->") || has("=>")),
        (Feature::HasScope, has("::")),
        (Feature::IsCall, present.byte(b'(') && lexis::is_call(content)),
        (Feature::HasCall, scan.calls > 0),
        (Feature::HasMember, scan.members > 0),
        (Feature::HasIndex, scan.indexes > 0),
        (Feature::HasString, scan.strings > 0),
        (Feature::HasBackticks, present.byte(b'`')),
        (Feature::HasEmphasis, has("**") && content.matches("**").count() > 1),
        (Feature::HasUrl, has("://")),
        (Feature::HasLink, has("](")),
        (Feature::HasTag, has("</") || has("/>")),
        (Feature::HasCompoundName, scan.compounds > 0),
        (Feature::HasDigits, scan.digits > 0),
        (Feature::HasBoxDrawing, present.byte(0xE2) && content.chars().any(|c| matches!(c, '\u{2500}'..='\u{259F}'))),
        (Feature::HasColumns, has("   ") || present.byte(b'\t')),
        (Feature::IsMember, lexis::is_member(&content[..scan.comment_at.unwrap_or(content.len())])),
        (Feature::IsElement, lexis::starts_with_tag(content) && content.ends_with('>')),
        (Feature::BlockHead, lexis::is_block_head(content)),
        (Feature::HasTrailingComment, scan.comment_at.is_some_and(|at| at > 0)),
    ]);
}

fn data(features: &mut Features, content: &str) {
    let (key, value) = lexis::key(content);
    features.set_all([
        (Feature::KeyAndValue, key && value),
        (Feature::KeyAlone, key && !value),
        (Feature::QuotedKey, lexis::is_quoted_key(content)),
        (Feature::Section, lexis::is_section(content)),
        (Feature::KeyEqualsValue, lexis::is_key_equals_value(content)),
        (Feature::MessageWord, lexis::is_message(content)),
    ]);
}

fn amounts(features: &mut Features, scan: &Scan) {
    let length = scan.characters.max(1);
    let wide = scan.wide * 100 / length;
    let marks = scan.marks * 100 / length;
    features.set_all([
        (Feature::WideInCommentOnly, scan.wide == 0 && scan.wide_commented > 0),
        (Feature::WideInStringOnly, scan.wide == 0 && scan.wide_quoted > 0),
        (Feature::MostlyWide, (scan.wide + scan.wide_quoted) * 2 > length),
        (Feature::WideWithNarrowStop, scan.narrow_stops > 0),
        (Feature::FewWide, wide > 0 && wide < 25),
        (Feature::ManyWide, wide >= 25),
        (Feature::HasWidePunctuation, scan.wide_marks > 0),
        (Feature::NoPunctuation, marks == 0 && scan.wide == 0),
        (Feature::SomePunctuation, (5..12).contains(&marks)),
        (Feature::MuchPunctuation, marks >= 12),
        (Feature::OnlyPunctuation, scan.letters == 0 && scan.digits == 0 && scan.wide == 0),
        (Feature::Short, length < 12),
        (Feature::Long, (80..160).contains(&length)),
        (Feature::VeryLong, length >= 160),
    ]);
}

fn english(features: &mut Features, content: &str, scan: &Scan) {
    let code = scan.comment_at.map_or(content, |at| &content[..at]);
    let words = lexis::english(code);
    features.set_all([
        (Feature::OneFunctionWord, words.function == 1),
        (Feature::SomeFunctionWords, (2..4).contains(&words.function)),
        (Feature::ManyFunctionWords, words.function >= 4),
        (Feature::NoFunctionWord, words.function == 0 && words.plain > 0),
        (Feature::WordRun, words.longest_run >= 5),
        (Feature::OneWord, !content.contains(char::is_whitespace)),
    ]);
}

fn place(features: &mut Features, context: Context<'_>) {
    let indent = context.line.indent;
    let before = context.before;
    let text = context.line.content;
    let after_blank = context.blanks_before > 0 || before.is_none();
    let alone = after_blank && context.before_blank;
    let raw = &context.text[context.line.range.clone()];
    features.set_all([
        (Feature::Indented, indent > 0 && indent < 4),
        (Feature::IndentedFar, indent >= 4),
        (Feature::TabIndented, raw.starts_with('\t')),
        (Feature::DeeperThanBefore, before.is_some_and(|before| indent > before.indent)),
        (Feature::ShallowerThanBefore, before.is_some_and(|before| indent < before.indent)),
        (Feature::AfterBlank, after_blank),
        (Feature::BeforeBlank, context.before_blank),
        (Feature::AfterColon, before.is_some_and(|before| before.content.ends_with([':', '：']))),
        (Feature::AfterWideStop, before.is_some_and(|before| before.content.ends_with(['。', '，', '；', '！', '？']))),
        (Feature::FirstOfText, before.is_none()),
        (Feature::Alone, alone),
        (Feature::HeadingAlone, alone && text.starts_with("##")),
        (Feature::WideAlone, alone && text.starts_with(prompt::is_wide)),
        (Feature::AfterBlanks, context.blanks_before > 1),
    ]);
}
