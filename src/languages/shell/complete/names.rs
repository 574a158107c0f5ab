//! The variables, functions and files that commands make and use.

use tree_sitter::Node;

use crate::languages::completion::{Names, children, walk};

/// Variables that the shell sets itself (bash manual, "Shell Variables"), and the environment's.
const SET: &str = " BASH BASHPID BASH_REMATCH BASH_SOURCE BASH_VERSION COLUMNS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID \
FUNCNAME GROUPS HISTSIZE HOME HOSTNAME HOSTTYPE IFS LANG LC_ALL LINENO LINES LOGNAME MACHTYPE MAIL OLDPWD OPTARG OPTIND \
OSTYPE PATH PIPESTATUS PPID PS1 PS2 PS3 PS4 PWD RANDOM REPLY SECONDS SHELL SHELLOPTS SHLVL SRANDOM TERM TMPDIR UID USER _ ";

/// Commands whose arguments are files that are there behind them.
const MAKERS: [&str; 6] = ["touch", "mkdir", "cp", "mv", "tee", "ln"];

/// The names that a text defines and wants. A file is a name as it is written.
pub(super) fn names(root: Node<'_>, text: &str) -> Names {
    let of = |node: Node<'_>| text.get(node.byte_range()).unwrap_or_default().to_owned();
    let mut names = Names::default();
    for node in walk(root) {
        match node.kind() {
            "variable_assignment" | "function_definition" => {
                names.defines.extend(node.child_by_field_name("name").map(of));
            }
            "for_statement" => names.defines.extend(node.child_by_field_name("variable").map(of)),
            "declaration_command" | "unset_command" => {
                names.defines.extend(children(node).filter(|child| child.kind() == "variable_name").map(of));
            }
            "file_redirect" => {
                let writes = of(node).trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('>');
                let file = node.child_by_field_name("destination").map(of);
                if writes { names.defines.extend(file) } else { names.wants.extend(file) }
            }
            "simple_expansion" | "expansion" => {
                let name = walk(node).find(|child| child.kind() == "variable_name").map(of);
                names.wants.extend(name);
            }
            "binary_expression" | "postfix_expression" | "unary_expression" => {
                names.defines.extend(reckoned(node, text).map(str::to_owned));
            }
            "command" => command(node, text, &mut names),
            _ => {}
        }
    }
    let Names { defines, wants, .. } = &mut names;
    wants.retain(|name| !defines.contains(name) && !SET.contains(&format!(" {name} ")));
    for list in [defines, wants] {
        list.sort();
        list.dedup();
    }
    names
}

/// The variable that a piece of arithmetic sets: `foo = 5`, `foo += 5`, `foo++`.
fn reckoned<'t>(node: Node<'_>, text: &'t str) -> Option<&'t str> {
    let of = |node: Node<'_>| text.get(node.byte_range());
    let sign = children(node).find(|child| !child.is_named()).and_then(of)?;
    let sets = matches!(
        sign,
        "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "**=" | "<<=" | ">>=" | "&=" | "^=" | "|=" | "++" | "--"
    );
    let name = children(node).find(Node::is_named).filter(|_| sets).and_then(of)?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_name.then_some(name)
}

fn command(node: Node<'_>, text: &str, names: &mut Names) {
    let Some(name) = node.child_by_field_name("name").and_then(|name| text.get(name.byte_range())) else { return };
    let words = children(node).filter(|child| child.kind() == "word").filter_map(|word| text.get(word.byte_range()));
    let words: Vec<&str> = words.filter(|word| word.len() > 1 && !word.starts_with('-')).collect();
    names.wants.push(name.to_owned());
    match name {
        "let" => names.defines.extend(words.iter().filter_map(|word| Some(word.split_once('=')?.0.to_owned()))),
        "read" => names.defines.extend(words.iter().map(ToString::to_string)),
        "alias" => names.defines.extend(words.iter().filter_map(|word| Some(word.split_once('=')?.0.to_owned()))),
        _ if MAKERS.contains(&name) => {
            let made = if matches!(name, "cp" | "mv" | "ln") {
                words.len().saturating_sub(1)..words.len()
            } else {
                0..words.len()
            };
            names.defines.extend(words[made.clone()].iter().map(ToString::to_string));
            names.wants.extend(words[..made.start].iter().map(ToString::to_string));
        }
        _ => names.wants.extend(words.iter().map(ToString::to_string)),
    }
}
