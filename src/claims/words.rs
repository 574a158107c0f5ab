//! The words with which people introduce results, in the languages that notes are written in.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::value::{is_literal, leading};

/// A pattern with boundaries of words. In text that is not ASCII those rule out the automata that make
/// patterns fast, so a hint without them, which whatever matches holds as well, is asked first.
pub(super) struct Hinted {
    hint: Regex,
    whole: Regex,
}

impl Hinted {
    fn new(hint: &str, whole: &str) -> Self {
        let compile = |pattern| Regex::new(pattern).expect("a pattern of our own");
        Self { hint: compile(hint), whole: compile(whole) }
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.hint.is_match(text) && self.whole.is_match(text)
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.hint.is_match(text).then(|| self.whole.captures(text)).flatten()
    }
}

/// Compiles one of this crate's own patterns, with a hint where it has one.
macro_rules! pattern {
    ($name:ident, $pattern:expr, hint: $hint:expr) => {
        pub(super) static $name: LazyLock<Hinted> = LazyLock::new(|| Hinted::new($hint, $pattern));
    };
    ($name:ident, $pattern:expr) => {
        pub(super) static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a pattern of our own"));
    };
}

// A remark that opens an output comment: `Output:`, `Unordered output:`, `输出结果:`, alone or with text behind it.
pattern!(
    OUTPUT_HEADING,
    r"(?i)^(?P<unordered>unordered\s+)?(?:(?:the|expected|sample|console|program|final)\s+)*(?:outputs?|prints|printed|stdout|(?:运行|执行|打印|程序|最终)*(?:输出|结果)(?:结果|内容)?|出力)(?:\s+is|\s+are|\s*为|\s*是|\s*如下)?\s*[:：]\s*(?P<rest>.*)$"
);

// A verb or noun at the start of a remark, behind which a result may stand.
pattern!(
    RESULT_WORD,
    r"(?i)^(?:(?:this|which|it|will|would|should|将|会|将会)\s*)*(?:outputs?|prints?|printed|displays?|shows?|logs?|returns?|results?(?:\s+in)?|gives|yields|produces|evaluates\s+to|imprime|affiche|devuelve|renvoie|stampa|gibt|ausgabe|v?yp[ií][sš]e|выв[оеё]\w*|печата\w*|输出|打印|结果|返回|得到|显示|出力)(?:\s+is|\s+are|\s*为|\s*是|\s*的?结果)?(?P<mark>\s*(?:[:：=]|=>|->|→))?\s*(?P<rest>.*)$"
);

// The error that a remark says the code ends with.
pattern!(
    ERROR_WORD,
    r"^(?i:(?:raises?|throws?|fails with|raised|报错|抛出|引发)\s*[:：]?\s*(?:an?\s+)?)?(?P<error>\b[A-Z]\w*(?:Error|Exception|Interrupt|Exit)\b(?::\s.*)?)[.。]?\s*$"
);

// The number of the error with which a compiler refuses the code, as Rust, C# and TypeScript number them.
pattern!(
    REFUSED_WORD,
    r"(?i)^(?:(?:compil\w+|compile[- ]time|编译)\s*)?(?:errors?|错误|报错)?\s*[:：]?\s*[\[(]?(?P<code>E\d{4}|(?:CS|TS)\d{4})\b"
);

// Prose that leads to output, wherever in its last sentence it says so.
pattern!(
    LEADS_TO_OUTPUT,
    r"(?i)\b(?:outputs?|prints?|printed|printing|displays?|displayed|results?|produces?|produced|yields?|generates?)\b|输出|打印|结果|显示|报错|出力|控制台",
    hint: r"(?i)output|print|display|result|produce|yield|generate|输出|打印|结果|显示|报错|出力|控制台"
);

// Words with which an author says that the output may well be another one.
pattern!(
    HEDGED,
    r"(?i)\b(?:may|might|could|possibl[ye]|perhaps|something like|similar to|for example|random|vary|varies|depends?|typical(?:ly)?|sample|each time|approximately)\b|可能|类似|例如|比如|随机|不同|大概|大约|左右|典型|每次|不一定"
);

