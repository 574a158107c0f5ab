//! Words that tell code from prose.

/// A sorted list of words that each line of all notes is asked for.
struct Words {
    list: &'static [&'static str],
    /// Where the words begin whose first byte is not below this.
    starts: [u16; 257],
}

impl Words {
    #[expect(clippy::cast_possible_truncation, reason = "a list has some hundred words")]
    const fn new(list: &'static [&'static str]) -> Self {
        let (mut starts, mut byte, mut at) = ([list.len() as u16; 257], 0, 0);
        while byte < 257 {
            while at < list.len() && (list[at].as_bytes()[0] as usize) < byte {
                at += 1;
            }
            starts[byte] = at as u16;
            byte += 1;
        }
        Self { list, starts }
    }

    fn have(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().map(usize::from) else { return false };
        self.list[self.starts[first].into()..self.starts[first + 1].into()].contains(&word)
    }
}

/// Programs that people's notes call from a shell: coreutils, package managers, compilers,
/// container and cloud tools, servers' clients. Words that are also common in sentences (`make`,
/// `find`, `time`, `top`) count only with arguments that no sentence has.
#[rustfmt::skip]
static COMMANDS: Words = Words::new(&[
    "adb", "adduser", "alembic", "ansible", "ansible-playbook", "apachectl", "apt", "apt-cache", "apt-get", "ar",
    "arch", "aria2c", "arp", "awk", "aws", "az", "base64", "basename", "bash", "bazel", "bc", "brew", "buildah", "bun",
    "bundle", "bunzip2", "bzip2", "cal", "cargo", "cat", "cd", "certbot", "chattr", "chgrp", "chkconfig", "chmod",
    "chown", "chroot", "chsh", "clang", "clang++", "clear", "cmake", "column", "comm", "composer", "conan", "conda",
    "corepack", "cp", "cpio", "crictl", "crontab", "ctr", "curl", "cut", "dart", "date", "dd", "deno", "df", "diff",
    "dig", "dirname", "django-admin", "dmesg", "dnf", "docker", "docker-compose", "dos2unix", "dotnet", "dpkg", "du",
    "dune", "echo", "egrep", "elixir", "emacs", "env", "etcdctl", "ethtool", "eval", "exec", "exit", "export", "expr",
    "fastapi", "fd", "fdisk", "ffmpeg", "fgrep", "file", "find", "firewall-cmd", "fish", "flask", "flutter", "free",
    "fsck", "fuser", "g++", "gcc", "gcloud", "gdb", "gem", "getconf", "getent", "gh", "git", "glance", "go", "gofmt",
    "gpg", "gradle", "grep", "groupadd", "groups", "grpcurl", "gunicorn", "gunzip", "gzip", "head", "helm", "hexdump",
    "history", "host", "hostname", "hostnamectl", "htop", "http", "httpd", "hugo", "iconv", "id", "ifconfig", "insmod",
    "install", "ip", "iptables", "irb", "istioctl", "java", "javac", "jobs", "join", "journalctl", "jq", "jupyter",
    "k3s", "kill", "killall", "kind", "kubeadm", "kubectl", "ld", "ldconfig", "ldd", "less", "ln", "locate", "ls",
    "lsblk", "lscpu", "lsmod", "lsof", "lua", "make", "man", "md5sum", "meson", "minikube", "mkdir", "mkfs", "modetest",
    "modprobe", "mongo", "mongosh", "more", "mount", "mv", "mvn", "mysql", "mysqladmin", "mysqldump", "nano", "nc",
    "ncat", "neofetch", "netstat", "neutron", "nginx", "ninja", "nix", "nl", "nm", "nmap", "nmcli", "node", "nohup",
    "nosetests", "nova", "npm", "npx", "nslookup", "nvm", "objdump", "od", "opam", "openssl", "openstack", "ostestr",
    "pacman", "passwd", "paste", "patch", "pdm", "perl", "pg_dump", "php", "pidof", "ping", "pip", "pip3", "pipenv",
    "pipx", "pkg-config", "pkill", "pnpm", "podman", "poetry", "poweroff", "pre-commit", "printf", "protoc", "ps",
    "psql", "pstree", "pwd", "pyenv", "pytest", "python", "python2", "python3", "rabbitmqctl", "rails", "rake",
    "readelf", "readlink", "realpath", "reboot", "redis-cli", "redis-server", "resize2fs", "rm", "rmdir", "rmmod",
    "rpm", "rsync", "ruby", "ruff", "runc", "rustc", "rustup", "sbt", "scala", "scp", "screen", "sed", "seq", "service",
    "sftp", "sh", "sha256sum", "shred", "shutdown", "skopeo", "sleep", "snap", "socat", "sort", "source", "split",
    "sqlite3", "ss", "ssh", "ssh-add", "ssh-copy-id", "ssh-keygen", "stat", "strace", "strings", "strip", "su", "sudo",
    "supervisorctl", "swapon", "swift", "swiftc", "sync", "sysctl", "systemctl", "systemd-analyze", "tac", "tail",
    "tar", "tcpdump", "tee", "telnet", "tempest", "terraform", "test", "testr", "time", "timedatectl", "timeout",
    "tmux", "top", "touch", "tox", "tr", "tracepath", "traceroute", "trap", "tree", "tsc", "type", "ufw", "ulimit",
    "umask", "umount", "unalias", "uname", "uniq", "unset", "unxz", "unzip", "uptime", "useradd", "userdel", "usermod",
    "uv", "uvicorn", "uvx", "vagrant", "valgrind", "vi", "vim", "virsh", "virtualenv", "visudo", "vmstat", "vue", "w",
    "watch", "wc", "wget", "whereis", "which", "who", "whoami", "winget", "wrk", "xargs", "xz", "yarn", "yes", "yum",
    "zcat", "zip", "zsh", "zypper",
]);

