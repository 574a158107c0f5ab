//! Notes that would take over whoever reads the report of them.

use pulldown_cmark::{Event, Options, Parser, Tag};
use recant::report;
use tree_sitter::Node;

use super::{Sample, without_assets};

/// Elements that the page is made of.
const ELEMENTS: [&str; 44] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "header",
    "main",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "b",
    "em",
    "form",
    "div",
    "button",
    "select",
    "option",
    "input",
    "output",
    "span",
    "kbd",
    "details",
    "summary",
    "a",
    "del",
    "ins",
    "section",
    "article",
    "blockquote",
    "pre",
    "code",
    "mark",
    "nav",
    "!doctype",
    "dl",
    "dt",
    "dd",
    "footer",
];

/// Visits every node of a tree.
fn each<'t>(node: Node<'t>, see: &mut impl FnMut(Node<'t>)) {
    see(node);
    (0..node.child_count()).filter_map(|index| node.child(index)).for_each(|child| each(child, see));
}

#[test]
fn nothing_of_a_note_becomes_an_element_or_an_attribute_of_the_page() {
    let page = without_assets(&Sample::hostile().html());
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_html::LANGUAGE.into()).unwrap();
    let tree = parser.parse(&page, None).unwrap();
    assert!(!tree.root_node().has_error());
    each(tree.root_node(), &mut |node| {
        let text = &page[node.byte_range()];
        match node.kind() {
            "tag_name" => assert!(ELEMENTS.contains(&text), "{text}"),
            "attribute_name" => assert!(!text.starts_with("on") && text != "style" && text != "src", "{text}"),
            "attribute" if text.starts_with("href") => {
                assert!(text.starts_with("href=\"#") || text.starts_with("href=\"https://"), "{text}");
            }
            _ => {}
        }
    });
    assert_eq!(page.matches("<script").count(), 0, "the one script of ours was cut out");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the text of the note is there");
    assert!(page.contains("href=\"https://hypothes.is/a/plain-1_A\"") && !page.contains("onclick"));
}

#[test]
fn nothing_of_a_note_becomes_markup_in_markdown() {
    let text = report::markdown(&Sample::hostile().report);
    let mut tables = 0;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_ours = ["<details>", "</details>", "<code>", "</code>"].contains(&html.trim())
                    || html.starts_with("<details><summary><code>") && html.matches('<').count() == 5;
                assert!(is_ours, "{html:?}");
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Heading { .. }) => panic!("{text}"),
            Event::Start(Tag::Table(columns)) => {
                assert_eq!(columns.len(), 4);
                tables += 1;
            }
            Event::Text(words) => assert!(!words.contains("alert") || words.len() > 8, "{words:?}"),
            _ => {}
        }
    }
    assert_eq!(tables, 1, "{text}");
}

#[test]
fn nothing_of_a_note_is_a_command_to_github() {
    let sample = Sample::hostile();
    let commands = report::github(&sample.report, "");
    assert!(commands.lines().count() > 0);
    for line in commands.lines() {
        assert!(line.starts_with("::error file=hostile.json,line="), "{line}");
        let (properties, _) = line[2..].split_once("::").unwrap();
        assert!(!properties.contains("planted"), "{line}");
    }
    for (name, text) in sample.formats() {
        let obeyed = |line: &str| line.trim_start().starts_with("::") && !line.starts_with("::error file=");
        assert!(!text.lines().any(obeyed), "{name} has a command in it");
    }
}

#[test]
fn no_format_steers_a_terminal_or_turns_the_direction_of_text() {
    for (name, text) in Sample::hostile().formats() {
        assert!(!text.contains('\u{1b}'), "{name}");
        // JSON says what stands there: who shows it has to take care.
        assert!(name.starts_with("json") || !text.contains('\u{202e}'), "{name}");
    }
}

#[test]
fn github_shows_ten_errors_and_is_told_no_more() {
    let commands = |count| {
        let report = crate::check(&super::claims(count), |_| Ok(crate::prints("3\n")));
        report::github(&report, "")
    };
    let errors = |text: &str| text.matches("::error ").count();
    assert_eq!(errors(&commands(10)), 10);
    assert!(!commands(10).contains("::notice"));
    assert_eq!(errors(&commands(13)), 10);
    assert!(commands(13).ends_with("::notice title=recant::3 more are in the summary of this step\n"));
}
