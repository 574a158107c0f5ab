//! Imports of the Java library by the class names that code uses.

use std::collections::BTreeSet;

use tree_sitter::Node;

use crate::languages::completion::{Parsed, walk};

/// The packages that jshell imports at its start (`jshell --startup DEFAULT`).
const JSHELL: [&str; 10] = [
    "java.io",
    "java.math",
    "java.net",
    "java.nio.file",
    "java.util",
    "java.util.concurrent",
    "java.util.function",
    "java.util.prefs",
    "java.util.regex",
    "java.util.stream",
];

/// Classes of further packages, imported one by one so that no name becomes ambiguous.
const FURTHER: &[(&str, &[&str])] = &[
    (
        "java.lang.annotation",
        &["Documented", "ElementType", "Inherited", "Repeatable", "Retention", "RetentionPolicy", "Target"],
    ),
    ("java.lang.invoke", &["LambdaMetafactory", "MethodHandle", "MethodHandles", "MethodType", "VarHandle"]),
    ("java.lang.ref", &["PhantomReference", "ReferenceQueue", "SoftReference", "WeakReference"]),
    (
        "java.lang.reflect",
        &[
            "Constructor",
            "Field",
            "InvocationHandler",
            "InvocationTargetException",
            "Method",
            "Modifier",
            "ParameterizedType",
        ],
    ),
    ("java.nio", &["ByteBuffer", "CharBuffer", "IntBuffer", "MappedByteBuffer"]),
    ("java.nio.channels", &["FileChannel", "SelectionKey", "Selector", "ServerSocketChannel", "SocketChannel"]),
    ("java.nio.charset", &["Charset", "StandardCharsets"]),
    (
        "java.security",
        &[
            "KeyFactory",
            "KeyPair",
            "KeyPairGenerator",
            "MessageDigest",
            "NoSuchAlgorithmException",
            "PrivateKey",
            "PublicKey",
            "SecureRandom",
            "Signature",
        ],
    ),
    (
        "java.text",
        &["DateFormat", "DecimalFormat", "MessageFormat", "NumberFormat", "ParseException", "SimpleDateFormat"],
    ),
    (
        "java.time",
        &[
            "Clock",
            "DayOfWeek",
            "Duration",
            "Instant",
            "LocalDate",
            "LocalDateTime",
            "LocalTime",
            "Month",
            "Period",
            "Year",
            "YearMonth",
            "ZoneId",
            "ZoneOffset",
            "ZonedDateTime",
        ],
    ),
    ("java.time.format", &["DateTimeFormatter", "DateTimeParseException"]),
    ("java.time.temporal", &["ChronoUnit", "TemporalAdjusters"]),
    (
        "java.util.concurrent.atomic",
        &[
            "AtomicBoolean",
            "AtomicInteger",
            "AtomicIntegerArray",
            "AtomicIntegerFieldUpdater",
            "AtomicLong",
            "AtomicMarkableReference",
            "AtomicReference",
            "AtomicStampedReference",
            "LongAdder",
        ],
    ),
    (
        "java.util.concurrent.locks",
        &[
            "Condition",
            "Lock",
            "LockSupport",
            "ReadWriteLock",
            "ReentrantLock",
            "ReentrantReadWriteLock",
            "StampedLock",
        ],
    ),
    ("javax.crypto", &["Cipher", "KeyGenerator", "Mac", "SecretKey"]),
];

/// The imports that define what the blocks name and neither declare nor import.
pub(super) fn missing(blocks: &[Parsed]) -> Vec<String> {
    let mut used = BTreeSet::new();
    let mut known = BTreeSet::new();
    for block in blocks {
        for node in walk(block.tree.root_node()) {
            let name = &block.text[node.byte_range()];
            match node.kind() {
                "type_identifier" | "identifier" if is_class(name) => {
                    used.insert(name);
                }
                "import_declaration" => {
                    known.insert(name.trim_end_matches(';').rsplit('.').next().unwrap_or(name).trim());
                }
                _ => known.extend(declared(node).map(|name| &block.text[name.byte_range()])),
            }
        }
    }
    let wanted: BTreeSet<&str> = used.difference(&known).copied().filter(|name| !is_automatic(name)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let packages = JSHELL.iter().map(|package| format!("{package}.*"));
    let classes = FURTHER.iter().flat_map(|(package, classes)| classes.iter().map(move |class| (package, class)));
    let single =
        classes.filter(|(_, class)| wanted.contains(**class)).map(|(package, class)| format!("{package}.{class}"));
    packages.chain(single).collect()
}

fn declared(node: Node<'_>) -> Option<Node<'_>> {
    match node.kind() {
        "class_declaration"
        | "interface_declaration"
        | "enum_declaration"
        | "record_declaration"
        | "annotation_type_declaration" => node.child_by_field_name("name"),
        "type_parameter" => node.named_child(0),
        _ => None,
    }
}

/// `Map`, and not `LIMIT` or `map`.
fn is_class(name: &str) -> bool {
    name.starts_with(|c: char| c.is_uppercase()) && name.chars().any(char::is_lowercase)
}

/// Whether a class is of `java.lang`, which needs no import.
pub(super) fn is_automatic(name: &str) -> bool {
    const LANG: &str = " Override Deprecated FunctionalInterface SafeVarargs SuppressWarnings Boolean Byte Character Class \
ClassLoader Cloneable Comparable Double Enum Float Integer Iterable Long Math Number Object Process ProcessBuilder Record \
Runnable Runtime Short StackTraceElement StrictMath String StringBuffer StringBuilder System Thread ThreadGroup \
ThreadLocal Throwable Void AutoCloseable CharSequence Exception Error RuntimeException ArithmeticException \
ArrayIndexOutOfBoundsException ClassCastException ClassNotFoundException CloneNotSupportedException \
IllegalArgumentException IllegalStateException IndexOutOfBoundsException InterruptedException NoSuchFieldException \
NoSuchMethodException NullPointerException NumberFormatException OutOfMemoryError StackOverflowError \
UnsupportedOperationException AssertionError ";
    LANG.contains(&format!(" {name} "))
}
