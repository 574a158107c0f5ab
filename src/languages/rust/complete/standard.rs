//! Names of Rust's standard library that code uses without a path, and where they live.

/// Modules of `std` and the names that they hold, with blanks between: what the documentation of the
/// standard library lists there, as far as no two modules share a name. What the prelude brings is
/// not among them.
const NAMES: &[(&str, &str)] = &[
    ("any", "Any TypeId type_name"),
    ("borrow", "Cow Borrow BorrowMut"),
    ("cell", "Cell RefCell OnceCell UnsafeCell LazyCell"),
    ("cmp", "Ordering Reverse"),
    ("collections", "HashMap HashSet BTreeMap BTreeSet VecDeque BinaryHeap LinkedList"),
    ("convert", "Infallible"),
    ("error", "Error"),
    ("ffi", "CString CStr OsString OsStr"),
    ("fmt", "Display Debug Formatter"),
    ("fs", "File OpenOptions"),
    ("hash", "Hash Hasher"),
    ("io", "Read Write BufRead BufReader BufWriter Seek Cursor"),
    ("iter", "FromIterator Peekable Sum"),
    ("marker", "PhantomData PhantomPinned"),
    ("mem", "ManuallyDrop MaybeUninit"),
    ("net", "TcpListener TcpStream UdpSocket IpAddr Ipv4Addr Ipv6Addr SocketAddr"),
    ("num", "ParseIntError ParseFloatError NonZeroU32 Wrapping"),
    ("ops", "Add Sub Mul Div Neg Not Rem AddAssign SubAssign Deref DerefMut Index IndexMut Range ControlFlow"),
    ("path", "Path PathBuf"),
    ("pin", "Pin"),
    ("process", "Command ExitCode"),
    ("rc", "Rc Weak"),
    ("str", "FromStr Utf8Error"),
    ("string", "FromUtf8Error"),
    ("sync", "Arc Mutex RwLock Condvar Barrier Once OnceLock LazyLock MutexGuard"),
    ("sync::atomic", "AtomicBool AtomicUsize AtomicIsize AtomicI32 AtomicU32 AtomicI64 AtomicU64 AtomicPtr"),
    ("task", "Context Poll Waker"),
    ("future", "Future"),
    ("thread", "JoinHandle"),
    ("time", "Duration Instant SystemTime UNIX_EPOCH"),
];

/// Modules of `std` that code names by their last part: `fmt::Display`, `thread::spawn`.
const MODULES: &str = " alloc any array borrow cell char cmp collections convert env error ffi fmt fs future hash io iter \
marker mem net num ops panic path pin process ptr rc slice str string sync task thread time ";

/// The path of a name that stands by itself.
pub(super) fn path(name: &str) -> Option<String> {
    let (module, _) = NAMES.iter().find(|(_, names)| names.split(' ').any(|known| known == name))?;
    Some(format!("std::{module}::{name}"))
}

/// The path of a module in front of `::`.
pub(super) fn module(name: &str) -> Option<String> {
    MODULES.contains(&format!(" {name} ")).then(|| format!("std::{name}"))
}
