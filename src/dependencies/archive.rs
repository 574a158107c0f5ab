//! The archive in which fetched files leave a sandbox.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path};

use super::mode::set_mode;

/// Unpacks regular files, and links to what lies beside them, but nothing that would lead elsewhere: whoever
/// made the archive may have run strangers' code.
pub(super) fn unpack(archive: &[u8], folder: &Path) -> io::Result<()> {
    let folder = &folder.canonicalize()?;
    let mut links = Vec::new();
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            continue;
        }
        let target = folder.join(&path);
        match entry.header().entry_type() {
            tar::EntryType::Regular => {
                fs::create_dir_all(target.parent().unwrap_or(folder))?;
                io::copy(&mut entry.by_ref(), &mut File::create(&target)?)?;
                if entry.header().mode()? & 0o111 != 0 {
                    set_mode(&target, 0o755)?;
                }
            }
            tar::EntryType::Symlink => links.extend(entry.link_name()?.map(|to| (path, to.into_owned()))),
            _ => {}
        }
    }
    // Behind the files, so that none of them is written through a link.
    links.iter().filter(|(path, to)| stays(path, to)).try_for_each(|(path, to)| link(&folder.join(path), to))
}

/// Whether a link leads to what lies in the same folder of an archive: up no further than that, and then
/// only down.
fn stays(path: &Path, to: &Path) -> bool {
    let up = to.components().take_while(|part| *part == Component::ParentDir).count();
    let is_plain = to.components().skip(up).all(|part| matches!(part, Component::Normal(_)));
    is_plain && up + 1 < path.components().count()
}

/// Makes a link, where there is a folder for it already that was made for a file.
#[cfg(unix)]
fn link(path: &Path, to: &Path) -> io::Result<()> {
    let is_real = path.parent().is_some_and(|parent| parent.canonicalize().is_ok_and(|real| real == parent));
    if is_real && fs::symlink_metadata(path).is_err() { std::os::unix::fs::symlink(to, path) } else { Ok(()) }
}

#[cfg(not(unix))]
fn link(_path: &Path, _to: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{stays, unpack};

    #[test]
    fn an_archive_puts_files_into_its_folder_and_nowhere_else() {
        let mut builder = tar::Builder::new(Vec::new());
        let mut add = |path: &[u8], kind: tar::EntryType, to: &str| {
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes()[..path.len()].copy_from_slice(path);
            header.set_entry_type(kind);
            if !to.is_empty() {
                header.set_link_name(to).unwrap();
            }
            header.set_mode(0o644);
            header.set_size(if kind == tar::EntryType::Regular { 2 } else { 0 });
            header.set_cksum();
            builder.append(&header, &b"ok"[..if kind == tar::EntryType::Regular { 2 } else { 0 }]).unwrap();
        };
        add(b"a/b/tool.js", tar::EntryType::Regular, "");
        add(b"a/bin/other", tar::EntryType::Regular, "");
        add(b"a/bin/tool", tar::EntryType::Symlink, "../b/tool.js");
        add(b"../out", tar::EntryType::Regular, "");
        add(b"/out", tar::EntryType::Regular, "");
        add(b"a/link", tar::EntryType::Symlink, "/etc");
        add(b"a/link/out", tar::EntryType::Regular, "");
        add(b"a/up", tar::EntryType::Symlink, "../../out");
        add(b"pipe", tar::EntryType::Fifo, "");
        let archive = builder.into_inner().unwrap();
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("in");
        std::fs::create_dir(&folder).unwrap();
        unpack(&archive, &folder).unwrap();
        let files: Vec<_> = glob::glob(&format!("{}/**/*", outer.path().display())).unwrap().flatten().collect();
        let files: Vec<_> =
            files.iter().filter(|path| !path.is_dir()).map(|path| path.strip_prefix(outer.path()).unwrap()).collect();
        assert_eq!(files, ["in/a/b/tool.js", "in/a/bin/other", "in/a/bin/tool", "in/a/link/out"].map(Path::new));
        assert_eq!(std::fs::read_to_string(folder.join("a/bin/tool")).unwrap(), "ok");
        assert!(!folder.join("a/link").is_symlink());
    }

    #[test]
    fn a_link_leads_up_no_further_than_to_its_own_folder_of_the_archive() {
        let leads = |path: &str, to: &str| stays(Path::new(path), Path::new(to));
        assert!(leads("node_modules/.bin/tool", "../tool/cli.js") && leads("a/b", "c"));
        assert!(!leads("a/b", "../c") && !leads("a/b", "/c") && !leads("a/b/c", "d/../../../e"));
    }
}
