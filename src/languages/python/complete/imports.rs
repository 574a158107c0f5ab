//! Imports of the standard library by the names that code uses.

use super::names::Names;
use crate::languages::completion::{Faith, Known};

/// Names that are imported from a module more often than written with it. Each stands in one
/// module of the standard library only (library reference).
const FROM: &[(&str, &[&str])] = &[
    ("argparse", &["ArgumentParser"]),
    ("ast", &["literal_eval"]),
    ("bisect", &["bisect_left", "bisect_right", "insort"]),
    ("concurrent.futures", &["ProcessPoolExecutor", "ThreadPoolExecutor"]),
    ("configparser", &["ConfigParser"]),
    ("graphlib", &["TopologicalSorter"]),
    ("heapq", &["heapify", "heappop", "heappush", "nlargest", "nsmallest"]),
    ("http.cookies", &["SimpleCookie"]),
    ("ipaddress", &["IPv4Address", "IPv4Network", "IPv6Address", "IPv6Network", "ip_address", "ip_network"]),
    ("operator", &["attrgetter", "itemgetter", "methodcaller"]),
    ("subprocess", &["CalledProcessError", "Popen"]),
    ("tempfile", &["NamedTemporaryFile", "TemporaryDirectory"]),
    ("unittest", &["TestCase"]),
    ("unittest.mock", &["AsyncMock", "MagicMock", "PropertyMock", "create_autospec", "mock_open"]),
    ("urllib.parse", &["parse_qs", "urlencode", "urljoin", "urlparse"]),
    ("abc", &["ABC", "ABCMeta", "abstractmethod"]),
    (
        "collections",
        &["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "defaultdict", "deque", "namedtuple"],
    ),
    (
        "contextlib",
        &["AsyncExitStack", "ExitStack", "asynccontextmanager", "contextmanager", "redirect_stdout", "suppress"],
    ),
    ("copy", &["deepcopy"]),
    ("dataclasses", &["dataclass"]),
    ("datetime", &["timedelta"]),
    ("decimal", &["Decimal", "getcontext", "localcontext"]),
    ("enum", &["Enum", "IntEnum", "IntFlag", "StrEnum"]),
    ("fractions", &["Fraction"]),
    (
        "functools",
        &[
            "lru_cache",
            "cached_property",
            "cmp_to_key",
            "partial",
            "reduce",
            "singledispatch",
            "total_ordering",
            "wraps",
        ],
    ),
    ("io", &["BytesIO", "StringIO", "TextIOWrapper"]),
    ("itertools", &["chain", "combinations", "groupby", "islice", "permutations", "takewhile", "zip_longest"]),
    ("pathlib", &["Path", "PurePath"]),
    ("threading", &["Thread"]),
    ("types", &["SimpleNamespace"]),
    (
        "typing",
        &[
            "Any",
            "Awaitable",
            "Callable",
            "ClassVar",
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
            "TypedDict",
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
