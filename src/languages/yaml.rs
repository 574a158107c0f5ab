//! YAML.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// YAML.
pub(super) struct Yaml;

impl Language for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["yaml", "yml"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_yaml::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &["anchor", "alias", "block_scalar", "block_sequence"]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\s*(- )?[a-zA-Z_$][\w./$-]*:\s*(#.*)?$", 1.8, "a key whose value stands below"),
    clue(r"^\s*(- )?[a-z_$][\w./$-]*: +[^\s{;][^;{]*$", 1.6, "`key: value`"),
    clue(r"^\s*- [\w$][\w./$-]*:( |$)", 2.2, "a list of mappings"),
    clue(r"^\s*- ([\w./$\x22'-][^,;]*)$", 0.8, "an item of a list"),
    clue(r"^---\s*$|^%YAML", 2.0, "`---` begins a document"),
    clue(
        r"(?x)^(apiVersion|kind|metadata|spec|services|volumes|networks|on|jobs|stages|openapi|swagger
            | paths|components|server|spring|env|language|script|before_script|hosts|tasks|image|name
            | version|restart|driver):\ ?",
        1.8,
        "a key that many YAML files begin with",
    ),
    clue(
        r"(?x)^\s*(image|restart|ports|environment|command|container_name|depends_on|type|format|name
            | runs-on|uses|run|steps|with|labels|replicas|containers|required|properties|schema|description
            | driver|enabled|hosts|become):(\ |$)",
        1.4,
        "a key of well-known YAML",
    ),
    clue(r"^\s*[\w.-]+: *([|>][+-]?|[&*]\w+|!!?\w+.*)\s*$|^\s*<<: ", 3.5, "a block of text, an anchor or a tag"),
    clue(r"^\s*\$ref: ", 4.0, "`$ref:`"),
    clue(r"^\s+[\w./-]+: ?\S*$", 0.7, "a key that is indented"),
    clue(r"^\s*# ", 0.4, "a comment `#`"),
    clue(
        r"(?x)[;{]\s*$|^\s*\}|^\s*(function|var|let|const|return|if|for|while|def|class|import|public
            | private|case|default)\b|\w\(.*\)",
        -2.0,
        "a statement",
    ),
    clue(r"^\s*(def|class|if|for|while|else|try|except|with|elif|finally)\b.*:\s*$", -3.0, "a statement of Python"),
    clue(r"^[^:#]*[^\x00-\x7F]{4}[^:#]*: |\xE3\x80\x82|\xEF\xBC[\x8C\x9B]", -1.0, "prose"),
    clue(r",\s*$", -0.6, "a comma at the end"),
    clue(r#"^\s*"[^"]+":"#, -0.8, "a quoted key"),
    clue(r"^\s*#.*\b[\w-]+\.ya?ml\b", 3.0, "a comment names a file of YAML"),
    clue(r"^\s*(- )?[A-Z][\w./$-]*: +[^\s{;][^;{]*$", 0.8, "`Key: value`"),
];
