//! What C and C++ have in common.

mod complete;

use super::clues::{Clue, clue};

pub(super) use complete::CFamilyCompleter;

pub(super) const CLUES: &[Clue] = &[
    clue(r"^\s*#\s*include\s*[<\x22][\w./+-]+[>\x22]", 6.0, "`#include`"),
    clue(
        r"^\s*#\s*(define \w+|ifdef \w+|ifndef \w+|pragma \w+|undef \w+|if defined|endif|error|if \w|else)",
        3.0,
        "a directive of the preprocessor",
    ),
    clue(r"\bint main\s*\(", 5.0, "`int main(`"),
    clue(
        r"^\s*(typedef|extern \x22C\x22|inline|static inline|constexpr|volatile|register|union)\b",
        2.5,
        "`typedef`, `inline` and their like",
    ),
    clue(
        r"(?x)^\s*(static\ |const\ |unsigned\ |signed\ |struct\ |extern\ |register\ )*(int|char|float
            | double|long|short|unsigned|size_t|bool|void|u?int\d+_t|FILE|auto)(\ long|\ int|\ const)*\s*\*+\s*(const\ )?\w+",
        3.2,
        "a pointer is declared",
    ),
    clue(
        r"(?x)^\s*(static\ |const\ |unsigned\ |signed\ |extern\ |inline\ |volatile\ )*(int|char|float
            | double|long|short|unsigned|size_t|bool|void|u?int\d+_t)(\ long|\ int)*\ \w+\s*\(",
        1.8,
        "a function with its return type in front",
    ),
    clue(
        r"(?x)^\s*(static\ |const\ |unsigned\ |signed\ |extern\ |volatile\ )*(int|char|float|double
            | long|short|unsigned|size_t|bool|u?int\d+_t)(\ long|\ int)*\ \w+(\[\w*\])?(\ =\ [^;]*
            | \{.*\})?(,\ ?\*?\w+(\ =\ \w+)?)*;",
        1.5,
        "a variable with its type in front",
    ),
    clue(r"^\s*(const )?(int|char|float|double|long|unsigned) \w+\[[^\]]*\]", 2.5, "an array is declared"),
    clue(r"\w->\w", 2.2, "`->` reaches through a pointer"),
    clue(r"\b(const )?(char|void|int)\s?\*", 2.5, "a pointer type"),
    clue(
        r"\bsizeof\b|\bNULL\b|\bnullptr\b|\bsize_t\b|\bu?int(8|16|32|64)_t\b|\bunsigned\b",
        2.0,
        "`sizeof`, `NULL` and their like",
    ),
    clue(r"^\s*struct \w+( \{|;| \w+;|$|\s*\*)", 1.5, "`struct …`"),
    clue(r"[=(,]\s*&\w+|\*\w+\s*(=|\+\+|;)|\(\*\w+\)", 1.2, "an address or what stands there"),
    clue(r"^\s*enum( class)? \w*", 0.8, "`enum …`"),
    clue(
        r"(?x)\b(printf|scanf|malloc|free|memset|memcpy|strcpy|strlen|strcmp|fprintf|sprintf|calloc
            | realloc|puts|getchar|putchar|fopen|fclose|exit)\s?\(",
        1.8,
        "a function of C's library",
    ),
];

// What a program asks of its machine, and how large it makes its types.
pub(super) const ASKS: &str = r"(?x)\b(?:
    get(?:cwd|e?[gu]id|env|hostname|login|nprocs\w*|pagesize|pgid|pgrp|p?pid|priority|pwuid|rlimit|rusage|sid|tid
        | timeofday)\s*\(
    | secure_getenv | sysconf\s*\( | uname\s*\( | isatty\s*\( | ttyname | argc\b | argv\b | environ\b | readdir
    | time\s*\(\s*(?:NULL|nullptr|0|&\w+)\s*\) | clock(?:_gettime)?\s*\( | _clock::now | hardware_concurrency
    | sizeof\b\s*\(?\s*(?:(?:un)?signed\s+)?(?:long|ptrdiff_t|s?size_t|time_t|u?intptr_t|u?int_fast\d+_t|wchar_t)\b
    | sizeof\s*\([^()]*\*\s*\) | U?LONG_(?:MAX|MIN) | S?SIZE_MAX | PATH_MAX
    | __(?:DATE|FILE|LINE|TIME|VERSION|STDC_VERSION)__ | __GNUC | __cplusplus | current_path\( | directory_iterator
)";
