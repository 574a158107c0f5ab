//! What programs print: no language, but shapes of its own.

use super::clues::{Clue, clue};

/// Lines that speak for something that a program printed.
pub const CLUES: &[Clue] = &[
    clue(
        r"^Traceback \(most recent call last\)|^\s+File \x22.*\x22, line \d+|^\s+at [\w.$<>]+\(.*\)",
        6.0,
        "a traceback",
    ),
    clue(
        r"^(\w+\.)*\w*(Error|Exception|Warning)(:| ?\[)|^Exception in thread|^Uncaught |^Caused by: ",
        4.0,
        "an error's name and message",
    ),
    clue(
        r"^(error|warning)(\[\w+\])?: |^\s*--> \S+:\d+|^\s+\|(\s|$)|^\s*\d+ \| |^\s*= (note|help): ",
        5.0,
        "a message of a compiler",
    ),
    clue(r"^\S+\.\w+:\d+(:\d+)?: ", 4.0, "a message with file and line"),
    clue(
        r"^panic: |^goroutine \d+|^fatal error: |^thread '.*' panicked|^Segmentation fault|core dumped",
        6.0,
        "a panic",
    ),
    clue(r"^\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d|^\w{3} +\d+ \d\d:\d\d:\d\d ", 4.0, "a time begins the line"),
    clue(
        r"^\[?(INFO|DEBUG|WARN|WARNING|ERROR|TRACE|FATAL)\]?[ :]|\s(INFO|DEBUG|WARN|ERROR)\s",
        3.0,
        "a level of a log",
    ),
    clue(r"^\s*[+|]?[-=+]{3,}[+|-]*\s*$|^\s*-{3,}( +-{3,})+\s*$", 2.5, "a rule of a table"),
    clue(r"^\s*\|.*\|\s*$", 2.5, "a row of a table"),
    clue(r"^\s*([\w%()/#.-]+ ?){1,3}(\s{2,}[\w%()/#.,:<>*-]+( [\w%()/#.,:<>*-]+)?){2,}\s*$", 2.0, "columns"),
    clue(r"^[\xE2\x94-\x95\x80-\xBF\s|`+-]*(\xE2\x94[\x80-\xBF]|\|--|`--)", 4.0, "a tree of files"),
    clue(r"\xE2\x86[\x90-\x93]|\xE2\x94[\x80-\xBF]|\xE2\x95[\x80-\xBF]|\xE2\x96[\x80-\xBF]", 2.2, "a drawing"),
    clue(r"^\s*(-?\d+(\.\d+)?([eE][+-]?\d+)?%?[,\s]*)+$", 2.4, "numbers alone"),
    clue(r"^\s*(True|False|true|false|None|nil|null|undefined|<nil>|NULL|NaN)\s*$", 2.4, "a value alone"),
    clue(
        r"(?x)^\s*(<(class|function|module|built-in|type)\ .*>|\[[^=;()]*\]|\([^=;()]*\)|map\[.*\]|\{[^;=()]*\}
            | &\{.*\})\s*$",
        1.4,
        "a printed value",
    ),
    clue(r"^(\w+=[^\s,]+ ){2,}|^\w+=\[.*\]\s*$|^len=\d+ ", 2.6, "names with their values"),
    clue(r"^[A-Z][\w '/-]*: \S", 1.0, "a heading with its value"),
    clue(
        r"(?x)^\d+\ (rows?|packages?|files?|tests?|passed|errors?|bytes)\b|\b\d+\ (passed|failed|ignored
            | warnings?)\b|\bin\ [\d.]+\ ?(s|ms|seconds|sec)\b",
        2.6,
        "a summary",
    ),
    clue(
        r"(?x)^\s*(Compiling|Finished|Running|Downloading|Downloaded|Installing|Building|Updating|Blocking
            | Created|Fetching|Resolving|Collecting|Successfully|Requirement\ already|Unpacking|Preparing
            | Processing|Setting\ up|Get:\d|Hit:\d|Step\ \d+/\d+)\b",
        3.0,
        "a step of a tool",
    ),
    clue(
        r"(?x)^(---|===)\ (RUN|PASS|FAIL)|^(PASS|FAIL|ok)\b|^test\ .*\ \.\.\.\ (ok|FAILED)|\.{3}\ ok$
            | ^(OK|FAILED)(\ \(.*\))?$",
        4.0,
        "a result of a test",
    ),
    clue(
        r"(?x)^HTTP/\d(\.\d)?\ \d{3}|^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\ /\S*|^(Content-Type
            | Content-Length|Host|Accept|User-Agent|Cache-Control|Set-Cookie|Connection|Date|Server
            | Location|Origin|Authorization|ETag|Vary|Access-Control-[\w-]+):\ ",
        3.5,
        "a line of HTTP",
    ),
    clue(r"^[dlcbps-]r[w-][xsS-][r-][w-][xsS-][r-][w-][xtT-]|^total \d+$", 4.5, "a listing of files"),
    clue(
        r"(?x)^[0-9a-f]{7,64}(\s|$)|\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b|^\s*[0-9a-f]{4,8}:?\ ([0-9a-f]{2,4}\ ){3}
            | \b0x[0-9a-f]{8,}\b",
        1.8,
        "hashes or addresses",
    ),
    clue(r"^(Hello|hello),? (World|world|[A-Z]\w+)!?$", 2.5, "a greeting"),
    clue(
        r"(?x)^[\w.-]+:\ (command\ not\ found|No\ such\ file|Permission\ denied|cannot\ )|^bash:\ |^-bash:\ 
            | ^sh:\ |^npm\ (ERR|WARN)!|^fatal:\ ",
        4.0,
        "a complaint of a command",
    ),
    clue(r"^\w[\w ]*$", 0.6, "plain words"),
    clue(r"^\s*(usage|Usage|USAGE|options|Options|Commands|Arguments): ?", 3.0, "how a program is used"),
    clue(r"^\s+-\w, --[\w-]+( |=|$)", 2.5, "an option of a program"),
    clue(r"[;{]\s*(//.*)?$|^\s*(//|\$ |>>> )|\w\(.*\);?\s*$", -1.2, "code"),
    clue(
        r"(?x)^\s*(const|let|var|def|class|import|from|public|private|func|fn|return|package|struct
            | \#include|if|for|while)\b",
        -1.5,
        "a statement",
    ),
    clue(r"^\s*[A-Z]\w*(::\w+)? \{ \w+: [^;=]*\}$", 2.5, "a printed value of Rust"),
    clue(r"^(Some|Ok|Err)\([^;=]*\)$", 1.5, "a printed value of Rust"),
];
