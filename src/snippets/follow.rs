//! Which stored snippet is which of the snippets that the notes hold now.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::ops::Range;

use crate::notes::floor_char_boundary;

/// A snippet, stored or new, as far as telling them apart goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The hash of its code.
    pub(super) hash: &'a str,
    /// Its code.
    pub(super) code: &'a str,
}

/// How many stored snippets are compared with one whose code changed.
const WINDOW: usize = 8;

/// How much of their words two versions of one snippet have in common, from 0 to 1. Half is what is
/// left of a line of two words when one changes.
const ALIKE: f64 = 0.5;

/// How much of a long snippet is compared.
const COMPARED: usize = 1 << 16;

/// For each new snippet, in reading order, the index of the stored one that it was. Of those, the first
/// `live` stood in the notes when they were last read, in this order; the others are orphans.
///
/// The same code is the same snippet; where it stands several times, the neighbours decide, and then
/// the order. Code that changed is the stored snippet between the same neighbours, if they are alike.
pub(super) fn follow(stored: &[Known<'_>], live: usize, new: &[Known<'_>]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { stored, live, new, of_new: vec![None; new.len()], taken: vec![false; stored.len()] };
    pairs.join(0..live, |all, at| (hash_at(all, at.wrapping_sub(1)), all[at].hash, hash_at(all, at + 1)));
    pairs.join(0..live, |all, at| (hash_at(all, at.wrapping_sub(1)), all[at].hash));
    pairs.join(0..live, |all, at| (all[at].hash, hash_at(all, at + 1)));
    pairs.join(0..live, |all, at| all[at].hash);
    pairs.join(live..stored.len(), |all, at| all[at].hash);
    pairs.join_edited();
    pairs.of_new
}

fn hash_at<'a>(all: &[Known<'a>], at: usize) -> Option<&'a str> {
    all.get(at).map(|known| known.hash)
}

struct Pairs<'a, 'b> {
    stored: &'b [Known<'a>],
    live: usize,
    new: &'b [Known<'a>],
    of_new: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<'a> Pairs<'a, '_> {
    fn pair(&mut self, new: usize, stored: usize) {
        self.of_new[new] = Some(stored);
        self.taken[stored] = true;
    }

    /// Joins those of `range` that are free with those that have the same key, in order.
    fn join<K: Eq + Hash>(&mut self, range: Range<usize>, key: impl Fn(&[Known<'a>], usize) -> K) {
        let all = &self.stored[range.clone()];
        let mut by_key: HashMap<K, VecDeque<usize>> = HashMap::new();
        for stored in range.clone().filter(|stored| !self.taken[*stored]) {
            by_key.entry(key(all, stored - range.start)).or_default().push_back(stored);
        }
        for at in 0..self.new.len() {
            if self.of_new[at].is_none()
                && let Some(stored) = by_key.get_mut(&key(self.new, at)).and_then(VecDeque::pop_front)
            {
                self.pair(at, stored);
            }
        }
    }

    /// Joins what stands behind the same neighbour, or before it, and is alike.
    fn join_edited(&mut self) {
        let live = self.live;
        for at in 0..self.new.len() {
            let begin = if at == 0 { Some(0) } else { self.live_of(at - 1).map(|before| before + 1) };
            if let Some(begin) = begin {
                self.join_alike(at, begin..live);
            }
        }
        for at in (0..self.new.len()).rev() {
            let end = if at + 1 == self.new.len() { Some(live) } else { self.live_of(at + 1) };
            if let Some(end) = end {
                self.join_alike(at, (0..end).rev());
            }
        }
    }

    /// The stored snippet that a new one was, where it is not an orphan, which has no neighbours.
    fn live_of(&self, new: usize) -> Option<usize> {
        self.of_new[new].filter(|stored| *stored < self.live)
    }

    /// Joins a new snippet with the one that it is most like among the next that are free.
    fn join_alike(&mut self, at: usize, places: impl Iterator<Item = usize>) {
        if self.of_new[at].is_some() {
            return;
        }
        let free = places.take_while(|place| !self.taken[*place]).take(WINDOW);
        let alike = free.map(|place| (place, likeness(self.stored[place].code, self.new[at].code)));
        // The first of those that are equally alike: the nearest.
        let best = alike.reduce(|best, other| if other.1 > best.1 { other } else { best });
        if let Some((place, likeness)) = best
            && likeness >= ALIKE
        {
            self.pair(at, place);
        }
    }
}

/// Dice's coefficient over the words and signs of two texts.
#[expect(clippy::cast_precision_loss, reason = "no more than COMPARED words are counted")]
fn likeness(one: &str, other: &str) -> f64 {
    let (mut one, total_one) = words(one);
    let (other, total_other) = words(other);
    let total = total_one + total_other;
    if total == 0 {
        return 0.0;
    }
    let common: usize = other.iter().map(|(word, count)| one.remove(word).unwrap_or(0).min(*count)).sum();
    2.0 * common as f64 / total as f64
}

/// How often each word and each sign stands in a text, and how many there are.
fn words(text: &str) -> (HashMap<&str, usize>, usize) {
    let text = &text[..floor_char_boundary(text, COMPARED)];
    let in_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut counts = HashMap::new();
    let mut total = 0;
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length =
            if in_word(first) { rest.find(|next| !in_word(next)).unwrap_or(rest.len()) } else { first.len_utf8() };
        *counts.entry(&rest[..length]).or_default() += 1;
        total += 1;
        rest = rest[length..].trim_start();
    }
    (counts, total)
}

