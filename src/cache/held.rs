//! Values as bytes: one after the other, no names, so that a hundred thousand are read in no time.
//!
//! What wrote them is what reads them: recant itself is part of every key under which they are kept.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

/// Something that can be kept as bytes.
pub trait Held: Sized {
    /// Writes it.
    fn hold(&self, out: &mut Vec<u8>);

    /// Reads it from the front; `None` where that is not one.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Reads what takes up all of the bytes.
#[must_use]
pub fn read_all<T: Held>(mut bytes: &[u8]) -> Option<T> {
    let value = T::take(&mut bytes)?;
    bytes.is_empty().then_some(value)
}

/// Makes a structure or an enumeration of named parts [`Held`]. All parts are to be named: one that is
/// forgotten does not compile. Behind `but` stand those that are not kept, and are their default when read;
/// variants stand behind the byte that they are written as.
macro_rules! held {
    (struct $name:ty { $($part:ident),* $(,)? } $(but $($left:ident),+)?) => {
        impl $crate::cache::Held for $name {
            fn hold(&self, out: &mut Vec<u8>) {
                let Self { $($part,)* $($($left: _,)+)? } = self;
                $($crate::cache::Held::hold($part, out);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                $(let $part = $crate::cache::Held::take(from)?;)*
                Some(Self { $($part,)* $($($left: Default::default(),)+)? })
            }
        }
    };
    (enum $name:ty { $($place:literal $variant:ident $(($part:ident))?),* $(,)? }) => {
        impl $crate::cache::Held for $name {
            fn hold(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($part))? => {
                        out.push($place);
                        $($crate::cache::Held::hold($part, out);)?
                    })*
                }
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(match <u8 as $crate::cache::Held>::take(from)? {
                    $($place => {
                        $(let $part = $crate::cache::Held::take(from)?;)?
                        Self::$variant $(($part))?
                    })*
                    _ => return None,
                })
            }
        }
    };
}
pub(crate) use held;

impl Held for u64 {
    fn hold(&self, out: &mut Vec<u8>) {
        let mut left = *self;
        while left >= 0x80 {
            out.push(0x80 | u8::try_from(left & 0x7f).unwrap_or_default());
            left >>= 7;
        }
        out.push(u8::try_from(left).unwrap_or_default());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = u8::take(from)?;
            number |= Self::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

impl Held for usize {
    fn hold(&self, out: &mut Vec<u8>) {
        (*self as u64).hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Held for i32 {
    fn hold(&self, out: &mut Vec<u8>) {
        u64::from(self.cast_unsigned()).hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u32::try_from(u64::take(from)?).ok().map(u32::cast_signed)
    }
}

impl Held for f32 {
    fn hold(&self, out: &mut Vec<u8>) {
        u64::from(self.to_bits()).hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u32::try_from(u64::take(from)?).ok().map(Self::from_bits)
    }
}

impl Held for bool {
    fn hold(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u8::take(from).filter(|byte| *byte < 2).map(|byte| byte == 1)
    }
}

/// Writes bytes behind their number.
fn hold_slice(bytes: &[u8], out: &mut Vec<u8>) {
    bytes.len().hold(out);
    out.extend_from_slice(bytes);
}

/// Reads bytes behind their number.
fn take_slice<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::take(from)?;
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}

impl Held for String {
    fn hold(&self, out: &mut Vec<u8>) {
        hold_slice(self.as_bytes(), out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        std::str::from_utf8(take_slice(from)?).ok().map(str::to_owned)
    }
}

impl Held for Cow<'static, str> {
    fn hold(&self, out: &mut Vec<u8>) {
        hold_slice(self.as_bytes(), out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from).map(Cow::Owned)
    }
}

impl Held for PathBuf {
    fn hold(&self, out: &mut Vec<u8>) {
        hold_slice(self.as_os_str().as_encoded_bytes(), out);
    }

    #[cfg(unix)]
    fn take(from: &mut &[u8]) -> Option<Self> {
        let bytes = take_slice(from)?;
        Some(Self::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes)))
    }

    #[cfg(not(unix))]
    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from).map(Self::from)
    }
}

impl Held for Duration {
    fn hold(&self, out: &mut Vec<u8>) {
        u64::try_from(self.as_micros()).unwrap_or(u64::MAX).hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from).map(Self::from_micros)
    }
}

impl Held for u8 {
    fn hold(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        Some(*byte)
    }
}

/// Writes values behind their number.
fn hold_each<'a, T: Held + 'a>(values: impl ExactSizeIterator<Item = &'a T>, out: &mut Vec<u8>) {
    values.len().hold(out);
    for value in values {
        value.hold(out);
    }
}

impl<T: Held> Held for Vec<T> {
    fn hold(&self, out: &mut Vec<u8>) {
        hold_each(self.iter(), out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let count = usize::take(from)?;
        // A number that is none takes no memory: each of them takes a byte at least.
        let mut all = Self::with_capacity(count.min(from.len()));
        for _ in 0..count {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl<T: Held + Ord> Held for BTreeSet<T> {
    fn hold(&self, out: &mut Vec<u8>) {
        hold_each(self.iter(), out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Vec::take(from).map(Self::from_iter)
    }
}

impl<T: Held> Held for Option<T> {
    fn hold(&self, out: &mut Vec<u8>) {
        self.is_some().hold(out);
        if let Some(value) = self {
            value.hold(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Held, U: Held> Held for (T, U) {
    fn hold(&self, out: &mut Vec<u8>) {
        self.0.hold(out);
        self.1.hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((T::take(from)?, U::take(from)?))
    }
}

impl<T: Held> Held for Range<T> {
    fn hold(&self, out: &mut Vec<u8>) {
        self.start.hold(out);
        self.end.hold(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(T::take(from)?..T::take(from)?)
    }
}
