//! C.

use super::{
    Language, Role,
    c_family::CFamilyCompleter,
    clues::{Clue, clue},
    completion::Completer,
};

/// C.
pub(super) struct C;

impl Language for C {
    fn name(&self) -> &'static str {
        "c"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["c", "h"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["C"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_c::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::curly::CLUES, super::c_family::CLUES, CLUES]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(super::c_family::ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&CFamilyCompleter::C)
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "preproc_include",
            "preproc_def",
            "type_definition",
            "pointer_declarator",
            "function_definition",
            "struct_specifier",
            "pointer_expression",
            "sizeof_expression",
            "cast_expression",
            "sized_type_specifier",
        ]
    }
}

const CLUES: &[Clue] = &[
    clue(
        r"(?x)^\s*\#\s*include\s*<(stdio|stdlib|string|math|ctype|unistd|errno|stdint|stdbool|assert
            | time|limits|signal|pthread|stddef|wchar|locale|float|stdarg|setjmp|complex|fcntl|sys/\w+
            | netinet/\w+|arpa/\w+)\.h>",
        1.5,
        "a header of C",
    ),
    clue(
        r"(?x)\b(printf|scanf|malloc|free|fprintf|sprintf|calloc|realloc|puts|getchar|putchar|fopen
            | fclose|fgets|memcpy|strcpy|strlen|strcmp|memset|snprintf|sscanf|fread|fwrite|perror)\s?\(",
        1.6,
        "a function of C's library",
    ),
    clue(
        r"\(void\)\s*[;{]|^\s*struct \w+\s?\*? ?\w+( = |;|\[)|\bstruct \w+\s?\*",
        1.5,
        "`(void)`, or `struct` before a type's name",
    ),
    clue(r"^\s*typedef (struct|enum|union|unsigned|signed|int|char|void)\b", 1.2, "`typedef struct`"),
    clue(r"\(\s*(int|char|double|float|void|struct \w+|unsigned \w+)\s?\**\s*\)\s*\w", 1.0, "a cast"),
    clue(r"\bint main\s*\((void)?\)", 0.4, "`int main(void)`"),
    clue(
        r"(?x)\b_(Bool|Generic|Static_assert|Noreturn|Alignas|Complex)\b|\brestrict\b|%(d|i|s|c|f|lf
            | zd|p|x|ld|u)(\\n)?\x22|\\n\x22",
        0.8,
        "`restrict`, or a format of printf",
    ),
    clue(
        r"(?x)^\s*(static\ |const\ |unsigned\ |signed\ )*(int|char|float|double|long|short)(\ long|\ int)*
            \ \w+(\[\w*\])?(\ =\ [^;]*)?(,\ ?\*?\w+(\ =\ \w+)?)*;",
        0.25,
        "a variable with its type in front",
    ),
    clue(r"^\s*(//|/\*).*\b\w+\.[ch]\b", 2.0, "a comment names a file of C"),
    clue(
        r"(?x)^\s*(static\ |const\ |unsigned\ |signed\ |extern\ |inline\ )*(int|char|float|double|long
            | short|unsigned|size_t|void)(\ long|\ int)*\ \w+\s*\(",
        0.25,
        "a function with its return type in front",
    ),
];