#[cfg(test)]
mod tests {
    use super::{Known, follow, likeness};

    fn known<'a>(codes: &[&'a str]) -> Vec<Known<'a>> {
        codes.iter().map(|code| Known { hash: code, code }).collect()
    }

    fn followed(stored: &[&str], new: &[&str]) -> Vec<Option<usize>> {
        follow(&known(stored), stored.len(), &known(new))
    }

    #[test]
    fn the_same_code_is_followed_wherever_it_goes() {
        assert_eq!(followed(&["a", "b", "c"], &["c", "a", "new", "b"]), [Some(2), Some(0), None, Some(1)]);
    }

    #[test]
    fn of_equal_codes_the_neighbours_decide() {
        assert_eq!(followed(&["x", "ls", "y", "ls"], &["y", "ls", "x", "ls"]), [Some(2), Some(3), Some(0), Some(1)]);
        assert_eq!(followed(&["x", "ls", "y", "ls"], &["y", "ls"]), [Some(2), Some(3)]);
    }

    #[test]
    fn edited_code_is_what_stood_between_its_neighbours() {
        assert_eq!(followed(&["a", "x = f(1)", "b"], &["a", "x = f(2)", "b"]), [Some(0), Some(1), Some(2)]);
        assert_eq!(followed(&["x = f(1)", "b"], &["new thing", "x = f(2)", "b"]), [None, Some(0), Some(1)]);
        assert_eq!(followed(&["a", "x = 1", "y + 2"], &["a", "x = 3", "y + 4"]), [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn other_code_in_the_same_place_is_another_snippet() {
        assert_eq!(followed(&["a", "print(1)", "b"], &["a", "go build ./...", "b"]), [Some(0), None, Some(2)]);
    }

    #[test]
    fn an_orphan_is_nobodys_neighbour_and_returns_with_its_code() {
        let stored = known(&["a", "b", "a", "gone"]);
        assert_eq!(follow(&stored, 2, &known(&["a", "b", "a"])), [Some(0), Some(1), Some(2)]);
        assert_eq!(follow(&stored, 2, &known(&["gone 2", "a", "b"])), [None, Some(0), Some(1)]);
    }

    #[test]
    fn likeness_counts_words_and_signs() {
        assert!((likeness("x = 1", "x = 2") - 2.0 / 3.0).abs() < 1e-9);
        assert!(likeness("", "").abs() < 1e-9);
    }

    #[test]
    fn many_equal_snippets_are_followed_in_linear_time() {
        let same = vec!["same"; 100_000];
        assert!(followed(&same, &same).iter().enumerate().all(|(at, of)| *of == Some(at)));
    }
}
