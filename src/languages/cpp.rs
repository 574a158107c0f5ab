//! C++.

use super::{
    Language, Role,
    c_family::CFamilyCompleter,
    clues::{Clue, clue},
    completion::Completer,
};

/// C++.
pub(super) struct Cpp;

impl Language for Cpp {
    fn name(&self) -> &'static str {
        "cpp"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["cpp", "c++", "cxx", "cc", "hpp", "hh", "h++"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["STL", "C++11", "C++14", "C++17", "C++20"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_cpp::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::curly::CLUES, super::c_family::CLUES, CLUES]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(super::c_family::ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&CFamilyCompleter::CPP)
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "template_declaration",
            "class_specifier",
            "namespace_definition",
            "using_declaration",
            "qualified_identifier",
            "lambda_expression",
            "reference_declarator",
            "access_specifier",
            "new_expression",
            "delete_expression",
            "template_type",
            "destructor_name",
            "for_range_loop",
            "alias_declaration",
            "operator_name",
        ]
    }
}

const CLUES: &[Clue] = &[
    clue(
        r"(?x)^\s*\#\s*include\s*<(iostream|vector|string|map|memory|algorithm|thread|mutex|utility
            | functional|set|unordered_map|unordered_set|queue|stack|list|deque|array|tuple|future
            | atomic|chrono|type_traits|cstdio|cstdlib|cstring|cmath|sstream|fstream|filesystem|initializer_list
            | iterator|optional|variant|ranges|concepts|numeric|stdexcept|mdspan|print|span|bitset
            | limits|new|typeinfo|climits|cassert|iomanip)>",
        5.0,
        "a header of C++",
    ),
    clue(r"\bstd::\w+", 4.5, "`std::`"),
    clue(r"^\s*using namespace \w+|^\s*using \w+ = |^\s*using \w+::", 4.5, "`using …`"),
    clue(r"\b(cout|cerr|cin|endl)\b\s*(<<|>>|;)?", 4.0, "`cout` and its like"),
    clue(r"^\s*template\s*<|\btypename\b", 5.0, "`template<…>`"),
    clue(
        r"(?x)\b(static_cast|dynamic_cast|const_cast|reinterpret_cast|decltype|nullptr|constexpr|noexcept
            | override|final|explicit|mutable|friend|virtual|typeid|co_await|co_yield|consteval|constinit
            | alignas|static_assert|thread_local)\b",
        2.6,
        "a keyword of C++",
    ),
    clue(r"^\s*(public|private|protected)\s*:\s*", 3.5, "`public:` and its like"),
    clue(
        r"^\s*(class|struct) \w+(\s*(final )?:\s*(public|private|protected|virtual)\b.*|\s*\{?\s*)$",
        1.6,
        "`class …`",
    ),
    clue(r"^\s*class \w+\s*(;|\{\s*(//.*)?)?$", 0.8, "`class …`"),
    clue(r"^\s*namespace \w*\s*\{?", 2.5, "`namespace …`"),
    clue(r"\w+::~?\w+\s*[(<{;]|^\w[\w<>, ]*::\w+", 1.5, "`Type::member`"),
    clue(
        r"\b(const )?\w+(<[^<>]*>)?\s?&&? ?\w+\s*[,)=]|\boperator\s*([-+*/=<>!&|^%\[(]|new|delete|bool|\w+\()",
        1.6,
        "a reference, or an operator is defined",
    ),
    clue(
        r"^\s*(const )?auto[&*]{0,2}\s+[\w\[]|\[[&=]?\w*\]\s*\([^)]*\)\s*(->|\{|mutable)|\(auto ",
        2.6,
        "`auto`, or a lambda",
    ),
    clue(
        r"(?x)\b(vector|map|set|unordered_map|shared_ptr|unique_ptr|pair|tuple|list|array|function|stack
            | queue|deque|optional|make_shared|make_unique|initializer_list)<",
        2.6,
        "a template of C++'s library",
    ),
    clue(r"\bdelete(\[\])? \w|\bnew \w+(\[|\(|;|<)", 0.9, "`new` or `delete`"),
    clue(r"^\s*for\s*\((const )?(auto|int|string|char)\s*&{0,2}\s*[\w\[\], ]+ ?: ", 2.5, "`for (auto x : …)`"),
    clue(
        r"^\s*(string|ostream|istream|wstring|vector<.*>|ListNode|TreeNode)\s?[*&]? ?\w+",
        1.6,
        "a type of C++'s library",
    ),
    clue(r"\b_{1,2}[A-Z]\w+|\b_{1,2}[a-z]+_\w*\b|_GLIBCXX\w*", 1.0, "a reserved name, as in C++'s library"),
    clue(
        r"(?x)\bthis->|\b(push_back|emplace_back|begin\(\)|end\(\)|size\(\)|c_str\(\)|pop_back|emplace
            | first|second)\b",
        1.2,
        "a member of C++'s containers",
    ),
    clue(
        r"^\s*~\w+\(|\) const\s*(\{|;|$|noexcept|override)|= (default|delete);|\)\s*:\s*\w+[({]",
        3.0,
        "a destructor, `const` behind a method, `= default`",
    ),
    clue(r"\bthrow \w|\bcatch\s*\((\.\.\.|const \w)", 0.8, "`throw` or `catch`"),
    clue(r"^\s*(//|/\*).*\b\w+\.(cpp|cc|cxx|cppm|hpp)\b", 4.0, "a comment names a file of C++"),
    clue(r"^\s*(export )?(module|import) [\w.:<>]+;", 2.5, "a module of C++"),
    clue(r"^\s*[A-Z]\w* \w+\s?\{.*\};", 1.5, "a variable is initialised in braces"),
    clue(r"^\s*#\s*include\s*<[a-z_]+>", 3.0, "a header without `.h`"),
    clue(r"\bnullptr\b", 1.5, "`nullptr`"),
];
