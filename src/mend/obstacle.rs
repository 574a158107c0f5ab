//! Why a claim is left as it is.

/// Why recant does not mend a claim that drifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// A person stored it in the corpus.
    Stored,
    /// It is what a person accepted, and is accepted anew.
    Accepted,
    /// It was not seen twice.
    SeenOnce,
    /// Several trials saw several things.
    Disagreement,
    /// What was seen is the error that ended the code.
    Error,
    /// The error that the note shows does not come any more.
    NoError,
    /// Nothing was printed.
    Nothing,
    /// What was seen is no plain text, or is too much of it.
    Unfit,
    /// The claim shows a part, and it is not clear which part of what was seen takes its place.
    WhichPart,
    /// The claim says something else than what is printed.
    OtherKind,
    /// What was seen has several lines, and there is room for one.
    OneLine,
    /// The notebook keeps what was printed in several forms, or an error in several fields.
    KeptTwice,
    /// The claim does not stand in the file as it was read.
    NotVerbatim,
    /// The edited note would not be read as it is meant.
    Misread,
}

impl Obstacle {
    /// The reason in words, as the end of a sentence that begins with the claim.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Stored => "a person stored this claim in the corpus: change it in its completion.toml",
            Self::Accepted => "it is what was accepted before: `recant accept` takes over what is printed now",
            Self::SeenOnce => "it was seen once only, and what is written has to be seen twice",
            Self::Disagreement => {
                "versions or programs show different things: which of them the note means is yours to say"
            }
            Self::Error => "the code ends with an error: see whether the note or its code is wrong",
            Self::NoError => "the error that the note shows does not come any more: see what the note is to say now",
            Self::Nothing => "nothing is printed any more: see what the note is to say now",
            Self::Unfit => "what is printed is no plain text, or more of it than a note should hold",
            Self::WhichPart => {
                "the note shows a part of what is printed, and which part it should be now is yours to say"
            }
            Self::OtherKind => "the note does not say what is printed",
            Self::OneLine => "several lines are printed, and the note has room for one",
            Self::KeptTwice => {
                "the notebook keeps this output in several forms, which would not agree: run the cell in Jupyter"
            }
            Self::NotVerbatim => "the claim does not stand in the file letter by letter",
            Self::Misread => "written into the note, what is printed would not be read as output",
        }
    }
}
