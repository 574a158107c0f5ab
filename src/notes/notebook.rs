//! Jupyter notebooks: the cells of a file of nbformat 4, and what came back when they ran.
//!
//! The fields are those of <https://nbformat.readthedocs.io/en/latest/format_description.html>: a text
//! is a string or a list of strings; an output is a `stream`, the `execute_result` of a cell's last
//! expression, `display_data`, or an `error`. A notebook is one text: its cells follow each other as a
//! person reads them, each on lines of its own, and what a cell printed follows the cell.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::json_string;
use super::left_out::{LeftOut, offset_in};
use super::terminal::without_colours;
use super::{Annotation, Cell, CellKind, Markup, Notice, Part, Passage, Reading};

/// The format that is read. Jupyter itself has written no other since 2015.
const FORMAT: u64 = 4;

#[derive(Deserialize)]
struct Notebook<'a> {
    nbformat: u64,
    #[serde(borrow, default)]
    cells: Vec<&'a RawValue>,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    kernelspec: Option<Kernel>,
    language_info: Option<Kernel>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Kernel {
    name: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
struct Row<'a> {
    cell_type: String,
    #[serde(borrow)]
    source: Option<&'a RawValue>,
    execution_count: Option<u64>,
    #[serde(borrow, default)]
    outputs: Vec<Output<'a>>,
    #[serde(borrow, default)]
    metadata: RowMetadata<'a>,
}

#[derive(Default, Deserialize)]
struct RowMetadata<'a> {
    #[serde(borrow)]
    tags: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Output<'a> {
    #[serde(rename = "output_type")]
    kind: String,
    name: Option<String>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow, default)]
    data: BTreeMap<String, &'a RawValue>,
    #[serde(borrow)]
    traceback: Option<&'a RawValue>,
}

impl Output<'_> {
    /// Whether it is kept as text and as nothing else.
    fn is_text_alone(&self) -> bool {
        self.kind != "error" && self.data.keys().all(|kind| kind == "text/plain")
    }
}

/// Reads a notebook, if the text is one.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    let content = &text[start..];
    if !content.trim_start().starts_with('{') || !content.contains("\"nbformat\"") {
        return None;
    }
    match serde_json::from_str::<Notebook<'_>>(content) {
        Ok(notebook) if notebook.nbformat != FORMAT => {
            Some(Reading { notices: vec![old(&notebook)], ..Reading::default() })
        }
        Ok(notebook) => Some(cells(text, &notebook)),
        Err(_) => damaged(content),
    }
}

fn old(notebook: &Notebook<'_>) -> Notice {
    let found = notebook.nbformat;
    let message = format!(
        "This notebook is of format {found}, and none of it is read. `jupyter nbconvert --to notebook` makes one of format {FORMAT}."
    );
    Notice { line: None, message }
}

/// A notebook that does not parse is worth a word; any other text in braces is somebody else's.
fn damaged(content: &str) -> Option<Reading> {
    if !content.contains("\"cell_type\"") {
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(content).err()?;
    let message = format!("This notebook is cut off or damaged ({error}), and none of it is read.");
    Some(Reading { annotations: Vec::new(), notices: vec![Notice { line: Some(error.line()), message }] })
}

fn cells(text: &str, notebook: &Notebook<'_>) -> Reading {
    let mut left_out = LeftOut::new("Cells that are not of nbformat 4");
    let mut writer = Writer {
        text,
        language: language(&notebook.metadata),
        last: 0,
        in_order: true,
        body: Passage::default(),
        cells: Vec::new(),
    };
    for entry in &notebook.cells {
        match serde_json::from_str::<Row<'_>>(entry.get()) {
            Ok(row) => writer.cell(&row),
            Err(error) => left_out.add(entry.get(), error.to_string()),
        }
    }
    let Writer { body, cells, .. } = writer;
    let body = (!body.is_empty()).then_some(Part { passage: body, markup: Markup::Markdown });
    let annotations = body.map(|body| Annotation { body: Some(body), cells, ..Annotation::default() });
    Reading { annotations: annotations.into_iter().collect(), notices: left_out.notice(text).into_iter().collect() }
}