// A line of prose that says what was printed: `输出: 3`, `Output: 3`, `结果为 3`.
pattern!(
    SAYS_OUTPUT,
    r"(?i)^\s*(?:[-*+•]\s+)?(?:\*\*)?(?:(?:the|this|it|so|then|and|program|code|final|运行|执行|打印|程序|最终|最后|则|会|将|所以|因此)\s*)*(?:outputs?|prints?|returns?|results?|输出|打印|结果|返回|得到)(?:结果|内容)?(?:\*\*)?(?:\s*(?:is|are|为|是|如下))?(?P<mark>\s*[:：=])?(?:\*\*)?\s*(?P<rest>.*)$"
);

/// The verb between an expression and its value, and the value: in back-ticks, or what begins with it.
macro_rules! is_worth {
    () => {
        r"\s*(?:will |would |将|会)?(?:returns?|gives|yields|evaluates to|prints|equals|返回|得到|输出|等于|(?:的)?(?:结果|值)(?:是|为))\s*[:：]?\s*(?:`(?P<value>[^`]+)`|(?P<rest>[^`\s].*))"
    };
}

// An expression and its value: "`f(3)` returns `9`", "f(3) 返回 9".
pattern!(
    SAYS_VALUE,
    concat!(r"(?i)(?:`(?P<expression>[^`]+)`|\b(?P<call>[A-Za-z_][\w.]*\((?:[^()]|\([^()]*\))*\)))", is_worth!()),
    hint: r"(?i)return|give|yield|evaluate|print|equal|返回|得到|输出|等于|结果|值"
);

// The same behind an expression.
pattern!(SAYS_OWN_VALUE, concat!(r"(?i)^`?", is_worth!()));

// Words with which a sentence says that something holds only sometimes, held once, or does not.
pattern!(
    CONDITIONAL,
    r"(?i)\b(?:if|when|whenever|unless|until|would|may|might|could|should|expect(?:s|ed)?|instead|rather|but|not|never|no longer|why|wrong(?:ly)?|mistake|bug|before|prior|older|earlier|used to|old|suppose|assum\w+|where|with|where|given|after|then|once|only|sometimes|usually|typically|python ?[\d.]+|version)\b|n['’]t\b|如果|假如|若|当|除非|直到|可能|也许|应该|本该|期望|预期|以为|而不是|不是|不会|为什么|为何|错误|旧|老版本|以前|之前|之后|版本|只有|有时|通常"
);

/// The value in what [`SAYS_VALUE`] or [`SAYS_OWN_VALUE`] found, if it is one, with where it stands in the line.
pub(super) fn value_in<'t>(words: &Captures<'t>) -> Option<(Range<usize>, &'t str)> {
    let (start, text) = if let Some(rest) = words.name("rest") {
        let (length, _) = leading(rest.as_str().trim_end().trim_end_matches(['.', '。']))?;
        (rest.start(), &rest.as_str()[..length])
    } else {
        let value = words.name("value")?;
        (value.start(), value.as_str())
    };
    is_literal(text).then(|| (start..start + text.len(), text))
}

// A call behind a verb of running: `执行 next()`, `calling f(3)`.
pattern!(
    RUNS_CALL,
    r"(?i)(?:再?次?(?:执行|调用|运行)|\b(?:call|calls|calling|run|runs|running|invoke|invoking|execute|executing|evaluate|evaluating)\b)\s*`?(?P<call>[A-Za-z_][\w.]*\((?:[^()]|\([^()]*\))*\))"
);

// What an arrow of a remark or of a line of prose looks like.
pattern!(ARROW, r"(?:=+>|-+>|→|⇒|➜)");

// The name that a call or an expression begins with.
pattern!(NAME, r"^[A-Za-z_]\w*");

/// Remarks for tools, and the beginnings of explanations that could pass for a value.
const FOR_TOOLS: [&str; 20] = [
    "type:",
    "noqa",
    "pylint",
    "nolint",
    "eslint",
    "pragma",
    "nosec",
    "fmt:",
    "go:",
    "isort",
    "mypy",
    "flake8",
    "todo",
    "fixme",
    "xxx",
    "note",
    "hack",
    "ts-",
    "region",
    "endregion",
];

/// Whether a remark speaks to a tool and not to a reader.
pub(super) fn is_for_tools(remark: &str) -> bool {
    let start: String = remark.chars().take(12).flat_map(char::to_lowercase).collect();
    FOR_TOOLS.iter().any(|word| start.starts_with(word)) || remark.starts_with('!') || remark.starts_with("+build")
}
