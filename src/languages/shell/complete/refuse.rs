//! Commands that cannot be run as they stand: placeholders, other systems, people, services.

use tree_sitter::Node;

use crate::languages::completion::{Obstacle, children, placeholder, walk};
use crate::reasons::Reason;

/// Words in capitals that stand for an argument. Others in capitals are arguments: `grep DHCP`.
const ROLES: &str = " ADDRESS BRANCH COMMAND COMMIT CONTAINER DATABASE DIR DIRECTORY DOMAIN EMAIL FILE FILENAME FILEPATH \
FOLDER GROUP HOST HOSTNAME IMAGE IP KEY NAME NAMESPACE NODE PACKAGE PASSWORD PORT PROJECT REMOTE REPO REPOSITORY SERVER \
SERVICE TABLE TAG TARGET TOKEN URL USER USERNAME VERSION ";

/// Commands that print or handle their arguments as they are.
const LITERAL: [&str; 14] = [
    "echo", "printf", "export", "unset", "read", "declare", "local", "readonly", "typeset", "grep", "env", "printenv",
    "set", "[",
];

/// Commands of other systems.
const FOREIGN: [&str; 14] = [
    "brew",
    "cls",
    "copy",
    "defaults",
    "del",
    "ipconfig",
    "launchctl",
    "pbcopy",
    "pbpaste",
    "powershell",
    "regedit",
    "ren",
    "wsl",
    "xcopy",
];

/// Commands that want a person at a terminal.
const INTERACTIVE: [&str; 17] = [
    "emacs", "ftp", "htop", "less", "man", "more", "nano", "passwd", "screen", "sftp", "ssh", "su", "telnet", "tmux",
    "top", "vi", "vim",
];

/// Commands that talk to a daemon.
const SERVICES: [&str; 18] = [
    "crictl",
    "docker",
    "docker-compose",
    "helm",
    "journalctl",
    "kubectl",
    "minikube",
    "mongo",
    "mysql",
    "nova",
    "openstack",
    "podman",
    "psql",
    "rabbitmqctl",
    "redis-cli",
    "service",
    "systemctl",
    "virsh",
];

/// Commands that fetch, each with the first arguments that make them do so; all do where there is none.
const NETWORK: [(&str, &[&str]); 22] = [
    ("apt", &["install", "update", "upgrade"]),
    ("apt-get", &["install", "update", "upgrade"]),
    ("cargo", &["install", "add"]),
    ("dig", &[]),
    ("dnf", &["install", "update"]),
    ("gem", &["install"]),
    ("git", &["clone", "fetch", "pull", "push"]),
    ("go", &["get", "install"]),
    ("host", &[]),
    ("gradle", &["build", "run", "test", "init"]),
    (
        "mvn",
        &[
            "clean",
            "compile",
            "deploy",
            "install",
            "package",
            "test",
            "verify",
            "archetype:create",
            "archetype:generate",
        ],
    ),
    ("npm", &["install", "i", "publish"]),
    ("npx", &[]),
    ("nslookup", &[]),
    ("pip", &["install", "download"]),
    ("pip3", &["install", "download"]),
    ("ping", &[]),
    ("rsync", &[]),
    ("scp", &[]),
    ("wget", &[]),
    ("yarn", &["add", "install"]),
    ("yum", &["install", "update"]),
];

/// The first thing that keeps a text from running as it stands.
pub(super) fn obstacle(root: Node<'_>, text: &str) -> Option<Obstacle> {
    let told = bracketed(text).map(|word| stands_for_something(&word));
    told.or_else(|| walk(root).filter(|node| node.kind() == "command").find_map(|command| refuse(command, text)))
}

fn stands_for_something(word: &str) -> Obstacle {
    Obstacle::new(Reason::Placeholder, format!("`{word}` stands for something else"))
}

/// `<container name>` and `[OPTIONS]`, which the shell would take for redirections and patterns.
fn bracketed(text: &str) -> Option<String> {
    let plain = |inner: &str| {
        inner.starts_with(|c: char| c.is_alphabetic())
            && inner.chars().all(|c| c.is_alphanumeric() || " _-./".contains(c))
    };
    text.lines().find_map(|line| {
        let line = line.split(['\'', '"', '#']).step_by(2).next()?;
        let from = line.find('<').filter(|at| !line[..*at].ends_with('<'))?;
        let to = from + line[from..].find('>')?;
        let inner = &line[from + 1..to];
        let closes = line[to + 1..].chars().next().is_none_or(|next| next.is_whitespace() || "/:.@".contains(next));
        (plain(inner) && !inner.ends_with(' ') && closes).then(|| line[from..=to].to_owned())
    })
}

