//! Laying what was claimed and what was seen side by side, piece by piece, at the least cost.

/// What becomes of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The claimed piece of this index stays: it is right, or stands for what is left out.
    Keep(usize),
    /// The claimed piece of the first index becomes the seen one of the second.
    Become(usize, usize),
    /// The claimed piece of this index goes.
    Drop(usize),
    /// The seen piece of this index comes in.
    Insert(usize),
}

/// The claimed pieces, the seen ones, and how they compare.
pub(super) struct Pieces<'a> {
    /// How many pieces are claimed.
    pub(super) claimed: usize,
    /// How many were seen.
    pub(super) seen: usize,
    /// Whether a claimed piece stands for any number of others.
    pub(super) elides: &'a dyn Fn(usize) -> bool,
    /// How a claimed piece and a seen one compare.
    pub(super) likeness: &'a dyn Fn(usize, usize) -> Likeness,
}

/// How two pieces compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They say the same.
    Same,
    /// One may well have become the other.
    Near,
    /// They have little in common.
    Far,
}

/// Pairs beyond which nothing is aligned: a table of them is filled.
const MAX_PAIRS: usize = 1 << 20;

const REPLACING: u32 = 2;
/// No more than dropping it, which would leave all to dots in front of it.
const REPLACING_WHOLLY: u32 = 3;
const INSERTING: u32 = 2;
/// A claimed piece is rather replaced than dropped: what its author left out could be anything.
const DROPPING: u32 = 3;

/// The steps from the claimed pieces to the seen ones; `None` where there are too many of them.
pub(super) fn align(pieces: &Pieces<'_>) -> Option<Vec<Step>> {
    let width = pieces.seen + 1;
    if (pieces.claimed + 1).checked_mul(width)? > MAX_PAIRS {
        return None;
    }
    let costs = Costs::of(pieces, width);
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < pieces.claimed || j < pieces.seen {
        let here = costs.at(i, j);
        if i < pieces.claimed && (pieces.elides)(i) {
            if costs.at(i + 1, j) == here {
                steps.push(Step::Keep(i));
                i += 1;
            } else {
                j += 1;
            }
        } else if i < pieces.claimed && j < pieces.seen && costs.at(i + 1, j + 1) + costs.pair(i, j) == here {
            steps.push(if costs.pair(i, j) == 0 { Step::Keep(i) } else { Step::Become(i, j) });
            (i, j) = (i + 1, j + 1);
        } else if j < pieces.seen && costs.at(i, j + 1) + INSERTING == here {
            steps.push(Step::Insert(j));
            j += 1;
        } else {
            steps.push(Step::Drop(i));
            i += 1;
        }
    }
    Some(steps)
}

/// What it costs to get from the claimed pieces from one on to the seen ones from another on.
struct Costs {
    width: usize,
    rest: Vec<u32>,
    likeness: Vec<Likeness>,
}

impl Costs {
    fn of(pieces: &Pieces<'_>, width: usize) -> Self {
        let size = (pieces.claimed + 1) * width;
        let mut costs = Self { width, rest: vec![0; size], likeness: vec![Likeness::Far; size] };
        for i in (0..=pieces.claimed).rev() {
            let elides = i < pieces.claimed && (pieces.elides)(i);
            for j in (0..=pieces.seen).rev() {
                if i < pieces.claimed && j < pieces.seen && !elides {
                    costs.likeness[i * width + j] = (pieces.likeness)(i, j);
                }
                costs.rest[i * width + j] = costs.least(pieces, i, j, elides);
            }
        }
        costs
    }

    fn least(&self, pieces: &Pieces<'_>, i: usize, j: usize, elides: bool) -> u32 {
        let (more_claimed, more_seen) = (i < pieces.claimed, j < pieces.seen);
        let passed = if elides { 0 } else { DROPPING };
        let taken_in = if elides { 0 } else { INSERTING };
        let ways = [
            (more_claimed && more_seen && !elides).then(|| self.at(i + 1, j + 1) + self.pair(i, j)),
            more_claimed.then(|| self.at(i + 1, j) + passed),
            more_seen.then(|| self.at(i, j + 1) + taken_in),
        ];
        ways.into_iter().flatten().min().unwrap_or(0)
    }

    fn at(&self, i: usize, j: usize) -> u32 {
        self.rest[i * self.width + j]
    }

    fn pair(&self, i: usize, j: usize) -> u32 {
        match self.likeness[i * self.width + j] {
            Likeness::Same => 0,
            Likeness::Near => REPLACING,
            Likeness::Far => REPLACING_WHOLLY,
        }
    }
}
