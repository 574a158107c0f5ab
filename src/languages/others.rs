//! Languages that recant knows by name alone: a label gives a block its language, so that the report
//! can say what it is that nobody checks. Where a few lines could be nothing else, they are told
//! without a label too, lest they are taken for a language that recant runs.

use super::clues::{Clue, clue};
use super::{Language, Role};

/// A language known by its labels, and by clues where it has unmistakable ones.
pub(super) struct Other {
    labels: &'static [&'static str],
    role: Role,
    line_comments: &'static [&'static str],
    clues: &'static [&'static [Clue]],
}

impl Language for Other {
    fn name(&self) -> &'static str {
        self.labels[0]
    }

    fn labels(&self) -> &'static [&'static str] {
        self.labels
    }

    fn role(&self) -> Role {
        self.role
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        None
    }

    fn line_comments(&self) -> &'static [&'static str] {
        self.line_comments
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        self.clues
    }
}

const fn program(labels: &'static [&'static str], line_comments: &'static [&'static str]) -> Other {
    Other { labels, role: Role::Program, line_comments, clues: &[] }
}

const fn data(labels: &'static [&'static str], line_comments: &'static [&'static str]) -> Other {
    Other { labels, role: Role::Data, line_comments, clues: &[] }
}

impl Other {
    const fn told_by(mut self, clues: &'static [&'static [Clue]]) -> Self {
        self.clues = clues;
        self
    }
}

/// The table; the first label is the name.
pub(super) static OTHERS: &[Other] = &[
    program(&["csharp", "cs", "c#"], &["//"]).told_by(&[CSHARP]),
    program(&["kotlin", "kt", "kts"], &["//"]).told_by(&[KOTLIN]),
    program(&["lua"], &["--"]).told_by(&[LUA]),
    program(&["php"], &["//", "#"]).told_by(&[PHP]),
    program(&["powershell", "ps", "ps1", "pwsh"], &["#"]).told_by(&[POWERSHELL]),
    program(&["ruby", "rb", "irb", "erb"], &["#"]).told_by(&[RUBY]),
    program(&["swift"], &["//"]).told_by(&[SWIFT]),
    data(&["css", "scss", "sass", "less"], &[]).told_by(&[CSS]),
    data(&["diff", "patch"], &[]).told_by(&[DIFF]),
    data(&["makefile", "make", "mk"], &["#"]).told_by(&[MAKEFILE]),
    data(&["nginx", "nginxconf"], &["#"]).told_by(&[NGINX]),
    data(&["protobuf", "proto", "proto3"], &["//"]).told_by(&[PROTOBUF]),
    program(&["ada"], &["--"]),
    program(&["apl"], &[]),
    program(&["assembly", "asm", "nasm", "s", "x86asm", "armasm"], &[";", "#"]),
    program(&["awk", "gawk"], &["#"]),
    program(&["basic", "vb", "vbnet", "vba", "visual-basic"], &["'"]),
    program(&["batch", "bat", "cmd", "dos"], &["rem "]),
    program(&["clojure", "clj", "cljs", "edn"], &[";"]),
    program(&["cobol"], &["*"]),
    program(&["coffeescript", "coffee"], &["#"]),
    program(&["crystal", "cr"], &["#"]),
    program(&["d", "dlang"], &["//"]),
    program(&["dart", "flutter"], &["//"]),
    program(&["elixir", "ex", "exs", "iex"], &["#"]),
    program(&["elm"], &["--"]),
    program(&["erlang", "erl"], &["%"]),
    program(&["forth"], &["\\"]),
    program(&["fortran", "f90", "f95"], &["!"]),
    program(&["fsharp", "fs", "f#"], &["//"]),
    program(&["gdscript", "gd", "godot"], &["#"]),
    program(&["gleam"], &["//"]),
    program(&["glsl", "hlsl", "wgsl", "metal"], &["//"]),
    program(&["groovy", "gradle", "jenkinsfile"], &["//"]),
    program(&["haskell", "hs", "ghci"], &["--"]),
    program(&["haxe", "hx"], &["//"]),
    program(&["jq"], &["#"]),
    program(&["julia", "jl", "julia-repl"], &["#"]),
    program(&["lean", "coq", "agda", "idris", "isabelle"], &["--"]),
    program(&["lisp", "elisp", "emacs-lisp", "common-lisp", "commonlisp", "scheme", "racket", "rkt", "fennel"], &[";"]),
    program(&["matlab", "octave"], &["%"]),
    program(&["nim"], &["#"]),
    program(&["nix"], &["#"]),
    program(&["nushell", "nu"], &["#"]),
    program(&["objective-c", "objc", "objectivec", "obj-c", "mm"], &["//"]),
    program(&["ocaml", "ml", "reason", "reasonml", "rescript"], &[]),
    program(&["pascal", "delphi"], &["//"]),
    program(&["perl", "pl", "raku", "perl6"], &["#"]),
    program(&["prolog"], &["%"]),
    program(&["purescript"], &["--"]),
    program(&["r", "rlang", "splus"], &["#"]),
    program(&["scala", "sc", "sbt"], &["//"]),
    program(&["solidity", "sol"], &["//"]),
    program(&["svelte", "vue", "astro"], &["//"]),
    program(&["tcl"], &["#"]),
    program(&["vala"], &["//"]),
    program(&["verilog", "systemverilog", "vhdl"], &["//", "--"]),
    program(&["vim", "viml", "vimscript"], &["\""]),
    program(&["wasm", "wat", "wast"], &[";;"]),
    program(&["zig"], &["//"]),
    data(&["apache", "apacheconf", "htaccess"], &["#"]),
    data(&["bnf", "ebnf", "abnf", "antlr", "peg"], &[]),
    data(&["cmake"], &["#"]),
    data(&["csv", "tsv"], &[]),
    data(&["cue", "jsonnet", "dhall"], &["//"]),
    data(&["dot", "graphviz"], &["//"]),
    data(&["env", "dotenv"], &["#"]),
    data(&["graphql", "gql"], &["#"]),
    data(&["hcl", "terraform", "tf"], &["#"]),
    data(&["http", "rest"], &["#"]),
    data(&["jinja", "jinja2", "django", "twig", "liquid", "handlebars", "hbs", "mustache", "ejs", "pug"], &[]),
    data(&["latex", "tex", "bibtex", "math", "katex"], &["%"]),
    data(&["markdown", "md", "mdx", "rst", "restructuredtext", "asciidoc", "adoc", "org"], &[]),
    data(&["mermaid", "plantuml", "puml", "sequence", "flow", "ascii-art", "ditaa"], &[]),
    data(&["regex", "regexp"], &[]),
    data(&["systemd", "service"], &["#"]),
    data(&["thrift", "avro", "capnp", "flatbuffers"], &["//"]),
];

