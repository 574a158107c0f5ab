//! Which outcomes may be kept.

use crate::sandbox::{Execution, Exit, Finished};

/// Whether what a sandbox saw is the program's own doing, to its end.
pub(super) fn is_sound(execution: &Execution) -> bool {
    let limited = execution.finished.iter().any(|finished| finished.limit.is_some() || finished.stdout.cut.is_some());
    execution.finished.last().is_some_and(|last| match last.exit {
        // What a shell says of a command that cannot be started.
        Exit::Status(126 | 127) => !last.stdout.bytes.is_empty() || finds_no_command(last),
        // What a kernel does that runs out of memory.
        Exit::Signal(9) => false,
        Exit::Status(_) | Exit::Signal(_) => true,
    }) && !limited
}

/// Whether a shell looked for a command in vain, which it will each time; one that is there may be started
/// the next time.
fn finds_no_command(finished: &Finished) -> bool {
    let words = String::from_utf8_lossy(&finished.stderr.bytes);
    let in_vain = |line: &str| [": not found", ": command not found"].iter().any(|end| line.trim_end().ends_with(end));
    finished.exit == Exit::Status(127) && words.lines().any(in_vain)
}

#[cfg(test)]
mod tests {
    use super::is_sound;
    use crate::sandbox::{Captured, Execution, Exit, Finished};

    fn ended(exit: Exit, words: &str) -> Execution {
        let stderr = Captured { bytes: words.into(), cut: None };
        let (stdout, limit, wall) = (Captured::default(), None, std::time::Duration::ZERO);
        Execution { finished: vec![Finished { exit, stdout, stderr, limit, wall }], collected: Vec::new() }
    }

    #[test]
    fn a_command_that_is_not_there_is_told_from_one_that_could_not_be_started() {
        let sound = |exit, words| is_sound(&ended(exit, words));
        assert!(sound(Exit::Status(127), "/home/note/main.sh: line 1: testr: command not found\n"));
        assert!(sound(Exit::Status(127), "main.sh: 1: testr: not found\n"));
        assert!(!sound(Exit::Status(127), "ls: error while loading shared libraries: libc.so.6: failed to map\n"));
        assert!(!sound(Exit::Status(127), ""));
        assert!(!sound(Exit::Status(126), "/usr/bin/python3: Cannot allocate memory\n"));
        assert!(!sound(Exit::Signal(9), "") && sound(Exit::Status(1), "no\n"));
    }
}
