//! HTML.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// HTML.
pub(super) struct Html;

impl Language for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["HTML5"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_html::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &[]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::markup::CLUES, CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &["doctype", "script_element", "style_element"]
    }
}

const CLUES: &[Clue] = &[
    clue(r"(?i)<!doctype html", 6.0, "`<!DOCTYPE html>`"),
    clue(
        r"(?xi)</?(html|head|body|div|span|p|a|ul|ol|li|table|tr|td|th|tbody|thead|h[1-6]|br|hr|img|input
            | button|form|label|select|option|textarea|script|style|link|meta|nav|header|footer|section
            | article|main|aside|figure|figcaption|video|audio|canvas|iframe|em|strong|b|i|u|s|small
            | sub|sup|pre|code|blockquote|dl|dt|dd|details|dialog|fieldset|legend|datalist|optgroup
            | progress|meter|mark|abbr|cite|kbd|samp|del|ins|ruby|rt|rp|wbr|noscript|area|picture
            | embed|col|colgroup|caption|bdo|bdi|svg|center|font|hgroup)([\s/>]|$)",
        3.4,
        "an element of HTML",
    ),
    clue(
        r"(?xi)\s(href|src|onclick|onload|alt|rel|charset|placeholder|http-equiv|tabindex|target|maxlength
            | autofocus|checked|disabled|data-[\w-]+|aria-\w+|srcset|colspan|rowspan|style)=[\x22']",
        1.6,
        "an attribute of HTML",
    ),
    clue(r"&(nbsp|lt|gt|amp|quot|copy|#\d+|#x[0-9a-f]+);", 0.8, "an entity"),
    clue(r"(?i)<(br|hr|img|input|meta|link|source|area|col|wbr)(\s[^<>]*)?>", 1.5, "an element without an end"),
    clue(r"^\s*(function |var |let |const |import |export |return |class \w+)", -1.2, "a line of a program"),
    clue(r"\{\{.*\}\}|\bv-\w+=|\{%.*%\}|<%", 0.5, "a template's braces"),
    clue(
        r"(?xi)</?(title|time|source|output|base|address|slot|data|object|param|track|template|map|summary
            | q|var)(\s[^<>]*)?/?>",
        2.6,
        "an element of HTML that XML may have too",
    ),
    clue(r"<\?xml\b", -5.0, "`<?xml …?>`"),
    clue(r"(?i)\s(class|id|lang|for|action|method)=[\x22']", 0.4, "an attribute of HTML"),
];
