//! Making a block parse: its line ends and closing brackets put back.

use super::line_ends::line_ends;
use crate::languages::Lang;
use crate::languages::completion::{
    Closer, Faith, Fragment, Insertions, Layout, Lexis, Obstacle, Parsed, close, tokens, unfit,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// How Go writes strings and comments.
const LEXIS: Lexis = Lexis {
    line_comment: "//",
    block_comment: Some(("/*", "*/")),
    quotes: &[("\"", false, true), ("'", false, true), ("`", true, false)],
};

/// Puts back what a block has lost.
///
/// # Errors
/// Where it does not parse even so.
pub(super) fn repair(fragment: &Fragment<'_>, index: usize, lang: Lang) -> Result<Parsed, Obstacle> {
    let layout = Layout::of_chunk(fragment, index);
    let whole = layout.text(fragment);
    let tree = parse(lang, &whole).ok_or_else(|| unfit(&whole))?;
    if !tree.root_node().has_error() {
        return Ok(Parsed { layout, text: whole, tree });
    }
    let layout = end_lines(fragment, &layout, &whole);
    let text = layout.text(fragment);
    let layout = end_brackets(fragment, index, &layout, &text)?;
    let text = layout.text(fragment);
    let tree = parse(lang, &text).ok_or_else(|| unfit(&text))?;
    if tree.root_node().has_error() {
        return Err(unparsable(fragment, index, &whole));
    }
    Ok(Parsed { layout, text, tree })
}

fn end_lines(fragment: &Fragment<'_>, layout: &Layout, text: &str) -> Layout {
    let one_line = !text.trim_end().contains('\n');
    if !one_line && !fragment.chunks.iter().any(|chunk| chunk.flattened) {
        return layout.clone();
    }
    let mut insertions = Insertions::default();
    for at in line_ends(text, &tokens(text, &LEXIS)) {
        insertions.behind(at, "\n", "ends the statement", Faith::Faithful);
    }
    layout.with(&insertions)
}

fn end_brackets(fragment: &Fragment<'_>, index: usize, layout: &Layout, text: &str) -> Result<Layout, Obstacle> {
    let lossy = fragment.chunks[index].lossy;
    let lexed = tokens(text, &LEXIS);
    let closers = close(text, &lexed, |word| matches!(word, "case" | "default")).map_err(|stray| {
        let reason = if lossy { Reason::LossySource } else { Reason::Incomplete };
        let detail = format!("`{}` closes something that the note does not show", &text[stray..=stray]);
        let obstacle = Obstacle::new(reason, detail);
        layout.origin(stray).map_or(obstacle.clone(), |(chunk, byte)| obstacle.at(chunk, byte))
    })?;
    let mut insertions = Insertions::default();
    for closer in &closers {
        if closer.inside && closer.bracket != '}' && !opens_declaration(text, closer) {
            let detail = "breaks off inside brackets, and code goes on behind them";
            return Err(Obstacle::new(Reason::LossySource, detail));
        }
        let faith = if closer.inside { Faith::Guess } else { Faith::Faithful };
        insertions.behind(closer.at, closing_text(text, closer), format!("closes the {}", what(text, closer)), faith);
    }
    Ok(layout.with(&insertions))
}

/// A closer on a line of its own where that is Go's manner, and where the grammar lets it be.
fn closing_text(text: &str, closer: &Closer) -> String {
    let comma = text[..closer.at].ends_with(',');
    let block =
        closer.block && (closer.bracket == '}' && what(text, closer) != "literal" || opens_declaration(text, closer));
    if comma || block { format!("\n{}{}", closer.indent, closer.bracket) } else { closer.bracket.to_string() }
}

fn opener_words<'a>(text: &'a str, closer: &Closer) -> impl Iterator<Item = &'a str> {
    let line = text[..closer.opener].rfind('\n').map_or(0, |at| at + 1);
    text[line..closer.opener].split(|c: char| !c.is_alphanumeric() && c != '_')
}

fn opens_declaration(text: &str, closer: &Closer) -> bool {
    let before = text[..closer.opener].trim_end();
    closer.bracket == ')' && ["import", "const", "var", "type"].iter().any(|word| before.ends_with(word))
}

/// What the bracket closes, for people.
fn what(text: &str, closer: &Closer) -> &'static str {
    if opens_declaration(text, closer) {
        return "declaration";
    }
    if closer.bracket != '}' {
        return if closer.bracket == ')' { "call" } else { "index" };
    }
    opener_words(text, closer)
        .find_map(|word| match word {
            "struct" => Some("struct"),
            "interface" => Some("interface"),
            "func" => Some("function"),
            "for" => Some("loop"),
            "if" | "else" => Some("branch"),
            "switch" | "select" => Some("switch"),
            _ => None,
        })
        .unwrap_or("literal")
}

fn unparsable(fragment: &Fragment<'_>, index: usize, text: &str) -> Obstacle {
    let chunk = &fragment.chunks[index];
    let omits =
        ["...", "…"].iter().find(|dots| text.lines().any(|line| line.trim().trim_start_matches('/').trim() == **dots));
    if let Some(dots) = omits {
        return Obstacle::new(Reason::Placeholder, format!("leaves code out where it writes `{dots}`"));
    }
    if chunk.flattened {
        return Obstacle::new(
            Reason::LossySource,
            "has lost its line ends, and where its statements end cannot be told",
        );
    }
    if chunk.lossy {
        return Obstacle::new(Reason::LossySource, "does not parse as Go, and the copy has lost lines");
    }
    Obstacle::new(Reason::UnsureCompletion, "does not parse as Go by itself, and what is missing cannot be told")
}
