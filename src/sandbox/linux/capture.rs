//! Keeps what a command prints, in bounded memory.

use std::collections::VecDeque;

use super::task::{Captured, Stream};

/// How many times the limit may be printed before the command is ended: a loop that prints for
/// ever should not have to be read until its time is up.
const PATIENCE: u64 = 64;

/// Both streams of one command. All is kept while both together stay within the limit; beyond it
/// each stream keeps a quarter of the limit from its beginning and a quarter from its end.
pub(super) struct Capture {
    stdout: Kept,
    stderr: Kept,
    limit: u64,
    printed: u64,
    over: bool,
}

#[derive(Default)]
struct Kept {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    missing: u64,
}

impl Capture {
    pub(super) fn new(limit: u64) -> Self {
        Self { stdout: Kept::default(), stderr: Kept::default(), limit, printed: 0, over: false }
    }

    /// Adds what was read from a stream.
    pub(super) fn push(&mut self, stream: Stream, bytes: &[u8]) {
        self.printed += bytes.len() as u64;
        let share = usize::try_from(self.limit / 4).unwrap_or(usize::MAX);
        if !self.over && self.printed > self.limit {
            self.over = true;
            self.stdout.split(share);
            self.stderr.split(share);
        }
        let over = self.over;
        let kept = self.stream(stream);
        if over { kept.push_over(bytes, share) } else { kept.head.extend_from_slice(bytes) }
    }

    fn stream(&mut self, stream: Stream) -> &mut Kept {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }

    /// Whether something had to be cut out.
    pub(super) const fn is_over(&self) -> bool {
        self.over
    }

    /// Whether the command has printed so much more than it may that it is to be ended.
    pub(super) const fn is_beyond_patience(&self) -> bool {
        self.printed > self.limit.saturating_mul(PATIENCE)
    }

    /// What was kept of standard output and of standard error.
    pub(super) fn finish(self) -> (Captured, Captured) {
        (self.stdout.finish(), self.stderr.finish())
    }
}

impl Kept {
    /// Changes from keeping everything to keeping the two ends.
    fn split(&mut self, share: usize) {
        if self.head.len() > share {
            self.tail = self.head.split_off(share).into();
            self.trim(share);
        }
    }

    fn push_over(&mut self, bytes: &[u8], share: usize) {
        let room = if self.tail.is_empty() { share.saturating_sub(self.head.len()).min(bytes.len()) } else { 0 };
        let (first, rest) = bytes.split_at(room);
        self.head.extend_from_slice(first);
        self.tail.extend(rest);
        self.trim(share);
    }

    fn trim(&mut self, share: usize) {
        let excess = self.tail.len().saturating_sub(share);
        self.tail.drain(..excess);
        self.missing += excess as u64;
    }

    fn finish(mut self) -> Captured {
        let at = self.head.len();
        self.head.extend(&self.tail);
        Captured { bytes: self.head, cut: (self.missing > 0).then_some((at, self.missing)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(limit: u64, chunks: &[&[u8]]) -> Captured {
        let mut capture = Capture::new(limit);
        for chunk in chunks {
            capture.push(Stream::Stdout, chunk);
        }
        capture.finish().0
    }

    #[test]
    fn all_is_kept_up_to_the_limit() {
        assert_eq!(captured(8, &[b"abcd", b"efgh"]), Captured { bytes: b"abcdefgh".into(), cut: None });
    }

    #[test]
    fn beyond_the_limit_both_ends_are_kept_however_it_arrives() {
        let expected = Captured { bytes: b"abwx".into(), cut: Some((2, 20)) };
        let printed = b"abcdefghijklmnopqrstuvwx";
        assert_eq!(captured(8, &[printed]), expected);
        for size in 1..printed.len() {
            assert_eq!(captured(8, &printed.chunks(size).collect::<Vec<_>>()), expected, "in chunks of {size}");
        }
    }

    #[test]
    fn a_quiet_stream_stays_whole_beside_a_loud_one() {
        let mut capture = Capture::new(8);
        capture.push(Stream::Stderr, b"hm");
        capture.push(Stream::Stdout, &[b'x'; 100]);
        let (stdout, stderr) = capture.finish();
        assert_eq!(stderr, Captured { bytes: b"hm".into(), cut: None });
        assert_eq!(stdout.cut, Some((2, 96)));
    }

    #[test]
    fn patience_ends() {
        let mut capture = Capture::new(8);
        capture.push(Stream::Stdout, &[b'x'; 8 * 64]);
        assert!(!capture.is_beyond_patience());
        capture.push(Stream::Stdout, b"x");
        assert!(capture.is_beyond_patience());
    }
}