const CSHARP: &[Clue] = &[
    clue(r"^\s*using [A-Z]\w*(\.\w+)*;", 5.0, "`using …;`"),
    clue(r"^\s*namespace [A-Z]\w*(\.\w+)+\s*[;{]?$", 4.0, "`namespace …`"),
    clue(r"\bConsole\.(Write|Read)", 6.0, "`Console.Write…`"),
    clue(r"\{ get; (set; )?\}", 6.0, "a property `{ get; set; }`"),
    clue(
        r"^\s*(public|private|protected|internal) .*\b(string|override|virtual|async Task)\b",
        3.0,
        "a member of a class of C#",
    ),
];

const KOTLIN: &[Clue] = &[
    clue(
        r"^\s*(private |override |suspend |inline |open |internal )*fun (<.*> )?[\w.]+\(.*\)(: \S+)?\s*[={]",
        6.0,
        "`fun …(`",
    ),
    clue(r"^\s*(private |override )?(val \w+(: \w+\S*)?|var \w+: \w+\S*) (=|by) [^;]*$", 3.5, "`val …`"),
    clue(r"^\s*(data|sealed|open) class \w+", 5.0, "`data class`"),
];

const LUA: &[Clue] = &[
    clue(r"^\s*local (function )?\w+", 4.0, "`local …`"),
    clue(r"^\s*(if|elseif) .* then$", 1.5, "`if … then`"),
    clue(r"^\s*end\s*[,)]?$", 1.5, "`end`"),
    clue(r"\.\. ?\x22|~=|\bnil\b", 1.5, "operators of Lua"),
];

const PHP: &[Clue] = &[
    clue(r"<\?(php|=)", 9.0, "`<?php`"),
    clue(r"\$this->\w|^\s*\$\w+(\[.*\])? = .*;\s*$", 5.0, "`$name = …;`"),
    clue(
        r"^\s*(public |private |protected |static )*function \w+\(.*\$\w+",
        6.0,
        "a function whose parameters begin with `$`",
    ),
    clue(r"\becho .*;\s*$|\$\w+->\w|^\s*use [A-Z]\w*(\\\w+)+", 3.0, "a statement of PHP"),
];

const POWERSHELL: &[Clue] = &[
    clue(
        r"(?x)\b(Get|Set|New|Remove|Invoke|Import|Write|Start|Stop|Install|Enable|Add|Where|Select|ForEach)-[A-Z]\w+",
        5.0,
        "a cmdlet",
    ),
    clue(r"^\s*PS [A-Z]?:?.*> ", 6.0, "the prompt of PowerShell"),
    clue(r"\$env:\w+|^\s*\$\w+ = ", 2.5, "a variable of PowerShell"),
    clue(r"\s-(eq|ne|Name|Path|Force|Recurse|Property)\b", 1.2, "a parameter of PowerShell"),
];

