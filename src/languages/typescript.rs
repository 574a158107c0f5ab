//! TypeScript.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// TypeScript.
pub(super) struct TypeScript;

impl Language for TypeScript {
    fn name(&self) -> &'static str {
        "typescript"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["typescript", "ts", "tsx", "mts", "cts"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["Angular", "tsc"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into())
    }

    fn asks(&self) -> Option<&'static str> {
        Some(super::ecmascript::ASKS)
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn extends(&self) -> Option<&'static str> {
        Some("javascript")
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::curly::CLUES, super::ecmascript::CLUES, CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "type_annotation",
            "interface_declaration",
            "type_alias_declaration",
            "as_expression",
            "type_parameters",
            "type_arguments",
            "enum_declaration",
            "accessibility_modifier",
            "ambient_declaration",
            "union_type",
            "satisfies_expression",
            "non_null_expression",
            "abstract_class_declaration",
            "type_predicate",
            "internal_module",
            "readonly_type",
            "index_signature",
        ]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\s*(export )?(declare )?(const|let|var) [\w$]+\s*:\s*[\w{(\[<'\x22`|!]", 5.5, "a variable with `: type`"),
    clue(
        r"(?x)[(,]\s*(public\ |private\ |readonly\ |protected\ )*(\.\.\.)?[\w$]+\??\s*:\s*(string|number
            | boolean|any|unknown|void|never|object|symbol|bigint|undefined|Function|\w+\[\])",
        3.2,
        "a parameter with `: type`",
    ),
    clue(
        r"(?x)\)\s*:\s*(asserts\ |\w+\ is\ )?(string|number|boolean|any|unknown|void|never|object|symbol
            | bigint|undefined|null|Promise<.*>|[A-Z]\w*(<.*>)?(\[\])*|\w+\[\]|\{|\[|this)\s*(\{|;
            | =>|=|$|\|)",
        4.5,
        "a return type behind `)`",
    ),
    clue(r"^\s*(export )?(declare )?interface [A-Z]\w*(<.*>)?( extends [^{]+)? ?\{?", 2.2, "`interface …`"),
    clue(r"^\s*(export )?(declare )?type [A-Z]\w*(<.*>)?\s*=", 5.5, "`type … =`"),
    clue(
        r"^\s*declare (var|let|const|function|class|module|namespace|global|enum|type|interface)\b",
        6.0,
        "`declare …`",
    ),
    clue(r"^\s*(export )?(declare )?(const )?enum \w+ \{", 2.0, "`enum …`"),
    clue(r"^\s*(export )?namespace [A-Z]\w* \{", 2.0, "`namespace …`"),
    clue(
        r"(?x)^\s*(public\ |private\ |protected\ |static\ |readonly\ |abstract\ |declare\ |override\ )+[\w$\#]+[?!]?\s*(:
            | =|\(|;)",
        2.0,
        "a member with its modifier",
    ),
    clue(
        r"(?x)^\s*(readonly\ |-readonly\ |\+readonly\ )\w|^\s*abstract\ (class|\w+\(|\w+:)|\bkeyof\b
            | \binfer\ \w|\bas\ (const|any|unknown|string|number|[A-Z]\w*|\[|\{)|\bsatisfies\b|\bextends\ (keyof
            | string|number|\w+\ \?)|\bunique\ symbol",
        3.5,
        "`readonly`, `keyof`, `as …` and their like",
    ),
    clue(
        r"(?x)^\s*(readonly\ )?[\w$'\x22\[\]]+\??\s*:\s*(string|number|boolean|any|unknown|void|never
            | symbol|bigint|\w+\[\]|Array<.*>|Promise<.*>)(\ \|\ \w+)*\s*[;,]?\s*(//.*)?$",
        4.0,
        "a member with `: type`",
    ),
    clue(r"^\s*\[\w+\s*(:\s*(string|number|symbol)|in (keyof )?\w+)\]\s*[-+?]*:", 5.0, "an index signature"),
    clue(
        r"(?x)\b(Partial|Readonly|Record|Pick|Omit|Exclude|Extract|ReturnType|InstanceType|Parameters
            | NonNullable|Required|Awaited|ReadonlyArray|Uppercase|ThisType)<",
        4.0,
        "a utility type",
    ),
    clue(r"^\s*(export )?(async )?function \w+\s*<", 3.0, "a generic function"),
    clue(
        r"(?x)^\s*import\ type\ |\bimport\(.*\)\.|^\s*export\ type\ |^\s*import\ \w+\ =\ require|^\s*export\ =\ 
            | ^\s*///\s*<reference|^\s*export\ as\ namespace",
        5.0,
        "`import type` and its like",
    ),
    clue(r"^\s*@\w+(\(.*\))?\s*(class|\w+\(|$)", 0.8, "a decorator"),
    clue(
        r"(?x)\b[\w$.)\]]+!\.[\w$]|\w!;|\bnew\ \w+<|\w+<(string|number|boolean|any|unknown|T|[A-Z]\w*)(\[\])?(,\ ?\w+)*>\(",
        2.6,
        "`!.`, or a call with type arguments",
    ),
    clue(
        r"(?x)\b(string|number|boolean|undefined|null|any)\ \|\ \w|\|\ (string|number|boolean|undefined
            | null)\b|['\x22\w]\ ?\|\ ?['\x22]",
        1.5,
        "a union or a type parameter",
    ),
    clue(r"^\s*(implements|class \w+(<.*>)? (extends \w+ )?implements)\b", 1.5, "`implements`"),
    clue(r"//.*\.tsx?\b|\btsconfig\b", 2.0, "a comment names a file of TypeScript"),
    clue(r"^\s*[\w$]+(\.[\w$]+)* = .*\bas \w|:\s*(string|number|boolean|any)\b", 2.0, "a type of TypeScript"),
    clue(r"^\s*(pub )?fn \w+", -5.0, "a function of Rust"),
    clue(
        r"\w\((public |private |readonly |\.\.\.)*[\w$]+\??\s*:\s*([A-Z][\w.<>\[\]]*|['\x22{(\[])",
        1.6,
        "a parameter with `: type`",
    ),
    clue(r"\w<T\b|\bT\[", 0.6, "a type parameter"),
];
