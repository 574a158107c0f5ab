//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::{
    Chunk, Faith, Insertions, Parsed, Printing, Probe, Target, around, call_with, is_whole, purpose, without_end,
};

/// What programs of C call, declared without a header so that the note's own macros rule its headers.
/// A value's type tells how it is printed; it is evaluated once. What is no number and no text is not
/// shown, and its program compiles.
const HEAD_OF_C: &str = r#"int printf(const char *, ...);
void recant_mark(const char *);
void recant_whole(const char *, const char *);
#define recant_form(value) _Generic((value), char: "%c", char *: "%s", const char *: "%s", float: "%g", double: "%g", \
  long double: "%Lg", int: "%d", short: "%d", signed char: "%d", unsigned char: "%d", unsigned short: "%d", _Bool: "%d", \
  unsigned: "%u", long: "%ld", unsigned long: "%lu", long long: "%lld", unsigned long long: "%llu", default: "")
#define recant_show(id, value) (*recant_form(value) \
  ? (recant_mark("=" #id), printf(recant_form(value), (value)), recant_mark(">" #id)) : (void)(value))
"#;

const FOOT_OF_C: &str = r#"
#include <stdio.h>
#include <stdlib.h>
void recant_mark(const char *mark) { fputs("\036NONCE", stdout); fputs(mark, stdout); fputs("\036", stdout); fflush(stdout); }
static const char *recant_ends[64];
static int recant_count;
static void recant_end(void) { while (recant_count) recant_mark(recant_ends[--recant_count]); }
void recant_whole(const char *begin, const char *end) {
  if (recant_count == 0) atexit(recant_end);
  if (recant_count < 64) { recant_ends[recant_count++] = end; recant_mark(begin); }
}
"#;

/// What programs of C++ call. What cannot be streamed is not shown, and its program compiles.
const HEAD_OF_CPP: &str = r#"#include <iostream>
#include <sstream>
void recant_mark(const char *); void recant_whole(const char *, const char *);
namespace recant {
template <class T> auto text(std::ostream &out, const T &value, int) -> decltype(out << value, bool()) {
  out << value;
  return true;
}
template <class T> bool text(std::ostream &, const T &, long) { return false; }
template <class T> T &&see(const char *begin, const char *end, T &&value) {
  std::ostringstream out;
  if (!text(out, value, 0)) return static_cast<T &&>(value);
  std::ostringstream words; words << std::boolalpha; text(words, value, 0);
  recant_mark(begin);
  std::cout << out.str() << '\x1f' << words.str() << "\x1f\"" << out.str() << '"' << std::flush;
  recant_mark(end);
  return static_cast<T &&>(value);
}
}
#define recant_show(id, ...) recant::see("=" #id, ">" #id, __VA_ARGS__)
"#;

const FOOT_OF_CPP: &str = r#"
#include <cstdio>
#include <cstdlib>
void recant_mark(const char *mark) {
  std::cout.flush();
  std::fputs("\036NONCE", stdout); std::fputs(mark, stdout); std::fputs("\036", stdout); std::fflush(stdout);
}
static const char *recant_ends[64];
static int recant_count;
static void recant_end() { while (recant_count) recant_mark(recant_ends[--recant_count]); }
void recant_whole(const char *begin, const char *end) {
  if (recant_count == 0) std::atexit(recant_end);
  if (recant_count < 64) { recant_ends[recant_count++] = end; recant_mark(begin); }
}
"#;

/// What stands in front of a program that probes look at.
pub(super) fn head(is_cpp: bool) -> &'static str {
    if is_cpp { HEAD_OF_CPP } else { HEAD_OF_C }
}

/// What stands behind it.
pub(super) fn foot(is_cpp: bool, nonce: &str) -> String {
    // Octal escapes end after three digits; behind one of hexadecimal the nonce would be more of it.
    if is_cpp { FOOT_OF_CPP } else { FOOT_OF_C }.replace("NONCE", nonce)
}

/// How C and C++ print what probes see.
pub(super) const PRINTING: Printing = Printing {
    mark,
    show,
    is_statement,
    leaving: &["return_statement", "throw_statement", "break_statement", "continue_statement", "goto_statement"],
};

fn mark(sign: char, probe: &Probe) -> String {
    format!("recant_mark(\"{sign}{}\");", probe.id)
}

fn show(probe: &Probe, expression: &str) -> String {
    format!("recant_show({}, ({expression}));", probe.id)
}

/// Adds what prints all that `main` prints, and what claims name once it has run.
pub(super) fn insert_main(chunk: &Chunk<'_>, body: Node<'_>, insertions: &mut Insertions) {
    for probe in &chunk.probes {
        if is_whole(probe, chunk) {
            let call = format!(" recant_whole(\"<{0}\", \">{0}\");", probe.id);
            insertions.behind(body.start_byte() + 1, call, purpose(probe), Faith::Harness);
        } else if let Target::Named(expression) = &probe.target {
            let shown = format!("{} ", show(probe, expression));
            insertions.before(body.end_byte() - 1, shown, purpose(probe), Faith::Harness);
        }
    }
}

fn is_statement(node: &Node<'_>) -> bool {
    let holds = |parent: Node<'_>| matches!(parent.kind(), "translation_unit" | "compound_statement");
    (node.kind().ends_with("_statement") || matches!(node.kind(), "declaration" | "for_range_loop"))
        && node.parent().is_some_and(holds)
}

/// Adds what shows the value of an expression where it stands.
pub(super) fn value(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let range = without_end(&block.text, range);
    let Some(statement) = around(block.tree.root_node(), &range, is_statement) else { return };
    if statement.kind() == "declaration" {
        if let Some(name) = super::items::declares(statement, &block.text).next() {
            PRINTING.show_behind(statement, name, probe, block, insertions);
        }
    } else if statement.kind() == "expression_statement" && statement.start_byte() == range.start {
        match assigned(statement, &range) {
            // An assignment is worth what stands in the variable behind it.
            Some(left) => PRINTING.show_behind(statement, &block.text[left], probe, block, insertions),
            None => call_with(&range, &format!("recant_show({}, (", probe.id), "))", probe, insertions),
        }
    }
}

/// What an expression statement assigns to.
fn assigned(statement: Node<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let expression = statement.named_child(0).filter(|node| node.byte_range() == *range)?;
    let left = expression.child_by_field_name("left").filter(|_| expression.kind() == "assignment_expression")?;
    Some(left.byte_range())
}
