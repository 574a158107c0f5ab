//! What blocks lend: definitions that no later block has, and the variables of their `main`.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::items::{Item, Kind, kind_of};
use super::names::{Names, declares};
use crate::languages::completion::{Faith, Fragment, Insertions, Layout, Parsed, children, walk};

/// Leaves out of what is borrowed whatever a later block defines itself.
pub(super) fn leave_out_what_is_defined_anew(fragment: &Fragment<'_>, blocks: &[Parsed], items: &mut [Vec<Item<'_>>]) {
    let mut behind: BTreeSet<String> = BTreeSet::new();
    for (index, block) in blocks.iter().enumerate().rev() {
        if fragment.chunks[index].borrowed {
            items[index].retain(|item| defines(item, &block.text).iter().all(|name| !behind.contains(name)));
        }
        behind.extend(items[index].iter().flat_map(|item| defines(item, &block.text)));
    }
}

/// What an item defines for the whole package: names, and methods with what they belong to.
fn defines(item: &Item<'_>, text: &str) -> Vec<String> {
    let of = |node: Node<'_>| text[node.byte_range()].to_owned();
    if !matches!(item.kind, Kind::Declaration | Kind::Variables) {
        return Vec::new();
    }
    if item.node.kind() == "method_declaration" {
        let field = |name| item.node.child_by_field_name(name);
        let receiver = field("receiver").and_then(|list| walk(list).find(|node| node.kind() == "type_identifier"));
        return receiver.zip(field("name")).map(|(of_type, name)| of(of_type) + "." + &of(name)).into_iter().collect();
    }
    let specs = walk(item.node).filter(|node| node.kind().ends_with("_spec") || node.kind() == "type_alias");
    let own = [item.node].into_iter().filter(|node| node.kind() == "function_declaration");
    own.chain(specs).flat_map(declares).map(of).filter(|name| name != "_" && name != "init").collect()
}

/// For each block the variables of its `main`, where it only lends, that the fragment's own blocks use
/// and do not declare, with those that these are made of.
pub(super) fn variables<'tree>(
    fragment: &Fragment<'_>,
    blocks: &[Parsed],
    items: &[Vec<Item<'tree>>],
) -> Vec<Vec<Node<'tree>>> {
    let mut own = Names::default();
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| !fragment.chunks[*index].borrowed) {
        items[index].iter().for_each(|item| own.read_item(item.node, &block.text));
    }
    let mut wanted: BTreeSet<&str> =
        own.used.keys().filter(|name| !own.declared.contains(*name)).map(String::as_str).collect();
    let mut lent = vec![Vec::new(); blocks.len()];
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| fragment.chunks[*index].borrowed).rev() {
        let main = items[index].iter().find(|item| item.kind == Kind::Main);
        let Some(body) = main.and_then(|main| main.node.child_by_field_name("body")) else { continue };
        let declarations: Vec<Node<'tree>> = in_body(body).collect();
        for declaration in declarations.into_iter().rev() {
            let names: Vec<&str> = names_of(declaration).map(|name| &block.text[name.byte_range()]).collect();
            if names.iter().any(|name| wanted.contains(name)) {
                let used = walk(declaration).filter(|node| node.kind() == "identifier");
                wanted.extend(used.map(|name| &block.text[name.byte_range()]));
                // The first of two declarations of a name is not looked for any more.
                for name in &names {
                    wanted.remove(name);
                }
                lent[index].push(declaration);
            }
        }
        lent[index].reverse();
    }
    lent
}

/// The variables of the `main` of a block.
pub(super) fn locals(root: Node<'_>, text: &str) -> Vec<String> {
    let main = children(root).find(|item| kind_of(*item, text) == Some(Kind::Main));
    let body = main.and_then(|main| main.child_by_field_name("body"));
    let variables = body.into_iter().flat_map(in_body).flat_map(names_of);
    variables.map(|name| text[name.byte_range()].to_owned()).filter(|name| name != "_").collect()
}

/// The names that a declaration of variables declares itself.
pub(super) fn names_of(declaration: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let short = [declaration].into_iter().filter(|node| node.kind() == "short_var_declaration");
    let lists =
        walk(declaration).filter(move |node| declaration.kind() == "var_declaration" && node.kind() == "var_spec");
    short.chain(lists).flat_map(declares)
}

/// The declarations of variables that stand in a body itself, and in nothing that stands there.
fn in_body(body: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let lists = children(body).filter(|node| node.kind() == "statement_list").flat_map(children);
    lists.filter(|node| matches!(node.kind(), "short_var_declaration" | "var_declaration"))
}

/// Appends a variable of a `main` as one of the package, where functions find it as well as statements.
pub(super) fn add(variable: Node<'_>, block: &Parsed, layout: &mut Layout) {
    let why = "takes variables from another block's main";
    let sides = variable.child_by_field_name("left").zip(variable.child_by_field_name("right"));
    let append = |node: Node<'_>, end: &str, layout: &mut Layout| {
        layout.append(&block.layout, node.byte_range(), &Insertions::default());
        layout.glue(end);
    };
    let Some((left, right)) = sides else {
        layout.add("", why, Faith::Guess);
        append(variable, "\n", layout);
        return;
    };
    layout.add("var ", why, Faith::Guess);
    append(left, " = ", layout);
    append(right, "\n", layout);
}
