//! Completing fragments of Python.

mod imports;
mod line_ends;
mod lines;
mod names;
mod probes;
mod prompt;
mod python2;
mod repair;
mod session;

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{
    Completer, Edit, Faith, Fragment, Insertions, Known, Layout, Names, Obstacle, Piece, Target, children, is_whole,
    placeholder,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

use crate::languages::completion::Parsed;
use repair::repair;

/// Runs a program piece by piece, so that one statement's error leaves the others to be seen.
const DRIVER: &str = include_str!("../../../../sandboxes/python/session.py");

/// Why a program calls the driver.
const DRIVES: &str = "runs the program piece by piece";

/// The line that hands a program over to the driver, which does not come back.
fn call_driver(nonce: &str) -> String {
    format!("__import__(\"recant_session\").main(__file__, \"{nonce}\")\n")
}

/// The line by which Python 2 reads UTF-8, as Python 3 does without.
const ENCODING: &str = "# -*- coding: utf-8 -*-\n";

/// Why that line stands there.
const DECLARES: &str = "declares the encoding";

/// The dialect of what only Python 2 parses.
const PYTHON_2: &str = "python2";

/// Completes fragments of Python.
pub(super) struct PythonCompleter;

impl Completer for PythonCompleter {
    fn complete(&self, fragment: &Fragment<'_>, known: &dyn Known) -> Result<Layout, Obstacle> {
        if fragment.chunks.iter().any(|chunk| !chunk.entries.is_empty()) {
            let layout = session::complete(fragment, python())?;
            let old = fragment.chunks.iter().any(|chunk| {
                chunk.entries.iter().flatten().any(|line| python2::is_old(python(), &chunk.text[line.clone()]))
            });
            return Ok(Layout { dialect: old.then_some(PYTHON_2), ..layout });
        }
        let chunks =
            (0..fragment.chunks.len()).map(|index| repair(fragment, index, python())).collect::<Result<Vec<_>, _>>()?;
        let mut names = names::Names::default();
        for chunk in &chunks {
            names.read(chunk.tree.root_node(), &chunk.text);
        }
        let imports = supply(fragment, &names, known)?;
        Ok(assemble(fragment, &chunks, &imports))
    }

    fn files(&self, layout: &Layout) -> Vec<(String, Vec<u8>)> {
        let driven = layout.pieces.iter().any(|piece| matches!(piece, Piece::Added(edit) if edit.reason == DRIVES));
        if driven { vec![("recant_session.py".to_owned(), DRIVER.as_bytes().to_vec())] } else { Vec::new() }
    }

    fn ages(&self) -> &'static [&'static str] {
        &[PYTHON_2]
    }

    fn heading(&self, text: &str, dialect: Option<&str>) -> Option<Edit> {
        let wanting = dialect == Some(PYTHON_2) && !text.contains("coding");
        wanting.then(|| Edit { text: ENCODING.into(), reason: DECLARES.into(), faith: Faith::Harness })
    }

    fn names(&self, text: &str) -> Names {
        let mut names = names::Names::default();
        if let Some(tree) = parse(python(), text) {
            names.read(tree.root_node(), text);
        }
        let wants = names.wanted().map(|(name, _)| name.to_owned()).collect();
        Names { defines: names.outer, wants, imports: names.imports, ..Names::default() }
    }
}

fn python() -> Lang {
    Lang::named("python").expect("Python is in the registry that leads here")
}