const RUBY: &[Clue] = &[
    clue(r"^\s*end(\.\w+.*)?$", 2.0, "`end`"),
    clue(r"^\s*def (self\.)?\w+[?!]?(\(.*\))?\s*$", 4.5, "`def …` without a colon"),
    clue(r"\bdo \|\w+(, ?\w+)*\||\{ ?\|\w+(, ?\w+)*\|", 4.0, "a block `|…|`"),
    clue(r"^\s*(puts|require|require_relative|attr_\w+|gem|elsif|unless|module [A-Z]\w+$) ?", 3.0, "a word of Ruby"),
    clue(r"^\s*class [A-Z]\w*( < [A-Z][\w:]*)?$|^\s*@\w+ \|?\|?= ", 2.5, "a class or a variable of Ruby"),
    clue(r" => [:'\x22\d]|\w+\.(each|nil\?|empty\?)\b|[ (]:\w+(,|$| )", 1.2, "symbols of Ruby"),
];

const SWIFT: &[Clue] = &[
    clue(
        r"^\s*(private |public |override |static |mutating )*func \w+(<.*>)?\(.*\)( throws)?( -> \S+)? \{",
        4.0,
        "`func …(` with labels",
    ),
    clue(r"^\s*(let|var) \w+(: [A-Z\[]\w*\S*)? = [^;]*$", 1.2, "`let …` without a semicolon"),
    clue(
        r"^\s*(import (Foundation|UIKit|SwiftUI|Combine)|guard let |if let \w+ = .* \{|extension [A-Z])",
        5.0,
        "`import Foundation` and its like",
    ),
];

const CSS: &[Clue] = &[
    clue(
        r"^\s*([.#]?[\w-]+|\*|:root|::?[\w-]+)([\s>+~,:.#]+[\w:.#*()\[\]=\x22'-]+)*\s*\{\s*$",
        0.8,
        "a selector opens a rule",
    ),
    clue(r"^\s*[.#][a-zA-Z][\w-]*([\s>+~,:.#][^{}()=;]*)?\s*\{", 4.0, "a selector of a class or id"),
    clue(r"^\s*(--)?[a-z]+(-[a-z]+)*:\s*[^;{}]+;\s*(/\*.*)?$", 3.0, "`property: value;`"),
    clue(
        r"(?x)^\s*(color|background|margin|padding|border|width|height|display|position|font|font-size
            | top|left|right|bottom|float|overflow|opacity|cursor|transition|flex|grid|z-index|text-align)(-\w+)*\s*:",
        3.0,
        "a property of CSS",
    ),
    clue(r"^\s*@(media|import|font-face|keyframes|include|mixin|charset)\b", 4.0, "an at-rule"),
    clue(r"(?i)^\s*</?(style|head|html|body|!doctype|div)\b", -6.0, "a page of HTML"),
];

const DIFF: &[Clue] = &[
    clue(r"^(diff --git |index [0-9a-f]+\.\.|@@ -\d+|--- [ab]/|\+\+\+ [ab]/)", 7.0, "the head of a patch"),
    clue(r"^[+-]\s", 1.0, "a line added or taken away"),
];

const MAKEFILE: &[Clue] = &[
    clue(
        r"^\.PHONY:|^[A-Z_]+ [:?]= [^\x22(]*$|\$\((CC|CFLAGS|MAKE|shell|wildcard|patsubst)\b|\$[@<^]",
        5.0,
        "a variable of make",
    ),
    clue(r"^\t@?\w+ ", 0.6, "a recipe behind a tab"),
];

const NGINX: &[Clue] = &[
    clue(r"^\s*(server|location|upstream|http|events)( [=~^*/\w.$-]+)* \{", 3.5, "a block of nginx"),
    clue(
        r"(?x)^\s*(listen|server_name|proxy_\w+|root|index|try_files|rewrite|worker_\w+|include|add_header
            | ssl_\w+)\ .*;",
        4.0,
        "a directive of nginx",
    ),
];

const PROTOBUF: &[Clue] = &[
    clue(r"^\s*syntax = \x22proto[23]\x22;|^\s*(message|service) [A-Z]\w* \{", 5.0, "a message of protocol buffers"),
    clue(r"^\s*(repeated |optional |required )?[\w.]+ \w+ = \d+;", 2.5, "a numbered field"),
    clue(r"^\s*rpc \w+ ?\(", 6.0, "`rpc …`"),
];
