//! Lines that speak for Go.

use crate::languages::clues::{Clue, clue};

pub(super) const CLUES: &[Clue] = &[
    clue(r"^\s*package \w+\s*(//.*)?$", 5.0, "`package …` opens the file"),
    clue(r"^\s*import \($|^\s*import (\w+ )?\x22[\w./-]+\x22\s*$", 4.5, "`import (` or `import \"…\"`"),
    clue(r"^\s*(_ |\. |\w+ )?\x22[\w-]+(\.\w+)?(/[\w.-]+)*\x22\s*(//.*)?$", 0.8, "an import path alone"),
    clue(r"^\s*func (\(\w* ?\*?[\w\[\]]+\) ?)?\w+(\[.*\])?\s?\(", 4.5, "`func …(`"),
    clue(r"\bfunc\s?\(", 2.8, "a function without a name"),
    clue(r"[\w)\]] ?:= ?\S", 4.0, "`:=` assigns"),
    clue(r"\b(:?= )?range \w", 3.0, "`range …`"),
    clue(r"^\s*for (\w+ ?:= .*; .*; .*)?\{|^\s*for [^(;]*[<>!=]=? [^(;]*\{", 2.4, "`for …{` without parentheses"),
    clue(r"^\s*(\} else )?if [^(][^:]*\{\s*(//.*)?$", 1.2, "`if …{` without parentheses"),
    clue(r"\berr != nil|\berr == nil", 5.5, "`err != nil`"),
    clue(
        r"(?x)^\s*type\ \w+(\[.*\])?\ (struct|interface|func|map|chan|\[|\*|u?int|string|float|bool
            | [a-z]+\.[A-Z]\w*|[A-Z]\w*)",
        5.0,
        "`type … struct` and its like",
    ),
    clue(
        r"^\s*var \w+(, \w+)* (\*|\[|map\[|chan |func\(|[a-zA-Z]\w*(\.\w+)?( = .*)?$)",
        4.0,
        "`var …` with its type behind it",
    ),
    clue(r"^\s*(var|const) (\(|\w+ (= .*[^;]$|\w+ = ))", 1.6, "`var …` or `const …`"),
    clue(
        r"\bmake\((\[\]|map\[|chan\b)|\bnew\([A-Z]\w+\)|\bappend\(\w+(, |\[)|\bcap\(\w+\)|\bcopy\(\w+",
        4.0,
        "`make`, `append` and their like",
    ),
    clue(r"\bmap\[[\w*.]+\][\w*\[{]", 4.0, "a map type"),
    clue(
        r"(?x)\[\d*\](\*?(string|u?int\d*|byte|float\d+|rune|bool|interface|error|any)\b|[A-Z]\w*\{)
            | \[\.\.\.\]\w+\{",
        3.5,
        "a slice or array type",
    ),
    clue(r"\bchan (<- )?\w|<-\s?\w|\w <- ", 2.4, "a channel"),
    clue(r"^\s*defer \w|^\s*go (func\b|\w+(\.\w+)*\()", 4.5, "`defer …` or `go …`"),
    clue(r"\bfmt\.(Print|Sprint|Errorf|Fprint|Scan|Sscan)\w*\(", 5.0, "`fmt.Print…`"),
    clue(
        r"(?x)\b(strings|strconv|errors|sync|time|http|json|os|bytes|ioutil|context|log|io|bufio|reflect
            | sort|runtime|filepath|atomic|math|rand|net|url|regexp|sql|template|unsafe|flag|testing
            | xml|orm|beego|gin)\.[A-Z]\w+",
        2.6,
        "an exported name of a Go package",
    ),
    clue(r"\bnil\b", 1.6, "`nil`"),
    clue(r"`(json|xml|yaml|form|db|gorm|orm|bson|validate|toml):\x22", 5.0, "a field's tag"),
    clue(r"\binterface ?\{|\bstruct ?\{|\.\(type\)|\.\([\w*.]+\)", 2.2, "`interface{`, or a type is asserted"),
    clue(
        r"(?x)^\s*[A-Z]\w*,?\ +\*?(\[\])?(string|u?int\d*|bool|error|float\d+|byte|rune|interface\{\}
            | time\.\w+|map\[.*|[A-Z]\w+)(\ +`.*`)?(\s*//.*)?$",
        1.8,
        "a field with its type behind it",
    ),
    clue(
        r"^\s*[a-z]\w* +\*?(\[\])?(string|u?int\d*|bool|error|float\d+|byte|rune)( +`.*`)?(\s*//.*)?$",
        2.2,
        "a field with its type behind it",
    ),
    clue(r"%[vT]|%\+v|%#v", 1.6, "a verb `%v`"),
    clue(r"^\s*return .*, (nil|err)\b|^\s*return (nil|err)$", 3.0, "an error is returned"),
    clue(
        r"^\s*(case .*|default):\s*$|^\s*switch (\w+ ?:= .*|\w+ |)\{|^\s*select \{",
        1.2,
        "`switch` or `select` without parentheses",
    ),
    clue(
        r"(?x)\)\ (\(?\*?(\[\])?(string|u?int\d*|error|bool|float\d+|byte|interface\{\}|[\w.]+),\ ?\*?\w+\)
            | error|string|int|bool|\*\w+|\[\]\w+)\ \{",
        3.0,
        "result types behind parameters",
    ),
    clue(
        r"\b\w+ (u?int(8|16|32|64)?|float(32|64)|string|error|rune|byte|bool)[,)]",
        2.4,
        "a parameter with its type behind it",
    ),
    clue(r"&[A-Z]\w*\{|\b\w+\.[A-Z]\w*\{", 1.8, "a literal of a struct"),
    clue(
        r"\bpanic\(|\brecover\(\)|\biota\b|\bfallthrough\b|\bwg\.(Add|Wait|Done)|\bctx\b",
        1.6,
        "`panic`, `iota` and their like",
    ),
    clue(r"^\s*//", 0.9, "a comment `//`"),
    clue(r"\S\s+// ?\S", 0.7, "a comment `//` behind code"),
    clue(r"^\s*(\}|\))\s*$", 0.4, "a closing brace alone"),
    clue(r"[^;{}]\s*;\s*$", -1.2, "a semicolon at the end"),
    clue(r"^\s*if \(.*\) \{$|^\s*for \(", -1.2, "a condition in parentheses"),
    clue(r"^\s*//.*\b\w+\.go\b", 4.0, "a comment names a file of Go"),
    clue(r"\b[a-z]\w*\.[A-Z]\w*\(.*[^;]$", 1.0, "an exported method is called"),
];
