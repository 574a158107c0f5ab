//! Dockerfiles; known by their shape alone.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// Dockerfiles; known by their shape alone.
pub(super) struct Dockerfile;

impl Language for Dockerfile {
    fn name(&self) -> &'static str {
        "dockerfile"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["dockerfile", "docker", "containerfile"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        None
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[CLUES]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\s*FROM (--platform=\S+ )?[\w./:@${}-]+( [Aa][Ss] [\w.-]+)?\s*$", 5.0, "`FROM …` begins an image"),
    clue(r"^\s*RUN (\[|--mount|\S)", 8.0, "`RUN …`"),
    clue(r"^\s*(COPY|ADD) (--\w+=\S+ )*\[?\S+ .*\S", 4.0, "`COPY … …`"),
    clue(r"^\s*WORKDIR \S+\s*$", 5.0, "`WORKDIR …`"),
    clue(r"^\s*(CMD|ENTRYPOINT) (\[|\S)", 4.5, "`CMD …`"),
    clue(r"^\s*EXPOSE [\d${]", 5.0, "`EXPOSE …`"),
    clue(r"^\s*ENV \w+[= ]\S?", 4.0, "`ENV …`"),
    clue(r"^\s*ARG \w+(=\S*)?\s*$", 4.0, "`ARG …`"),
    clue(
        r"^\s*(LABEL|MAINTAINER|VOLUME|USER|ONBUILD|STOPSIGNAL|SHELL|HEALTHCHECK)\s+[\x22\[\w<-]",
        3.5,
        "an instruction of a Dockerfile",
    ),
    clue(r"^\s+[\w./-].*(&&|;)? \\\s*$|^\s+&& ", 0.6, "a command that goes on"),
    clue(r"^#\s*(syntax|escape)=", 5.0, "a parser directive"),
    clue(r"^#+ ", 0.3, "a comment `#`"),
    clue(r"^\s*#.*\bDockerfile\b", 2.0, "a comment names a Dockerfile"),
    clue(r"^\s*ADD (UNIQUE |FULLTEXT )*(INDEX|COLUMN|CONSTRAINT|KEY|PRIMARY)\b", -5.0, "a column is added"),
    clue(r"rm -rf /var/lib/apt/lists|--no-install-recommends|--no-cache(-dir)?\b", 1.5, "what images leave out"),
];