/// The language of the code: what the kernel says of itself, or else its name without the version.
fn language(metadata: &Metadata) -> Option<String> {
    let kernels = || [&metadata.language_info, &metadata.kernelspec].into_iter().flatten();
    let named =
        kernels().find_map(|kernel| kernel.language.clone()).or_else(|| metadata.language_info.as_ref()?.name.clone());
    let by_name = || {
        kernels().find_map(|kernel| {
            Some(kernel.name.as_ref()?.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned())
        })
    };
    named.or_else(by_name).map(|name| name.to_lowercase())
}

/// Writes the cells of a notebook one behind the other.
struct Writer<'a> {
    text: &'a str,
    language: Option<String>,
    /// The number under which the last of them ran.
    last: u64,
    /// Whether they ran in the order in which they stand.
    in_order: bool,
    body: Passage,
    cells: Vec<Cell>,
}

impl Writer<'_> {
    fn cell(&mut self, row: &Row<'_>) {
        let Some(source) = row.source.map(|source| self.passage(source)) else { return };
        match row.cell_type.as_str() {
            "markdown" => self.put(&source, CellKind::Text),
            "code" => {
                let tags = row.metadata.tags.map_or_else(Vec::new, |tags| self.strings(tags));
                let tags = tags.into_iter().map(|tag| tag.text).collect();
                self.put(&source, CellKind::Code { language: self.language.clone(), tags });
                if let Some(count) = row.execution_count {
                    self.in_order &= count > self.last;
                    self.last = count;
                }
                let (printed, kind) = self.outputs(&row.outputs);
                self.put(&printed, kind);
            }
            // What is raw is for other tools.
            _ => {}
        }
    }

    /// Appends a cell, so that it ends its last line.
    fn put(&mut self, passage: &Written, kind: CellKind) {
        if passage.text.is_empty() {
            return;
        }
        let start = self.body.text().len();
        self.body.append(&passage.text);
        if !passage.text.text().ends_with('\n') {
            self.body.push_decoded('\n', passage.quote);
        }
        self.cells.push(Cell { range: start..self.body.text().len(), kind });
    }

    /// What a cell printed and what its last expression is worth, as one.
    fn outputs(&self, outputs: &[Output<'_>]) -> (Written, CellKind) {
        let mut whole = Written::default();
        let (mut valued, mut alone) = (false, true);
        for output in outputs {
            let Some(part) = self.output(output) else { continue };
            valued |= output.kind != "stream" && output.kind != "error";
            alone &= output.is_text_alone();
            whole.text.append(&part.text);
            whole.quote = part.quote;
        }
        (whole, CellKind::Output { valued, in_order: self.in_order, alone })
    }

    /// One output, where text is all that there is of it. Warnings and the like, on the stream for
    /// errors, depend on the machine.
    fn output(&self, output: &Output<'_>) -> Option<Written> {
        match output.kind.as_str() {
            "stream" if output.name.as_deref() != Some("stderr") => output.text.map(|text| self.passage(text)),
            "execute_result" | "display_data" => {
                let is_shown = |kind: &String| kind.starts_with("image/") || kind.starts_with("application/");
                let text = output.data.get("text/plain").filter(|_| !output.data.keys().any(is_shown))?;
                Some(self.passage(text))
            }
            "error" => {
                let frames: Vec<&RawValue> = serde_json::from_str(output.traceback?.get()).ok()?;
                let last = self.passage(frames.last()?);
                Some(Written { text: without_colours(&last.text), ..last })
            }
            _ => None,
        }
    }

    /// The text of a value: a string, or a list of strings.
    fn passage(&self, raw: &RawValue) -> Written {
        let mut written = Written::default();
        for string in self.strings(raw) {
            written.text.append(&string.text);
            written.quote = string.quote;
        }
        written
    }

    /// The strings of a list, or the one that stands instead of it.
    fn strings(&self, raw: &RawValue) -> Vec<Written> {
        let strings: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_else(|_| vec![raw]);
        let written = strings.into_iter().map(|string| {
            let at = offset_in(self.text, string.get());
            Written { text: json_string::passage(string.get(), at), quote: at + string.get().len() - 1 }
        });
        written.collect()
    }
}

/// A text of a notebook.
#[derive(Default)]
struct Written {
    text: Passage,
    /// The quote in the file that ends it.
    quote: usize,
}
