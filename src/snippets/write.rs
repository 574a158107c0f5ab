//! Writing what was found: the same notes give the same bytes, and nothing of a person's is lost.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use super::follow::{Known, follow};
use super::home::path_from;
use super::name::{MOVING, SNIPPET_TOML, code_file, folder_name, parts_of, slug_of};
use super::read::{CodeFile, Entry, folders_in};
use super::stored::StoredSnippet;
use super::{Changes, Move, SnippetsError, read};
use crate::claims::Claim;
use crate::classify::{Kind, Snippet};
use crate::notes::{Document, SOURCE_FILE};

const HEADER: &str = "# Written by `recant extract`, which writes it anew: what you add belongs in completion.toml.\n";

/// Writes a document's snippets, and what the notes claim of them, into the folder that is their
/// [`home`](super::home()). Output that the notes show is part of a claim and has no folder of its own.
///
/// # Errors
/// Where the notes are not a file, or the folder cannot be read or written. Nothing is written before
/// all that is there has been read.
pub fn write(
    into: &Path,
    document: &Document,
    snippets: &[Snippet],
    claims: &[Claim],
) -> Result<Changes, SnippetsError> {
    fs::create_dir_all(into).map_err(SnippetsError::access(into))?;
    let path = path_from(into, Path::new(&document.path))
        .map_err(|_| SnippetsError::NotAFile { path: document.path.clone() })?;
    let entries = entries_of(into, &path)?;
    let found = found_in(document, &path, snippets, claims);
    let followed = followed_by(&entries, &found);
    let names = names_for(into, &entries, &found, &followed)?;

    let mut changes = Changes::default();
    write_source(into, &path)?;
    rename(into, &entries, &followed, &names)?;
    for ((found, name), stored) in found.iter().zip(names).zip(&followed) {
        let entry = stored.map(|stored| &entries[stored]);
        let wrote = write_folder(&into.join(&name), found, entry, &mut changes)?;
        match entry {
            Some(entry) if entry.name != name => changes.moved.push(Move { from: entry.name.clone(), to: name }),
            _ if wrote => changes.written.push(name),
            _ => changes.unchanged.push(name),
        }
    }
    let kept: HashSet<_> = followed.into_iter().flatten().collect();
    for (_, orphan) in entries.into_iter().enumerate().filter(|(index, _)| !kept.contains(index)) {
        let stored = StoredSnippet { orphaned: true, ..orphan.snippet };
        put(&into.join(&orphan.name).join(SNIPPET_TOML), &description(&stored))?;
        changes.orphaned.push(orphan.name);
    }
    Ok(changes)
}

/// The names of the folders that [`write()`] gives a document's snippets; none where a snippet is output,
/// which has no folder.
///
/// # Errors
/// Where the folder cannot be read.
pub fn names(into: &Path, document: &Document, snippets: &[Snippet]) -> Result<Vec<Option<String>>, SnippetsError> {
    let path = path_from(into, Path::new(&document.path)).unwrap_or_default();
    let entries = entries_of(into, &path)?;
    let found = found_in(document, &path, snippets, &[]);
    let mut names = names_for(into, &entries, &found, &followed_by(&entries, &found))?.into_iter();
    Ok(snippets.iter().map(|snippet| if snippet.kind == Kind::Output { None } else { names.next() }).collect())
}

/// For each snippet that the notes hold now, the entry that it is stored in.
fn followed_by(entries: &[Entry], found: &[Found<'_>]) -> Vec<Option<usize>> {
    let codes = found.iter().map(|found| Known { hash: &found.stored.hash, code: found.code });
    followed(entries, &codes.collect::<Vec<_>>())
}

/// A snippet that the notes hold now.
struct Found<'a> {
    code: &'a str,
    file: String,
    stored: StoredSnippet,
}

fn found_in<'a>(document: &Document, path: &str, snippets: &'a [Snippet], claims: &[Claim]) -> Vec<Found<'a>> {
    let mut claims_of = vec![Vec::new(); snippets.len()];
    for claim in claims {
        if let Some(of) = claims_of.get_mut(claim.snippet) {
            of.push(claim);
        }
    }
    let all = snippets.iter().zip(claims_of).filter(|(snippet, _)| snippet.kind != Kind::Output);
    all.map(|(snippet, claims)| Found {
        code: snippet.block.code.text(),
        file: code_file(snippet.language),
        stored: StoredSnippet::new(document, path, snippet, claims.into_iter()),
    })
    .collect()
}

/// What is stored of these notes, or of notes that are no longer there: orphans last.
pub(super) fn entries_of(into: &Path, path: &str) -> Result<Vec<Entry>, SnippetsError> {
    let mut entries = read(into)?;
    entries.retain(|entry| entry.snippet.path == path || !into.join(&entry.snippet.path).exists());
    entries.sort_by_key(|entry| entry.snippet.orphaned);
    Ok(entries)
}

