//! Imports of the standard library by the names that code uses.

use super::names::Names;
use crate::languages::completion::{Faith, Known};

/// Names that are imported from a module more often than written with it. Each stands in one
/// module of the standard library only (library reference).
const FROM: &[(&str, &[&str])] = &[
    ("abc", &["ABC", "ABCMeta", "abstractmethod"]),
    ("collections", &["ChainMap", "Counter", "OrderedDict", "defaultdict", "deque", "namedtuple"]),
    ("contextlib", &["contextmanager", "suppress", "redirect_stdout"]),
    ("copy", &["deepcopy"]),
    ("dataclasses", &["dataclass"]),
    ("datetime", &["timedelta"]),
    ("decimal", &["Decimal"]),
    ("enum", &["Enum", "IntEnum"]),
    ("fractions", &["Fraction"]),
    ("functools", &["lru_cache", "partial", "reduce", "wraps", "total_ordering", "singledispatch"]),
    ("io", &["BytesIO", "StringIO"]),
    ("itertools", &["chain", "combinations", "groupby", "islice", "permutations", "takewhile", "zip_longest"]),
    ("pathlib", &["Path", "PurePath"]),
    ("threading", &["Thread"]),
    ("types", &["SimpleNamespace"]),
    (
        "typing",
        &[
            "Any",
            "Callable",
            "Dict",
            "Generic",
            "Iterable",
            "Iterator",
            "List",
            "NamedTuple",
            "Optional",
            "Protocol",
            "Sequence",
            "Tuple",
            "TypeVar",
            "Union",
        ],
    ),
];

/// Modules whose names are common variables too: to import them is a guess.
const VARIABLES: [&str; 20] = [
    "calendar", "cmd", "code", "copy", "email", "html", "keyword", "parser", "platform", "profile", "queue",
    "resource", "select", "signal", "site", "string", "symbol", "test", "token", "types",
];

/// The line that imports what defines a name, and how sure it is that this is meant.
pub(super) fn import(name: &str, names: &Names, known: &dyn Known) -> Option<(String, Faith)> {
    if name == "datetime" {
        let class = ["now", "today", "utcnow", "strptime", "fromtimestamp", "fromisoformat", "combine"];
        let of_class = names.attributes.get(name).is_some_and(|used| class.iter().any(|method| used.contains(*method)));
        let line =
            if of_class || names.called.contains(name) { "from datetime import datetime" } else { "import datetime" };
        return Some((line.to_owned(), Faith::Faithful));
    }
    if let Some((module, _)) = FROM.iter().find(|(_, exported)| exported.contains(&name)) {
        return Some((format!("from {module} import {name}"), Faith::Faithful));
    }
    // Only what stands before a dot is a module.
    names.attributes.get(name)?;
    let module = known.standard(name).into_iter().find(|module| module == name)?;
    let faith = if VARIABLES.contains(&name) { Faith::Guess } else { Faith::Faithful };
    Some((format!("import {module}"), faith))
}