/// Commands that are also words of English sentences.
#[rustfmt::skip]
static ENGLISH_TOO: Words = Words::new(&[
    "arch", "bundle", "cat", "clear", "column", "composer", "cut", "dart", "date", "diff", "echo", "env", "eval",
    "exec", "exit", "export", "expr", "file", "find", "fish", "flask", "free", "glance", "go", "groups", "head", "helm",
    "history", "host", "http", "id", "install", "ip", "java", "jobs", "join", "kill", "kind", "less", "locate", "make",
    "man", "more", "mount", "node", "nova", "paste", "patch", "python", "rails", "ruby", "scala", "screen", "service",
    "sleep", "snap", "sort", "source", "split", "strings", "strip", "swift", "sync", "tail", "test", "time",
    "timeout", "top", "touch", "trap", "tree", "type", "vue", "w", "watch", "which", "who", "yes",
]);

/// Function words of English: frequent in sentences, rare in code outside strings and comments.
#[rustfmt::skip]
static FUNCTION_WORDS: Words = Words::new(&[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "being", "both", "but", "by", "can", "could", "does", "each", "from", "has", "have", "here", "how", "however",
    "into", "is", "it", "its", "just", "like", "may", "more", "most", "must", "not", "of", "on", "only", "or", "other",
    "our", "over", "same", "should", "since", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "very", "was", "we", "were", "what", "when", "where", "which", "will",
    "with", "would", "you", "your",
]);

/// Words that begin statements and declarations of the languages with braces: C, C++, Go, Java,
/// JavaScript, TypeScript, Rust, Kotlin, Swift, PHP, CSS.
#[rustfmt::skip]
static CURLY_KEYWORDS: Words = Words::new(&[
    "String", "abstract", "assert", "assert_eq!", "async", "auto", "await", "bool", "boolean", "break", "case",
    "catch", "chan", "char", "class", "const", "constexpr", "continue", "crate", "declare", "default", "defer",
    "delete", "do", "double", "else", "enum", "explicit", "export", "extends", "extern", "final", "finally", "float",
    "fn", "for", "friend", "fun", "func", "function", "go", "goto", "if", "impl", "import", "inline", "int",
    "interface", "let", "long", "loop", "macro_rules!", "match", "mod", "module", "mut", "namespace", "new",
    "operator", "override", "package", "printf", "println!", "private", "protected", "pub", "public", "range",
    "readonly", "register", "return", "select", "short", "signed", "size_t", "sizeof", "static", "static_assert",
    "struct", "super", "switch", "template", "this", "throw", "throws", "trait", "try", "type", "typedef", "typename",
    "union", "unsafe", "unsigned", "use", "using", "val", "var", "vec!", "virtual", "void", "volatile", "where",
    "while", "yield",
]);

