//! Rust.

mod complete;

use super::{
    Language, Role,
    clues::{Clue, clue},
    completion::Completer,
};

/// Rust.
pub(super) struct Rust;

impl Language for Rust {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["rust", "rs"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["crate", "crates"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_rust::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::curly::CLUES, CLUES]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::RustCompleter)
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "function_item",
            "let_declaration",
            "impl_item",
            "trait_item",
            "use_declaration",
            "macro_invocation",
            "match_expression",
            "attribute_item",
            "inner_attribute_item",
            "reference_type",
            "lifetime",
            "closure_expression",
            "scoped_identifier",
            "try_expression",
            "mod_item",
            "function_signature_item",
            "generic_type",
            "macro_definition",
        ]
    }
}

const CLUES: &[Clue] = &[
    clue(
        r"^\s*(pub(\(\w+\))? )?(async |const |unsafe |extern \S+ )*fn \w+\s*(<.*)?\(?",
        4.5,
        "`fn …` begins a function",
    ),
    clue(r"^\s*let (mut )?[\w(, )&]+(: [^=]+)? ?=", 1.7, "`let … =`"),
    clue(r"^\s*let mut \w+", 5.0, "`let mut …`"),
    clue(
        r"(?x)^\s*let\ \w+:\ &?('\w+\ )?(mut\ )?(\[?[iu](8|16|32|64|128|size)|f32|f64|String|str|Vec
            | Option|Result|Box|HashMap|bool|char|Rc|Arc|\(|\*)",
        4.5,
        "a `let` with a type of Rust",
    ),
    clue(
        r"(?x)\b(println|print|eprintln|eprint|format|vec|panic|assert|assert_eq|assert_ne|write|writeln
            | todo|unimplemented|unreachable|matches|dbg|macro_rules|include_str|env|concat|thread_local
            | tokio::\w+)!\s*[(\[{]?",
        5.0,
        "a macro is called with `!`",
    ),
    clue(r"^\s*(pub(\(\w+\))? )?use (crate|super|self|std|core|alloc|\w+)(::|;)", 4.5, "`use …::`"),
    clue(r"^\s*(pub(\(\w+\))? )?(struct|enum|trait|union) [A-Z]\w*", 1.2, "`struct`, `enum` or `trait`"),
    clue(r"^\s*pub(\(\w+\))? (struct|enum|trait|mod|type|const|static|use|union|[a-z_]\w*:)", 4.0, "`pub …`"),
    clue(r"^\s*(unsafe )?impl(<.*>)? [\w:&'<>\[\], ]+( for [\w:&'<>\[\](), ]+)?\s*(where|\{)", 4.5, "`impl …`"),
    clue(r"^\s*(pub )?mod \w+( \{|;)", 3.5, "`mod …`"),
    clue(
        r"(?x)^\s*\#!?\[(derive|cfg|allow|test|inline|warn|deny|must_use|feature|tokio|macro_use|non_exhaustive
            | doc|repr|no_std|expect|no_mangle|link|global_allocator|ignore|should_panic|proc_macro\w*
            | path|async_trait)\b",
        5.5,
        "an attribute `#[…]`",
    ),
    clue(r"\b(i8|i16|i32|i64|i128|u8|u16|u32|u64|u128|isize|usize|f32|f64)\b", 1.6, "a primitive type of Rust"),
    clue(r"&mut \w|&'\w+ |&self\b|&str\b|<'\w+>|'static\b|: &\w|<'_", 3.0, "references and lifetimes"),
    clue(
        r"(?x)\b(Some|Ok|Err)\(|\bNone\b.*[,=]>?|\b(Option|Result|Vec|Box|Rc|Arc|RefCell|Cell|Mutex
            | RwLock|Pin|PhantomData|Cow|HashMap|Iter)<",
        2.2,
        "`Option`, `Result`, `Vec` and their like",
    ),
    clue(
        r"(?x)\b(Vec|String|Box|Rc|Arc|HashMap|RefCell|Cell|Mutex|Cow|Some|Path|PathBuf|File|Command
            | Instant|Duration|Self)::\w+",
        3.2,
        "`Type::function`",
    ),
    clue(
        r"(?x)\.(unwrap|expect|clone|iter|into_iter|iter_mut|collect|to_string|as_str|borrow|borrow_mut
            | lock|to_owned|as_ref|as_mut|into|try_into|unwrap_or\w*|map_err|ok_or\w*|chars|is_some
            | is_none|is_ok|is_err|cloned|copied|len|await)(::<.*>)?(\(|\?|;|$)",
        1.0,
        "a method of Rust's library",
    ),
    clue(
        r"\.(unwrap\(\)|expect\(.|into_iter\(\)|iter\(\)|iter_mut\(\)|to_owned\(\)|borrow_mut\(\)|await\?)",
        2.0,
        "`unwrap`, `iter` and their like",
    ),
    clue(r"^\s*match [^({=]+ \{|^\s*(let .* = )?match \S+.*\{\s*$", 3.5, "`match … {`"),
    clue(r"^\s*[\w:&|(\[_][^=]* => (\{|[^>]+,?)\s*(//.*)?$", 1.2, "an arm `… => …`"),
    clue(r"\bif let |\bwhile let |\blet else\b|\belse \{ return", 4.5, "`if let`"),
    clue(r"^\s*for [\w(, )&]+ in .*\{", 2.5, "`for … in … {`"),
    clue(r"\) -> [\w&<'(\[*!][^;]*(\{|;|where|$)", 1.8, "`-> Type` behind parameters"),
    clue(r"\|\w*(, ?\w+)*\| ?[\w{(&*]|move \|", 1.8, "a closure `|…|`"),
    clue(
        r"(?x)\b\w+::(<|\w+::)|\bstd::(collections|fs|io|env|fmt|sync|thread|mem|rc|cell|net|path|time
            | ops|process|iter|str|cmp|error)\b|\bcrate::|\bself::",
        1.6,
        "a path `a::b::`",
    ),
    clue(r"^\s*(//[/!]) ", 1.0, "a comment `///`"),
    clue(r"\?;\s*(//.*)?$|\)\?\.", 3.0, "`?` hands an error on"),
    clue(
        r"(?x)\b(dyn|impl)\ [A-Z]\w*|\bas\ (usize|[iu]\d+|f\d+|\*)|\bunsafe\ \{|\bloop\ \{|\bwhere$
            | \bSelf\b|\bself\.\w+",
        1.2,
        "`dyn`, `unsafe`, `loop`, `self.`",
    ),
    clue(r"^error(\[E\d+\])?: |^\s*--> \S+:\d+:\d+", -3.0, "a message of the compiler"),
    clue(r"^\s*//.*\b\w+\.rs\b", 4.0, "a comment names a file of Rust"),
    clue(r"\b[A-Z]\w*::[a-z_]\w*\(", 1.2, "`Type::function(`"),
];

// What a program asks of its machine.
const ASKS: &str = r"(?x)\b(?:
    process::id\( | available_parallelism | num_cpus:: | hostname::get | Uuid::new_v | read_dir\(
    | env::(?:args|consts|current_|home_dir|temp_dir|vars?\b|var_os)
    | (?:Instant|Local|OffsetDateTime|SystemTime|Utc)::now | elapsed\( | current_(?:dir|exe)\( | file!\(
)";