/// The imports that define what the code names and does not.
fn supply(fragment: &Fragment<'_>, names: &names::Names, known: &dyn Known) -> Result<Vec<(String, Faith)>, Obstacle> {
    let mut lines = Vec::new();
    let mut missing = Vec::new();
    for (name, sure) in names.wanted() {
        match imports::import(name, names, known) {
            Some(line) => lines.push(line),
            None if sure => missing.push(name),
            None => {}
        }
    }
    if let Some(name) =
        names.used.keys().chain(&names.defined).find(|name| placeholder(name) && !names.outer_assigned(name))
    {
        return Err(Obstacle::new(Reason::Placeholder, format!("`{name}` stands for something else")));
    }
    // Where claims speak of single statements, the others are seen all the same.
    let probed = fragment.chunks.iter().any(|chunk| chunk.probes.iter().any(|probe| !is_whole(probe, chunk)));
    if missing.is_empty() || probed {
        return reject_questions(names, probed).map(|()| lines);
    }
    let list = missing.iter().take(3).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Err(Obstacle::new(
        Reason::Incomplete,
        format!("uses {list}, which neither the note nor the standard library defines"),
    ))
}

/// Refuses what asks a person, unless claims speak of its other statements.
fn reject_questions(names: &names::Names, probed: bool) -> Result<(), Obstacle> {
    let asks =
        ["input", "raw_input"].iter().find(|name| names.called.contains(**name) && !names.defined.contains(**name));
    match asks {
        Some(name) if !probed => Err(Obstacle::new(Reason::Interactive, format!("asks a person by `{name}()`"))),
        _ => Ok(()),
    }
}

fn assemble(fragment: &Fragment<'_>, chunks: &[Parsed], imports: &[(String, Faith)]) -> Layout {
    let probed = fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty());
    let old = chunks.iter().any(|chunk| python2::is_old_tree(chunk.tree.root_node(), &chunk.text));
    let mut layout = Layout { dialect: old.then_some(PYTHON_2), ..Layout::default() };
    let mut roots = chunks.iter().map(|block| block.tree.root_node());
    let awaits = roots.clone().any(prompt::awaits);
    let at_prompt = awaits || probed && roots.any(prompt::has_late_future);
    if old && !at_prompt && !chunks.iter().any(|block| block.text.contains("coding")) {
        layout.add(ENCODING, DECLARES, Faith::Harness);
    }
    for (index, block) in chunks.iter().enumerate() {
        let chunk = &fragment.chunks[index];
        let mut insertions = Insertions::default();
        if index == 0 {
            let top = first_statement(block.tree.root_node());
            if probed && !at_prompt {
                insertions.before(top, call_driver(fragment.nonce), DRIVES, Faith::Harness);
            }
            for (line, faith) in imports {
                let what = line.rsplit(' ').next().unwrap_or_default();
                insertions.before(top, format!("{line}\n"), format!("imports {what}"), *faith);
            }
        }
        probes::insert(chunk, index, block, &mut insertions);
        let whole: Vec<_> = chunk.probes.iter().filter(|probe| is_whole(probe, chunk)).collect();
        let start = first_statement(block.tree.root_node());
        for probe in &whole {
            insertions.before(
                start,
                format!("{}\n", probes::mark("open", probe)),
                probes::purpose(probe),
                Faith::Harness,
            );
        }
        layout.pieces.extend(block.layout.with(&insertions).pieces);
        for probe in whole.iter().rev() {
            layout.add(format!("{}\n", probes::mark("close", probe)), probes::purpose(probe), Faith::Harness);
        }
        for probe in &chunk.probes {
            if let Target::Named(expression) = &probe.target {
                layout.add(format!("{}\n", probes::show(probe, expression)), probes::purpose(probe), Faith::Harness);
            }
        }
    }
    if at_prompt { prompt::as_comments(fragment, &layout, awaits) } else { layout }
}

/// Where the first statement begins behind the text's own description and `from __future__`.
fn first_statement(root: Node<'_>) -> usize {
    let mut statements = children(root).filter(|node| node.is_named() && node.kind() != "comment").peekable();
    let is_description = |node: &Node<'_>| {
        node.kind() == "expression_statement" && node.named_child(0).is_some_and(|child| child.kind() == "string")
    };
    let _ = statements.next_if(is_description);
    while statements.next_if(|node| node.kind() == "future_import_statement").is_some() {}
    statements.next().map_or(root.end_byte(), |node| node.start_byte())
}