fn refuse(command: Node<'_>, text: &str) -> Option<Obstacle> {
    let mut words = words(command, text);
    while words.first().is_some_and(|(word, _)| *word == "sudo") && words.len() > 1 {
        words.remove(0);
    }
    let (name, arguments) = words.split_first()?;
    let name = name.0;
    let plain = arguments.iter().filter(|(_, quoted)| !quoted).map(|(word, _)| *word);
    if let Some(word) = plain.clone().find(|word| is_placeholder(name, word)) {
        return Some(stands_for_something(word));
    }
    if let Some(word) = plain.clone().chain([name]).find(|word| is_windows_path(word)) {
        return Some(Obstacle::new(Reason::Platform, format!("names `{word}` as Windows does")));
    }
    let first = plain.clone().find(|word| !word.starts_with('-')).unwrap_or_default();
    let at_host = |word: &str| {
        word.contains("://") && !["localhost", "127.0.0.1", "[::1]", "file:"].iter().any(|own| word.contains(own))
    };
    let fetches =
        NETWORK.iter().any(|(command, verbs)| *command == name && (verbs.is_empty() || verbs.contains(&first)))
            || name == "curl" && arguments.iter().any(|(word, _)| at_host(word));
    if FOREIGN.contains(&name) || [".exe", ".bat"].iter().any(|end| name.ends_with(end)) {
        Some(Obstacle::new(Reason::Platform, format!("calls `{name}`, which is of another system")))
    } else if INTERACTIVE.contains(&name) || name == "read" && reads_terminal(command) {
        Some(Obstacle::new(Reason::Interactive, format!("calls `{name}`, which wants a person at a terminal")))
    } else if SERVICES.contains(&name) {
        Some(Obstacle::new(Reason::NeedsService, format!("calls `{name}`, which talks to a service")))
    } else if fetches {
        Some(Obstacle::new(Reason::NeedsNetwork, format!("calls `{name}`, which reaches into the network")))
    } else {
        None
    }
}

/// The words of a command, its name first, and whether each is quoted.
fn words<'t>(command: Node<'_>, text: &'t str) -> Vec<(&'t str, bool)> {
    let words = children(command)
        .filter(|node| node.is_named() && !matches!(node.kind(), "variable_assignment" | "file_redirect"));
    words
        .map(|node| (&text[node.byte_range()], matches!(node.kind(), "string" | "raw_string" | "ansi_c_string")))
        .collect()
}

fn is_placeholder(command: &str, word: &str) -> bool {
    if LITERAL.contains(&command) {
        return false;
    }
    let role =
        |word: &str| !word.is_empty() && ROLES.contains(&format!(" {} ", word.rsplit('_').next().unwrap_or(word)));
    let capitals = word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    word == "..."
        || word == "…"
        || capitals && role(word)
        || in_braces(word)
        || word.split(['/', '.', '=', ':', '@', '-']).any(placeholder)
}

/// `{image_id}`, which the shell passes on as it is.
fn in_braces(word: &str) -> bool {
    word.match_indices('{').any(|(at, _)| {
        let inner = word[at + 1..].split('}').next().unwrap_or_default();
        let name = inner.len() > 1 && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        name && word[at + 1 + inner.len()..].starts_with('}') && !word[..at].ends_with(['$', '@', '^'])
    })
}

/// `C:\temp`, `target\app.jar`.
fn is_windows_path(word: &str) -> bool {
    let drive = word.as_bytes().get(1..3) == Some(b":\\") && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let extension = [".jar", ".exe", ".bat", ".cmd", ".txt", ".py", ".java", ".class", ".dll", ".ps1", ".xml", ".json"];
    let parts = word.split('\\').filter(|part| part.starts_with(|c: char| c.is_alphanumeric())).count();
    drive || parts >= 2 && extension.iter().any(|end| word.ends_with(end))
}

/// Whether a command reads what nothing in the text gives it.
fn reads_terminal(command: Node<'_>) -> bool {
    command.parent().is_none_or(|parent| matches!(parent.kind(), "program" | "list"))
}
