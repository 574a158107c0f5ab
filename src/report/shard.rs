//! Which part of the notes one of several machines checks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One of so many shards: `2/5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// How many there are.
    pub of: u64,
    /// Which of them this is, from 1.
    pub number: u64,
}

impl Shard {
    /// The one shard of a check that is not shared out.
    pub const WHOLE: Self = Self { of: 1, number: 1 };

    /// Whether this shard checks a group, which its hash decides.
    #[must_use]
    pub const fn takes(self, group: u64) -> bool {
        group % self.of == self.number - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let (number, of) = numbers.ok_or("a shard is written as 2/5: the second of five")?;
        if (1..=of).contains(&number) {
            Ok(Self { of, number })
        } else {
            Err("shards count from 1 to as many as there are: 1/5 is the first of five, 5/5 the last")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn a_shard_is_written_as_its_number_of_how_many() {
        assert_eq!("2/5".parse(), Ok(Shard { of: 5, number: 2 }));
        for wrong in ["", "2", "0/5", "6/5", "0/0", "-1/5", "2/5/7", "a/b"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn each_group_is_taken_by_one_shard() {
        let takers = |group| (1..=5).filter(|number| Shard { of: 5, number: *number }.takes(group)).count();
        assert!([0, 1, 4, 5, 1 << 40, u64::MAX].into_iter().all(|group| takers(group) == 1));
    }
}
