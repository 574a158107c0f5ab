//! Lines that speak for Python.

use crate::languages::clues::{Clue, clue};

pub(super) const CLUES: &[Clue] = &[
    clue(r"^\s*(async )?def \w+\s*\(.*", 4.0, "`def …` begins a function"),
    clue(r"^\s*(async )?def \w+\s*(\[.*\])?\(.*\)\s*(->.*)?:\s*", 2.0, "`def …:`"),
    clue(r"^\s*class \w+(\(.*\))?:\s*(#.*)?$", 5.0, "`class …:`"),
    clue(r"^\s*from \.*[\w.]*[^\x00-\x7F]*[\w.]* import ", 6.0, "`from … import …`"),
    clue(r"^\s*import [a-zA-Z_][\w.]*( as \w+)?(, \w+)*\s*(#.*)?$", 3.0, "`import …`"),
    clue(r"^\s*(if|elif|while) [^{]*:\s*(#.*)?$", 3.5, "`if …:`"),
    clue(r"^\s*(async )?for [\w, ()*]+ in .*:\s*", 4.5, "`for … in …:`"),
    clue(r"^\s*(else|try|finally|except( [\w.(), ]+)?( as \w+)?)\s*:\s*(#.*)?$", 4.5, "`else:`, `try:` and their like"),
    clue(r"^\s*(async )?with .* as \w+.*:\s*$|^\s*(async )?with .*:\s*$", 4.0, "`with …:`"),
    clue(r"\bself\b[.,)]", 2.6, "`self`"),
    clue(r"\bprint ?\(", 2.4, "`print(`"),
    clue(r"^\s*print [\w'\x22]", 2.8, "`print …` of Python 2"),
    clue(r"\b__\w+__\b", 4.0, "a name with two underscores on each side"),
    clue(r"^\s*@\w+(\.\w+)*(\(.*\))?\s*$", 1.6, "a decorator"),
    clue(r"\bNone\b|\bTrue\b|\bFalse\b", 2.0, "one of `None`, `True` and `False`"),
    clue(
        r"(?x)^\s*return\ [^;{]*$|^\s*(pass|yield\ .*|raise\ \w+.*|raise|global\ \w+|del\ \w+.*|assert\ .*
            | break|continue)\s*(\#.*)?$",
        1.2,
        "a statement without a semicolon",
    ),
    clue(r"^\s*(pass|yield .*|raise [A-Z]\w+.*[^;]|assert [^(;]*)\s*(#.*)?$", 1.6, "`pass`, `raise` and their like"),
    clue(r"\b(and|or|not|in|is)\b (not )?\w+.*:\s*$|\bnot in\b|\bis not\b|\bis None\b", 2.0, "conditions in words"),
    clue(r"\[.* for \w+(, ?\w+)* in .*\]|\(.* for \w+ in .*\)|\{.* for \w+(, ?\w+)* in .*\}", 4.5, "a comprehension"),
    clue(r"\blambda( \w+|\s*\*|:)", 3.0, "`lambda`"),
    clue(r#"^\s*[rbuf]?("{3}|'{3})|("{3}|'{3})\s*\)?\s*$"#, 3.0, "a text in three quotes"),
    clue(r#"\b[fF]["'].*\{|\b[rb]['"]"#, 2.4, "an f-string"),
    clue(
        r"(?x)\b(len|range|str|int|list|dict|set|tuple|type|isinstance|enumerate|zip|sorted|sum|open
            | super|getattr|hasattr|map|repr|dir|id|input|float|any|all|reversed|help|callable|issubclass)\(",
        1.1,
        "a builtin function",
    ),
    clue(
        r"\b(isinstance|enumerate|super\(\)|getattr|hasattr|setattr|issubclass|zip|repr|sorted)\(?",
        1.6,
        "a builtin of Python",
    ),
    clue(
        r"(?x)\b(np|pd|plt|os|sys|re|json|random|datetime|collections|itertools|functools|asyncio|subprocess
            | logging|torch|tf|requests|math|time|string)\.[a-z_]\w*(\.\w+)*\(?",
        1.4,
        "a module of Python",
    ),
    clue(
        r"(?x)\*\*\w+|[(,]\s*\*\w+|\(\*args|\b\w+=(None|True|False|'[^']*'|\x22[^\x22]*\x22|\[\]|\{\}
            | \d+|[\w.]+)[,)]",
        1.6,
        "keyword arguments",
    ),
    clue(r"^\s*\w+(\[.*\])?(\.\w+)* = [^;{]*[^;{,\s]\s*$", 0.8, "an assignment without a semicolon"),
    clue(r"^\s*\w+(, ?\w+)+ = [^;{]*$", 1.2, "names are assigned side by side"),
    clue(r"^\s*\w+: [\w\[\], |.]+ = [^;]*$", 1.5, "an annotated variable"),
    clue(r"^\s*>>> ?", 6.0, "the prompt `>>>`"),
    clue(r"^\s*\.\.\. ", 1.2, "the prompt `...`"),
    clue(r"^In \[\d+\]:|^Out\[\d+\]:", 5.0, "a prompt of IPython"),
    clue(r"^\s*# ", 0.8, "a comment `#`"),
    clue(r"\S\s+# \S", 0.8, "a comment `#` behind code"),
    clue(
        r"(?x)\.(append|format|items|keys|values|join|split|strip|startswith|endswith|encode|decode
            | extend|update|read|readlines|lower|upper|get|pop|reshape|shape|add_argument|partition)\(",
        0.8,
        "a method of Python's library",
    ),
    clue(r"\[-?\d*:-?\d*(:-?\d*)?\]|\[::-1\]", 0.8, "a slice"),
    clue(r"\b[A-Z]\w*(Error|Exception|Warning)\b", 0.5, "an exception"),
    clue(r" (and|or) | // |\bnot \w| \*\* ", 0.7, "operators in words"),
    clue(r"#!.*\bpython|# -\*- coding", 6.0, "a line for Python's interpreter"),
    clue(r"[^;{}]\s*;\s*$|\{\s*$|^\s*\}", -1.0, "a brace or semicolon at the end"),
    clue(r"^\s*(const|let|var|function|public|private)\b|===|=>|&&|\|\|", -2.0, "a word of another language"),
    clue(r"^Traceback \(most recent", -2.0, "a traceback"),
    clue(r"^\s*#.*\b\w+\.py\b", 3.0, "a comment names a file of Python"),
    clue(r"^\s+\w+ ?= ?[^;{]*,\s*$", 1.0, "a keyword argument on a line of its own"),
    clue(r"\{\*\*\w", 3.0, "`**` takes a dictionary apart"),
    clue(r"^\s*[a-z_]\w*(\.\w+)*\([^;{]*\)(\s*#.*)?$", 0.5, "a call without a semicolon"),
];
