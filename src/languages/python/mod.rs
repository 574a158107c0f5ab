//! Python.

mod clues;
mod complete;

use super::{Language, Role, clues::Clue, completion::Completer};

/// Python.
pub(super) struct Python;

impl Language for Python {
    fn name(&self) -> &'static str {
        "python"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["python", "py", "python2", "python3", "py2", "py3", "pycon", "pyi", "ipython", "ipython3"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["Flask", "Django", "WSGI", "PyPI", "NumPy", "asyncio"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_python::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[clues::CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "function_definition",
            "class_definition",
            "import_from_statement",
            "decorated_definition",
            "with_statement",
            "list_comprehension",
            "dictionary_comprehension",
            "generator_expression",
            "keyword_argument",
            "lambda",
            "except_clause",
            "print_statement",
            "for_in_clause",
            "import_statement",
            "elif_clause",
            "conditional_expression",
            "not_operator",
            "raise_statement",
        ]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::PythonCompleter)
    }
}

// What a program asks of its machine.
const ASKS: &str = r"(?x)\b(?:
    sys\.(?:argv|executable|flags|getrefcount|getsizeof|implementation|maxsize|modules|path|platform|prefix|version\w*)\b
    | sys\.(?:stdin|stdout|stderr)\.(?:encoding|isatty) | get_terminal_size | sqlite_version | cpu_count
    | platform\.\w+\( | gc\.get_ | getpass\. | getuser\( | glob\.i?glob | mimetypes\.knownfiles | resource\.get
    | tracemalloc\. | locale\.get
    | os\.(?:environ|get\w+|linesep|listdir|name|path\.(?:abspath|expanduser|getmtime|realpath)|scandir|sep|stat|times|uname
        | walk)\b
    | getcwd\( | gethostname\( | listdir\(
    | (?:pwd|grp)\.get | secrets\. | socket\.get(?:fqdn|host) | tempfile\. | threading\.get_ | timeit | uuid\.uuid[14]
    | time\.(?:asctime|ctime|localtime|monotonic|perf_counter|process_time|strftime|time|time_ns|tzname|timezone)\b
    | (?:datetime|date)\.(?:now|today|utcnow)\( | Path\.(?:cwd|home)\( | __file__
) | \.(?:r?glob|iterdir)\(";
