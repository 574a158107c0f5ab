//! Which bytes a text holds.

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// Those that are among `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut set = [0; 4];
        for byte in bytes {
            set[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        Self(set)
    }

    /// Whether a byte is in it.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 == 1
    }

    /// Those that are in one of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] | other.0[index]))
    }

    /// Whether a byte is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(one, other)| one & other != 0)
    }

    /// Its bytes, in order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        [0, 64, 128, 192].into_iter().zip(self.0).flat_map(|(start, mut left)| {
            std::iter::from_fn(move || {
                let byte = (left != 0).then(|| start + left.trailing_zeros().to_le_bytes()[0])?;
                left &= left - 1;
                Some(byte)
            })
        })
    }
}
