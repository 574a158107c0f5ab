//! Lines that rustdoc compiles and does not show: `# use std::fmt;`.

use crate::languages::completion::{Fragment, Layout};

/// A block's code with its hidden lines in sight.
pub(super) fn shown(fragment: &Fragment<'_>, index: usize) -> Layout {
    let text = fragment.chunks[index].text;
    let mut layout = Layout::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let hidden = marker(&line[indent..]);
        layout.note(index, start..start + if hidden == 0 { line.len() } else { indent });
        if hidden > 0 {
            layout.note(index, start + indent + hidden..start + line.len());
        }
        start += line.len();
    }
    layout.glue("\n");
    layout
}

/// The length of the marker that hides a line, or the first of two that keep it from being one.
fn marker(line: &str) -> usize {
    let bare = line.trim_end();
    if bare == "#" || line.starts_with("##") {
        1
    } else if line.starts_with("# ") {
        2
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::shown;
    use crate::languages::completion::{Chunk, Fragment};

    #[test]
    fn a_hidden_line_is_code_and_an_attribute_stays() {
        let text = "# use std::fmt;\n#\n#[derive(Debug)]\nstruct A;\n  # fn f() {}\n## x\n";
        let fragment = Fragment { chunks: vec![Chunk::plain(text)], nonce: "" };
        let shown = shown(&fragment, 0).text(&fragment);
        assert_eq!(shown, "use std::fmt;\n\n#[derive(Debug)]\nstruct A;\n  fn f() {}\n# x\n\n");
    }
}
