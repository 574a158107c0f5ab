//! The features of a line that the weights speak of.

/// Something that is true or false of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Feature {
    // True of every line.
    Always,
    // How it ends.
    EndsWithOpenBrace,
    EndsWithSemicolon,
    EndsWithComma,
    EndsWithColon,
    EndsWithWideColon,
    EndsWithOpenBracket,
    EndsWithCloser,
    EndsWithBackslash,
    EndsWithFullStop,
    EndsWithWideStop,
    EndsWithAngle,
    EndsWithQuestion,
    // How it begins.
    StartsWithCloser,
    StartsWithSlashComment,
    StartsWithStar,
    StartsWithHash,
    StartsWithHashes,
    StartsWithAt,
    StartsWithTag,
    StartsWithFlag,
    StartsWithBullet,
    StartsWithNumber,
    StartsWithQuoteMark,
    StartsWithPipe,
    StartsWithLink,
    StartsWithString,
    StartsWithCapitalWord,
    StartsWithLowerWord,
    StartsWithDot,
    StartsWithWide,
    StartsWithPath,
    StartsWithDigit,
    // Prompts.
    ShellPrompt,
    WeakPrompt,
    OtherPrompt,
    PythonContinues,
    // First words.
    CommandLine,
    CommandWord,
    CurlyKeyword,
    CurlyStatement,
    ScriptKeyword,
    ScriptStatement,
    SqlKeyword,
    DockerKeyword,
    Preprocessor,
    TypedDeclaration,
    // What is in it.
    HasFlag,
    HasPath,
    HasShellOperator,
    HasVariable,
    Assigns,
    AssignsFirst,
    Compares,
    HasArrow,
    HasScope,
    IsCall,
    HasCall,
    HasMember,
    HasIndex,
    HasString,
    HasBackticks,
    HasEmphasis,
    HasUrl,
    HasLink,
    HasTag,
    HasCompoundName,
    HasDigits,
    HasBoxDrawing,
    HasColumns,
    // Data.
    KeyAndValue,
    KeyAlone,
    QuotedKey,
    Section,
    KeyEqualsValue,
    MessageWord,
    // Comments and characters of other scripts.
    HasTrailingComment,
    WideInCommentOnly,
    WideInStringOnly,
    MostlyWide,
    WideWithNarrowStop,
    FewWide,
    ManyWide,
    HasWidePunctuation,
    // English.
    OneFunctionWord,
    SomeFunctionWords,
    ManyFunctionWords,
    WordRun,
    NoFunctionWord,
    OneWord,
    // How much of what.
    NoPunctuation,
    SomePunctuation,
    MuchPunctuation,
    OnlyPunctuation,
    Short,
    Long,
    VeryLong,
    // Its place.
    Indented,
    IndentedFar,
    TabIndented,
    DeeperThanBefore,
    ShallowerThanBefore,
    AfterBlank,
    BeforeBlank,
    AfterColon,
    AfterWideStop,
    FirstOfText,
    Alone,
    HeadingAlone,
    WideAlone,
    IsMember,
    IsElement,
    BlockHead,
    AfterBlanks,
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Features(u128);

impl Features {
    /// The indices of the features in the set.
    pub(super) fn indices(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let index = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (index < 128).then_some(index)
        })
    }

    /// Adds the feature if it holds.
    pub(super) fn set(&mut self, feature: Feature, holds: bool) {
        self.0 |= u128::from(holds) << feature as u8;
    }

    /// Adds those features that hold.
    pub(super) fn set_all<const N: usize>(&mut self, features: [(Feature, bool); N]) {
        for (feature, holds) in features {
            self.set(feature, holds);
        }
    }
}
