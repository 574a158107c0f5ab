//! The marks that tell what a probe sees from the rest of the output.

/// Stands at both ends of a mark: the record separator of ASCII, which programs hardly ever print.
pub const SEPARATOR: char = '\u{1e}';

/// What a program prints in front of what the probe `id` sees.
#[must_use]
pub fn mark_open(nonce: &str, id: usize) -> String {
    format!("{SEPARATOR}{nonce}<{id}{SEPARATOR}")
}

/// What a program prints in front of the value that the probe `id` shows, which is no output of
/// the note's own.
#[must_use]
pub fn mark_value(nonce: &str, id: usize) -> String {
    format!("{SEPARATOR}{nonce}={id}{SEPARATOR}")
}

/// What a program prints behind what the probe `id` sees. In front of the last character may stand
/// how it ended: `?` and an exit status, or `!` and the error's type and message.
#[must_use]
pub fn mark_close(nonce: &str, id: usize) -> String {
    format!("{SEPARATOR}{nonce}>{id}{SEPARATOR}")
}

/// What stands in front of a mark's last character where a line end follows that belongs to it, for
/// languages that cannot print without one.
pub const MARK_LINE: &str = "~";

/// Stands between the renderings of one value: `repr` and `str`, `%v` and `%#v`.
pub const RENDERING: char = '\u{1f}';
