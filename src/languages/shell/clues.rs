//! Lines that speak for the shell.

use crate::languages::clues::{Clue, clue};

pub(super) const CLUES: &[Clue] = &[
    clue(
        r"(?x)^\s*(\$\ |\#\ |%\ )?(sudo\ |time\ |nohup\ |exec\ )?(-u\ \w+\ )?(apt|apt-get|yum|dnf|brew
            | pacman|apk|snap|pip3?|uv|uvx|poetry|conda|npm|npx|yarn|pnpm|cargo|rustup|rustc|git|docker
            | docker-compose|kubectl|helm|curl|wget|mkdir|rm|cp|mv|chmod|chown|tar|grep|sed|awk|ssh
            | scp|rsync|systemctl|mvn|gradle|gcc|g\+\+|cmake|clang|javac|tsc|terraform|ansible|psql
            | mysqldump|redis-cli|virtualenv|flask|nosetests|testr|pytest|tox|gofmt|iptables|useradd
            | usermod|mount|umount|fdisk|lsof|netstat|ifconfig|chkconfig|crontab|journalctl|modprobe
            | unzip|gzip|vim|nano|xargs|wc|tee|rmdir|ls|cd|cat|ping|traceroute|dig|nslookup|killall
            | swapon|getconf|uname|whoami|openssl|nginx|etcdctl|minikube|kubeadm|podman|bundle|gem
            | composer|firewall-cmd|setenforce|hostnamectl|sysctl|tcpdump|nmap|lsblk|df|du|ps)(\ 
            | $)",
        3.2,
        "a well-known command",
    ),
    clue(
        r"(?x)^\s*(\$\ )?(sudo\ |time\ )?(echo|export|source|find|make|python3?|node|java|go|service
            | kill|man|touch|sleep|test|sort|head|tail|cut|diff|file|which|alias|unset|set|read|exit
            | pwd|date|mail|env|type|history|ln|printf|top|less|more|who|id|stat|watch|jobs|bg|fg
            | wait|trap|declare|local|eval|shopt|ulimit|umask|at|bc|expr|seq|tr|uniq|split|paste|patch
            | strings|tempest|mysql|sqlite3|./\S+|bash|sh|zsh|npm|\S+\.sh)(\ [-\w./$\x22'{~*@:%\[<>+]
            | $)",
        1.8,
        "a word that is also a command",
    ),
    clue(r"^\s*\$ \S", 4.0, "the prompt `$`"),
    clue(r"^\s*(\[?[\w.-]+@[\w.-]+|bash-[\d.]+|root@\S+)[:\s~\w/-]*\]?\s?[$#] ?", 5.0, "a prompt with a user's name"),
    clue(
        r"(?x)^\s*(\#\ |>\ |%\ )(sudo\ |apt|yum|docker|mvn|curl|cd\ |ls|cat\ |mkdir|systemctl|kubectl
            | git\ |npm\ |pip\ |vi\ |vim\ |echo\ |service\ )",
        2.5,
        "a prompt before a command",
    ),
    clue(r"^#! ?/(usr/)?bin/(env )?\w*sh\b", 7.0, "`#!/bin/sh`"),
    clue(
        r"(?x)\ \|\ ?(sudo\ )?(grep|awk|sed|wc|head|tail|sort|xargs|less|more|tee|cut|uniq|tr|cat|sh
            | bash|jq|nc|bc|base64|column|gzip|tar)\b",
        4.0,
        "a pipe to a well-known command",
    ),
    clue(r"^\s*[\w./-]+( [\w./:=-]+)* --?[a-zA-Z][\w-]*", 1.4, "a command with flags"),
    clue(r"\s--[a-z][\w-]+([= ]|$)", 1.4, "a long flag"),
    clue(r"^\s*[a-z][\w.-]* -[a-zA-Z]{1,4}( |$)", 2.2, "a command with a flag"),
    clue(r"\$\{\w+([:#%/\[^,@!-].*)?\}|\$\{#\w+", 1.2, "`${…}`"),
    clue(r"(^|[\s\x22=(/:])\$[A-Za-z_]\w*|\$[@#?*!$1-9]", 1.6, "`$name`"),
    clue(r"\$\([a-z]+|\$\(\(|`[a-z]+ [^`]*`", 2.0, "a command's output is put in"),
    clue(r"^\s*(if|elif|while|until) (\[|test |\(\(|! |\w+.*; (then|do))", 5.0, "`if [`"),
    clue(r"^\s*(then|fi|do|done|esac|else|;;)\s*(#.*)?$|; (then|do|done|fi)\b", 3.8, "`then`, `fi`, `done`"),
    clue(r"^\s*for \w+ in .*(; do|$)|^\s*case .* in\s*$", 2.5, "`for … in`"),
    clue(r"\[\[? .* \]\]?|\s-(eq|ne|lt|gt|le|ge|z|n|f|d|e) ", 1.8, "a test in brackets"),
    clue(r"2>&1|>\s?/dev/null|&>|<<-? ?['\x22]?EOF|<<<|\s>>? ?[\w./~$-]+\s*$", 3.2, "a redirection"),
    clue(r"^EOF\s*$", 3.0, "the end of a here document"),
    clue(
        r"^\s*(export |local |readonly |declare (-\w )?)?[A-Za-z_]\w*=(\x22|'|\$|\S)*[^;]*$",
        1.0,
        "a variable is set without spaces",
    ),
    clue(r"^\s*export \w+=", 3.0, "`export …=`"),
    clue(r"\S \\\s*$", 1.6, "a line goes on behind a backslash"),
    clue(r" && \w|; \w+ -| \|\| \w", 0.8, "commands in a row"),
    clue(r"^\s*\w+\s?\(\)\s*\{", 3.0, "a function of the shell"),
    clue(r"^\s*(function )\w+\s*(\(\))?\s*\{?$", 1.2, "`function …`"),
    clue(r"^\s*#\s", 1.0, "a comment `#`"),
    clue(r"\S\s+# ?\S", 0.8, "a comment `#` behind a command"),
    clue(r"(^|\s)(/(etc|usr|var|home|opt|tmp|dev|root|proc|bin|mnt)/[\w./-]*|~/[\w./-]*|\./[\w.-]+)", 1.0, "a path"),
    clue(r"^\s*[a-z][\w-]*( [\w./@:-]+){0,3}\s*$", 0.3, "nothing but words in lower case"),
    clue(
        r"^\s*[\w-]+(\s\[?-{1,2}[\w-]+.*|.*\[[A-Za-z-]+.*\]|.*\(选项\)|.*\[OPTION.*)$",
        1.0,
        "how a command is called",
    ),
    clue(r"[^;{}\s\\]\s*;\s*(//.*)?$|\)\s*\{\s*$", -1.0, "a semicolon or a body"),
    clue(r" (=|:=|==|===|\+=) |=>", -1.2, "an operator between spaces"),
    clue(
        r"^\s*(const|let|var|def|class|import|public|private|func|fn|return [^\d$]|package|struct|#include)\b",
        -2.0,
        "a word of another language",
    ),
    clue(
        r"^\s*(RUN|FROM|COPY|ADD|WORKDIR|ENV|EXPOSE|CMD|ENTRYPOINT|SELECT|INSERT|CREATE)\b ",
        -2.0,
        "an instruction of another language",
    ),
    clue(r"^\s*#.*\b\w+\.sh\b", 2.0, "a comment names a script"),
    clue(r"^\s*(RUN|FROM|COPY|ENV|CMD) ", -8.0, "an instruction of a Dockerfile"),
    clue(r"^[^#'\x22]*[^\x00-\x7F]{6}", -4.0, "another script outside a comment"),
    clue(
        r"^\s*[a-z][\w-]* (is|are|was|has|can|will|does|and|or|uses|makes|sure|that|the)\b",
        -3.0,
        "a sentence about a command",
    ),
];
