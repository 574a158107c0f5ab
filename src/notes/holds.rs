//! Whether a file that was found, and not named, can hold notes.

use std::fs::File;
use std::io;
use std::path::Path;

use super::source::read_up_to;
use super::whole::markup_by_content;
use super::{Markup, Reading, cards, decode, export_csv, export_html, json, outline};

/// How much of a file is looked at: an export names its format at once, and one annotation fits.
const HEAD: u64 = 64 * 1024;

/// As much as git looks at to tell text from other files.
const BINARY_HEAD: usize = 8000;

/// How large an export in JSON may be to be found in a folder; a larger one has to be named.
const EXPORT: u64 = 256 << 20;

/// Text files with a meaning of their own to other tools.
const NOT_NOTES: [&str; 4] = ["CMakeLists.txt", "constraints.txt", "requirements.txt", "robots.txt"];

/// Whether a file is text of a kind that holds notes.
pub(super) fn holds_notes(path: &Path) -> io::Result<bool> {
    if path.file_name().is_some_and(|name| NOT_NOTES.iter().any(|other| name == *other)) {
        return Ok(false);
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some(
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "rmd" | "qmd" | "txt" | "text" | "rst" | "rest" | "adoc"
            | "asciidoc" | "org",
        ) => Ok(!is_binary(&head(path)?)),
        Some("ipynb") => Ok(true),
        Some("csv") => is_read_by(path, export_csv::read),
        Some("html" | "htm") => is_read_by(path, export_html::read),
        Some("json" | "jsonl" | "ndjson") => is_export(path),
        Some(_) => Ok(false),
        None => has_marks_of_notes(path),
    }
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    read_up_to(File::open(path)?, HEAD)
}

fn is_binary(head: &[u8]) -> bool {
    memchr::memchr(0, &head[..head.len().min(BINARY_HEAD)]).is_some()
}

/// Whether the head of a file is an export that a reader knows.
fn is_read_by(path: &Path, read: fn(&str, usize) -> Option<Reading>) -> io::Result<bool> {
    let (head, _) = decode::decode(head(path)?);
    Ok(read(&head, decode::start_of(&head)).is_some())
}

/// Whether JSON holds annotations; most files are told by their head and not read on.
fn is_export(path: &Path) -> io::Result<bool> {
    let (head, _) = decode::decode(head(path)?);
    if !["\"target\"", "\"uri\"", "\"export_userid\""].iter().any(|key| head.contains(key)) {
        return Ok(false);
    }
    let (text, _) = decode::decode(read_up_to(File::open(path)?, EXPORT)?);
    Ok(json::read(&text, decode::start_of(&text)).is_some())
}

/// Whether a file whose name says nothing is notes by what stands in it.
fn has_marks_of_notes(path: &Path) -> io::Result<bool> {
    let head = head(path)?;
    if is_binary(&head) || head.starts_with(b"#!") {
        return Ok(false);
    }
    let (text, _) = decode::decode(head);
    let start = decode::start_of(&text);
    let marked = markup_by_content(&text[start..]) != Markup::Plain;
    Ok(marked || outline::read(&text, start).is_some() || cards::read(&text, start).is_some() || is_export(path)?)
}