/// For each snippet that the notes hold now, the entry that it is stored in.
pub(super) fn followed(entries: &[Entry], now: &[Known<'_>]) -> Vec<Option<usize>> {
    let code_of = |entry: &'_ Entry| entry.code.as_ref().and_then(|code| code.text.clone()).unwrap_or_default();
    let codes: Vec<_> = entries.iter().map(code_of).collect();
    let stored = entries.iter().zip(&codes).map(|(entry, code)| Known { hash: &entry.snippet.hash, code });
    let live = entries.iter().filter(|entry| !entry.snippet.orphaned).count();
    follow(&stored.collect::<Vec<_>>(), live, now)
}

/// A name for each snippet that no other folder has. A folder keeps the words of its name, which a
/// person may have chosen.
fn names_for(
    into: &Path,
    entries: &[Entry],
    found: &[Found<'_>],
    followed: &[Option<usize>],
) -> Result<Vec<String>, SnippetsError> {
    let ours: HashSet<_> = followed.iter().flatten().map(|stored| entries[*stored].name.as_str()).collect();
    let mut taken: HashSet<_> = folders_in(into)?.into_iter().filter(|name| !ours.contains(name.as_str())).collect();
    let mut names = Vec::with_capacity(found.len());
    for (index, (found, stored)) in found.iter().zip(followed).enumerate() {
        let slug = stored.map_or_else(|| slug_of(found.code), |stored| parts_of(&entries[stored].name).1.to_owned());
        let name = folder_name(index + 1, &slug);
        let mut free = name.clone();
        for number in 2.. {
            if taken.insert(free.clone()) {
                break;
            }
            free = format!("{name}-{number}");
        }
        names.push(free);
    }
    Ok(names)
}

/// Gives folders their new names, each by way of a name that no folder has, as two may swap theirs.
fn rename(into: &Path, entries: &[Entry], followed: &[Option<usize>], names: &[String]) -> Result<(), SnippetsError> {
    let moves = followed.iter().zip(names).filter_map(|(stored, name)| Some((&entries[(*stored)?].name, name)));
    let moves: Vec<_> = moves.filter(|(from, to)| from != to).collect();
    let between = |from: &str| into.join(format!("{from}{MOVING}"));
    for (from, _) in &moves {
        let path = into.join(from);
        fs::rename(&path, between(from)).map_err(SnippetsError::access(&path))?;
    }
    for (from, to) in &moves {
        let path = into.join(to);
        fs::rename(between(from), &path).map_err(SnippetsError::access(&path))?;
    }
    Ok(())
}

fn write_source(into: &Path, path: &str) -> Result<(), SnippetsError> {
    let file = into.join(SOURCE_FILE);
    if !path.contains('/') || file.exists() {
        return Ok(());
    }
    let source = toml::Table::from_iter([("notes".to_owned(), toml::Value::from(path))]);
    put(&file, &source.to_string()).map(drop)
}

/// Writes what recant knows into a snippet's folder; whether anything was new.
fn write_folder(
    folder: &Path,
    found: &Found<'_>,
    entry: Option<&Entry>,
    changes: &mut Changes,
) -> Result<bool, SnippetsError> {
    fs::create_dir_all(folder).map_err(SnippetsError::access(folder))?;
    let wrote = match entry.and_then(|entry| entry.code.as_ref().map(|code| (entry, code))) {
        Some((entry, code)) if entry.is_edited() && code.text.as_deref() != Some(found.code) => {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            changes.edited.push(format!("{name}/{}", code.name));
            false
        }
        Some((_, code)) => write_code(folder, found, Some(code))?,
        None => write_code(folder, found, None)?,
    };
    // Last, so that code which was not written yet is not taken for a person's.
    Ok(put(&folder.join(SNIPPET_TOML), &description(&found.stored))? || wrote)
}

fn write_code(folder: &Path, found: &Found<'_>, old: Option<&CodeFile>) -> Result<bool, SnippetsError> {
    let wrote = put(&folder.join(&found.file), found.code)?;
    if let Some(old) = old.filter(|old| old.name != found.file) {
        let path = folder.join(&old.name);
        fs::remove_file(&path).map_err(SnippetsError::access(&path))?;
    }
    Ok(wrote)
}

fn description(stored: &StoredSnippet) -> String {
    let text = toml::to_string_pretty(stored).expect("it holds strings, numbers and tables, which TOML can write");
    format!("{HEADER}{text}")
}

/// Makes a file hold a text; whether it did not before. It is never there by half.
fn put(path: &Path, text: &str) -> Result<bool, SnippetsError> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    let write = || -> io::Result<()> {
        let mut file = temporary_in(path.parent().unwrap_or(Path::new(".")))?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(SnippetsError::access(path))?;
    Ok(true)
}

/// A file that can become one of the corpus: readable by others, as files are that editors write.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
