//! Java.

mod complete;

use super::{
    Language, Role,
    clues::{Clue, clue},
    completion::Completer,
};

/// Java.
pub(super) struct Java;

impl Language for Java {
    fn name(&self) -> &'static str {
        "java"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["java"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["JVM", "JDK", "Spring"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_java::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::JavaCompleter)
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::curly::CLUES, CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "class_declaration",
            "interface_declaration",
            "annotation_type_declaration",
            "enum_declaration",
            "record_declaration",
            "method_declaration",
            "local_variable_declaration",
            "object_creation_expression",
            "method_reference",
            "enhanced_for_statement",
            "try_with_resources_statement",
            "marker_annotation",
            "package_declaration",
        ]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\s*package [a-z]\w*(\.\w+)+;", 5.0, "`package …;` opens the file"),
    clue(r"^\s*import (static )?[a-z]\w*(\.\w+)+(\.\*)?;", 5.0, "`import a.b.C;`"),
    clue(r"\b(java|javax|jakarta|org\.springframework|org\.junit)\.\w", 3.0, "a name of a Java package"),
    clue(
        r"(?x)^\s*(public|protected|private)(\ static|\ final|\ abstract|\ synchronized|\ native|\ transient
            | \ volatile)*\ (class|interface|enum|record|@interface|void|[A-Z]\w*(<.*>)?(\[\])*|int
            | long|boolean|double|byte|char|float|short|String)\ ?\w*\ ?[\w(;={<]",
        3.0,
        "a modifier stands before a type",
    ),
    clue(r"^\s*(public|protected|private) [A-Z]\w*\(", 2.5, "a constructor with its modifier"),
    clue(r"\bpublic static void main\s*\(\s*(final )?String", 6.0, "`public static void main(String…`"),
    clue(
        r"\bSystem\.(out|err|in|currentTimeMillis|nanoTime|getProperty|exit|arraycopy|identityHashCode|gc)\b",
        5.0,
        "`System.out` and its like",
    ),
    clue(
        r"(?x)^\s*@(Override|Autowired|Test|Bean|Component|Service|Repository|Controller|RestController
            | Configuration|SpringBootApplication|Deprecated|FunctionalInterface|SuppressWarnings
            | Entity|Data|Resource|Transactional|Nullable|NotNull|Async|Slf4j|\w*Mapping)\b",
        4.0,
        "an annotation of Java",
    ),
    clue(r"^\s*(final )?([A-Z]\w*)(<[\w<>?,. \[\]]*>)?(\[\])* [a-z]\w* = new [A-Z]", 4.5, "`Type name = new Type…`"),
    clue(
        r"(?x)^\s*(final\ )?(String|Integer|Long|Boolean|Double|Object|List|Map|Set|ArrayList|HashMap
            | Thread|Runnable|StringBuilder|Class|Optional|CompletableFuture|ExecutorService|Iterator
            | Character)(<[\w<>?,.\ \[\]]*>)?(\[\])*\ \w+\ ?(=|;|:)",
        3.5,
        "a variable of one of Java's classes",
    ),
    clue(
        r"^\s*(final )?[A-Z]\w*(<[\w<>?,. \[\]]+>)?(\[\])? [a-z]\w*( = .*)?;",
        1.5,
        "a variable whose class stands before it",
    ),
    clue(
        r"(?x)\bnew\ (ArrayList|HashMap|HashSet|LinkedList|Thread|Runnable|StringBuilder|Scanner|Object
            | Random|ReentrantLock|ThreadPoolExecutor|[A-Z]\w*Exception|[A-Z]\w*<>)",
        3.5,
        "a class of Java is created",
    ),
    clue(r"\bthrows [A-Z]\w+", 3.5, "`throws …`"),
    clue(r"\b(extends|implements) [A-Z]\w*(<.*>)?( implements .*)?(, .*)?\s*\{", 1.2, "`extends` or `implements`"),
    clue(r"\bimplements [A-Z]", 1.5, "`implements …`"),
    clue(
        r"\bcatch \((final )?[A-Z]\w*(Exception|Error|Throwable)( \| \w+)* \w+\)",
        4.0,
        "an exception is caught by its class",
    ),
    clue(r"\b(boolean|byte|final|synchronized|transient|native|abstract) \w", 1.0, "`boolean`, `final` and their like"),
    clue(r"\b(String|Object|Integer|Class)(\[\]|<\?>)? \w+\s*[,)]", 2.0, "a parameter of one of Java's classes"),
    clue(r"\b[A-Z]\w+::(new|[a-z]\w*)\b", 1.2, "`Type::method`"),
    clue(
        r"(?x)\w\.(equals|hashCode|getClass|toString|println|stream|isEmpty|charAt|substring|getName
            | size|getBytes|nextInt|parseInt|valueOf|asList|forName|getDeclared\w+|compareTo|submit
            | countDown|await|setAccessible)\(",
        1.2,
        "a method of Java's library",
    ),
    clue(r"^\s*for \((final )?[A-Z]\w*(<.*>)? \w+ ?: ", 3.0, "`for (Type name : …)`"),
    clue(r"^\s*for \((int|long|char) \w+ ?: ", 1.5, "`for (int name : …)`"),
    clue(
        r"\b(int|long|double|char|byte|boolean|float)\[\] \w+|\bnew (int|long|double|char|byte)\[",
        3.0,
        "an array of a primitive type",
    ),
    clue(
        r"(?x)\b(Integer|Long|Arrays|Collections|Objects|Math|String|Thread|Executors|Collectors|TimeUnit
            | List|Map|Set|Optional|Class|Stream|Pattern|Files|Paths|Lists|Maps|LocalDate|LocalDateTime
            | Duration|StringUtils)\.[a-zA-Z]\w*\(?",
        1.5,
        "a class of Java's library is called",
    ),
    clue(r"^\s*/\*\*?|^\s*\* @(param|return|throws|author|see|since)", 0.4, "a doc comment"),
    clue(r"->\s*\{?\s*$|\(\) -> |\w -> \w", 0.5, "an arrow `->`"),
    clue(r"^\s*(//|/\*).*\b[A-Z]\w+\.java\b", 4.0, "a comment names a file of Java"),
    clue(
        r"(?x)^\s*(static|final|abstract)(\ static|\ final|\ abstract)*\ (class|interface|enum|[A-Z]\w*(<.*>)?\ \w+\ ?[=(;])\ ?",
        2.0,
        "a modifier stands before a type",
    ),
];

// What a program asks of its machine.
const ASKS: &str = r"(?x)\b(?:
    (?:Instant|Local(?:Date|Time|DateTime)|(?:Offset|Zoned)DateTime|OffsetTime|Year|YearMonth|MonthDay)\.now\(
    | new\s+Date\(\s*\) | Calendar\.getInstance\( | Clock\.system | (?:ZoneId\.systemD|(?:TimeZone|Locale)\.getD)efault
    | System\.(?:console|currentTimeMillis|getProperties|getenv|nanoTime) | Charset\.defaultCharset
    | getProperty\(\x22(?:file|java|line|os|path|sun|user)\.
    | args(?:\.length|\[) | availableProcessors | (?:free|max|total)Memory\( | ManagementFactory | ProcessHandle\. | Runtime\.version\(
    | identityHashCode | new\s+Object\(\s*\)\.(?:hashCode|toString) | InetAddress\.getLocal | UUID\.randomUUID
)";