/// Words that begin statements of Python, Ruby and Lua.
#[rustfmt::skip]
static SCRIPT_KEYWORDS: Words = Words::new(&[
    "and", "as", "assert", "async", "async def", "await", "begin", "break", "class", "continue", "def", "del", "elif",
    "else", "elsif", "end", "ensure", "except", "finally", "for", "from", "function", "global", "if", "import",
    "lambda", "local", "module", "nonlocal", "not", "or", "pass", "print", "puts", "raise", "require", "rescue",
    "return", "then", "try", "unless", "until", "while", "with", "yield",
]);

/// Words that begin statements and clauses of SQL, in capitals.
#[rustfmt::skip]
static SQL_KEYWORDS: Words = Words::new(&[
    "ALTER", "AND", "BEGIN", "COMMIT", "CREATE", "DELETE", "DROP", "EXPLAIN", "FROM", "GRANT", "GROUP", "HAVING",
    "INNER", "INSERT", "INTO", "JOIN", "LEFT", "LIMIT", "ON", "OR", "ORDER", "PRAGMA", "ROLLBACK", "SELECT", "SET",
    "SHOW", "TRUNCATE", "UNION", "UPDATE", "USE", "VALUES", "WHERE", "WITH",
]);

/// Instructions of a Dockerfile.
#[rustfmt::skip]
static DOCKER_KEYWORDS: Words = Words::new(&[
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
    "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
]);

/// Whether a statement of a language with braces can begin with the word.
pub(super) fn is_curly_keyword(word: &str) -> bool {
    CURLY_KEYWORDS.have(word)
}

/// Whether a statement of Python, Ruby or Lua can begin with the word.
pub(super) fn is_script_keyword(word: &str) -> bool {
    SCRIPT_KEYWORDS.have(word)
}

/// Whether a clause of SQL can begin with the word.
pub(super) fn is_sql_keyword(word: &str) -> bool {
    SQL_KEYWORDS.have(word)
}

/// Whether an instruction of a Dockerfile begins with the word.
pub(super) fn is_docker_keyword(word: &str) -> bool {
    DOCKER_KEYWORDS.have(word)
}

/// Whether the word is a program that people call.
pub(super) fn is_command(word: &str) -> bool {
    COMMANDS.have(word)
}

/// Whether a command's name is a word of English as well.
pub(super) fn is_english_too(word: &str) -> bool {
    ENGLISH_TOO.have(word)
}

/// The bytes of the longest function word.
pub(super) const LONGEST_FUNCTION_WORD: usize = 7;

/// Whether the word, in lower case, is a function word of English.
pub(super) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.have(word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_function_word_is_longer_than_the_longest() {
        let longest = super::FUNCTION_WORDS.list.iter().map(|word| word.len()).max();
        assert_eq!(longest, Some(super::LONGEST_FUNCTION_WORD));
    }

    #[test]
    fn the_lists_are_sorted_so_that_they_can_be_searched() {
        for list in [
            &super::COMMANDS,
            &super::ENGLISH_TOO,
            &super::FUNCTION_WORDS,
            &super::CURLY_KEYWORDS,
            &super::SCRIPT_KEYWORDS,
            &super::SQL_KEYWORDS,
            &super::DOCKER_KEYWORDS,
        ] {
            assert!(list.list.is_sorted());
            assert!(list.list.iter().all(|word| list.have(word)));
            assert!(["", "~", "zzz", "é", "!"].iter().all(|word| !list.have(word)));
        }
    }
}
