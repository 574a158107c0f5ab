//! Which snippets are judged together, under a name that stays while notes around them change.

use super::Plan;
use crate::claims::Claim;
use crate::classify::Snippet;

/// For each snippet, the hash of the group that it is part of: those that run in one program, and the
/// output blocks that show what it prints. The hash is that of the group's text alone, so that it is the
/// same on every machine and wherever the notes stand.
#[must_use]
pub fn groups(plan: &Plan, snippets: &[Snippet], claims: &[Claim]) -> Vec<u64> {
    let mut groups = Groups((0..snippets.len()).collect());
    for program in &plan.programs {
        for pair in program.members.windows(2) {
            groups.join(pair[0], pair[1]);
        }
    }
    for claim in claims {
        if let Some(output) = claim.output {
            groups.join(claim.snippet, output);
        }
    }
    let mut texts = vec![blake3::Hasher::new(); snippets.len()];
    for (index, snippet) in snippets.iter().enumerate() {
        let text = snippet.block.code.text();
        texts[groups.first_of(index)].update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    let hashes: Vec<u64> = texts.iter().map(number).collect();
    (0..snippets.len()).map(|index| hashes[groups.first_of(index)]).collect()
}

/// The first eight bytes of a hash.
fn number(hasher: &blake3::Hasher) -> u64 {
    let mut bytes = [0; 8];
    hasher.finalize_xof().fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// For each snippet, one before it in its group; for the first of a group, itself.
struct Groups(Vec<usize>);

impl Groups {
    fn first_of(&mut self, mut snippet: usize) -> usize {
        while self.0[snippet] != snippet {
            // Halves the way for whoever asks next.
            self.0[snippet] = self.0[self.0[snippet]];
            snippet = self.0[snippet];
        }
        snippet
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first_of(one), self.first_of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;

    #[test]
    fn what_is_joined_has_the_same_first() {
        let mut groups = Groups((0..6).collect());
        for (one, other) in [(4, 2), (5, 4), (1, 3)] {
            groups.join(one, other);
        }
        let firsts: Vec<_> = (0..6).map(|snippet| groups.first_of(snippet)).collect();
        assert_eq!(firsts, [0, 1, 2, 1, 2, 2]);
    }
}
