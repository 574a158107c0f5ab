//! Hypothes.is JSON: the client's export (`annotations`), the API's search result (`rows`), a bare
//! array, JSON lines, or one annotation.
//!
//! The fields are those of the Hypothes.is API, <https://h.readthedocs.io/en/latest/api-reference/v1/>:
//! the quote is the `exact` of the target's `TextQuoteSelector`, and `text` is Markdown.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::json_string;
use super::left_out::{LeftOut, offset_in};
use super::lines::lines;
use super::{Annotation, Markup, Notice, Part, Reading};

/// The object around the annotations.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    annotations: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    rows: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    id: Option<String>,
    uri: Option<String>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    target: Option<Vec<Target<'a>>>,
}

#[derive(Deserialize)]
struct Target<'a> {
    #[serde(borrow, default)]
    selector: Vec<Selector<'a>>,
}

#[derive(Deserialize)]
struct Selector<'a> {
    r#type: String,
    #[serde(borrow)]
    exact: Option<&'a RawValue>,
}

/// Reads JSON annotations, if the text is such.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    let content = &text[start..];
    if !content.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut annotations = Vec::new();
    let mut left_out = LeftOut::new("Entries that are not annotations");
    for entry in entries(content) {
        match annotation(text, entry) {
            Ok(annotation) => annotations.push(annotation),
            Err(error) => left_out.add(entry, error),
        }
    }
    if annotations.is_empty() {
        return if is_empty_export(content) { Some(Reading::default()) } else { damaged(text, start) };
    }
    Some(Reading { annotations, notices: left_out.notice(text).into_iter().collect() })
}

/// What would be annotations: values, or lines that may be broken.
fn entries(content: &str) -> Vec<&str> {
    if let Ok(rows) = serde_json::from_str(content) {
        return texts(rows);
    }
    match serde_json::from_str::<Envelope<'_>>(content) {
        Ok(Envelope { annotations: Some(rows), .. } | Envelope { rows: Some(rows), .. }) => texts(rows),
        Ok(_) => vec![content.trim()],
        Err(_) => entries_by_line(content),
    }
}

fn texts(rows: Vec<&RawValue>) -> Vec<&str> {
    rows.into_iter().map(RawValue::get).collect()
}

/// Whether it is an export that has nothing in it, of the client or of the API.
fn is_empty_export(content: &str) -> bool {
    #[derive(Deserialize)]
    struct Empty {
        export_userid: Option<IgnoredAny>,
        annotations: Option<[(); 0]>,
        total: Option<IgnoredAny>,
        rows: Option<[(); 0]>,
    }
    serde_json::from_str::<Empty>(content).is_ok_and(|empty| {
        empty.export_userid.and(empty.annotations).is_some() || empty.total.and(empty.rows).is_some()
    })
}

/// JSON lines; none if the first line is not a value, so that other texts are left soon.
fn entries_by_line(content: &str) -> Vec<&str> {
    let mut filled = lines(content, 0).map(|line| line.text).filter(|line| !line.trim().is_empty()).peekable();
    match filled.peek().map(|first| serde_json::from_str::<&RawValue>(first)) {
        Some(Ok(_)) => filled.collect(),
        _ => Vec::new(),
    }
}

fn annotation(text: &str, entry: &str) -> Result<Annotation, String> {
    let row: Row<'_> = serde_json::from_str(entry).map_err(|error| error.to_string())?;
    if row.target.is_none() && (row.uri.is_none() || row.text.is_none()) {
        return Err("it has no \"target\", or no \"uri\" and \"text\"".into());
    }
    let part = |raw: &RawValue, markup| {
        let passage = json_string::passage(raw.get(), offset_in(text, raw.get()));
        (!passage.is_empty()).then_some(Part { passage, markup })
    };
    let selectors = row.target.into_iter().flatten().flat_map(|target| target.selector);
    let exact = selectors.filter(|selector| selector.r#type == "TextQuoteSelector").find_map(|found| found.exact);
    Ok(Annotation {
        id: row.id,
        uri: row.uri,
        quote: exact.and_then(|exact| part(exact, Markup::Plain)),
        body: row.text.and_then(|body| part(body, Markup::Markdown)),
        ..Annotation::default()
    })
}

/// An export that does not parse is worth a word; any other text in braces is somebody else's.
fn damaged(text: &str, start: usize) -> Option<Reading> {
    let content = &text[start..];
    if !content.contains("\"TextQuoteSelector\"") {
        return None;
    }
    let error = serde_json::from_str::<&RawValue>(content).err()?;
    let message =
        format!("This export of annotations is cut off or damaged ({error}), and none is read. Export it again.");
    Some(Reading { annotations: Vec::new(), notices: vec![Notice { line: Some(error.line()), message }] })
}
