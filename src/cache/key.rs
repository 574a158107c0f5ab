//! Names of values: hashes of all that they follow from.

/// The shape of all that is kept. Raised with each change of it: what older ones wrote is then not found.
const SCHEMA: u32 = 1;

/// The name of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub(super) [u8; 32]);

/// What a value follows from, part by part. Each part is hashed behind its length, so that no two lists
/// of parts look the same.
#[derive(Clone, Debug)]
pub struct Parts(blake3::Hasher);

impl Parts {
    /// The parts of a value of this kind.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        let mut parts = Self(blake3::Hasher::new());
        parts.add(SCHEMA.to_le_bytes()).add(kind);
        parts
    }

    /// Adds a part.
    pub fn add(&mut self, part: impl AsRef<[u8]>) -> &mut Self {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes()).update(part);
        self
    }

    /// Adds how many parts follow, and these.
    pub fn add_each<T: AsRef<[u8]>>(&mut self, parts: impl ExactSizeIterator<Item = T>) -> &mut Self {
        self.add((parts.len() as u64).to_le_bytes());
        for part in parts {
            self.add(part);
        }
        self
    }

    /// The key of what has these parts.
    #[must_use]
    pub fn key(&self) -> Key {
        Key(*self.0.finalize().as_bytes())
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl AsRef<[u8]> for Key {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
