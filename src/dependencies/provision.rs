//! What a program sees of its packages.

use std::path::Path;

use super::store::Entry;
use super::{go, maven, npm, pypi};
use crate::sandbox::{Access, Bind, File, Policy, Task};
use crate::toolchains::{Ecosystem, HOME};

/// Where programs see what the store holds.
const SEEN: &str = "/opt/recant";

/// What a program's sandbox has to show and to say so that the program finds its packages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provision {
    /// Folders of the store.
    pub view: Vec<Bind>,
    /// Variables that tell where they are; one that is set already is a list that they go behind.
    pub environment: Vec<(String, String)>,
    /// Manifests beside the program.
    pub files: Vec<File>,
    /// Folders of commands.
    pub path: Vec<String>,
}

impl Provision {
    /// Adds what an entry of the store holds.
    ///
    /// # Errors
    /// Where a manifest cannot be read.
    pub(super) fn add(&mut self, ecosystem: Ecosystem, entry: &Entry) -> std::io::Result<()> {
        let seen = |name: &str| format!("{SEEN}/{}/{name}", ecosystem.word());
        match ecosystem {
            Ecosystem::Pypi => {
                let site = seen(pypi::SITE);
                self.show(&entry.folder, pypi::SITE, &site, Access::ReadOnly);
                self.path.push(format!("{site}/bin"));
                self.environment.push(("PYTHONPATH".into(), site));
            }
            Ecosystem::Go => {
                let modules = seen(go::MODULES);
                // Go takes locks in its cache, for which it has to be able to open files there.
                self.show(&entry.folder, go::MODULES, &modules, Access::Overlay);
                self.environment.push(("GOMODCACHE".into(), modules));
                for name in go::MANIFESTS {
                    let contents = std::fs::read(entry.folder.join(name))?;
                    self.files.push(File::plain(name, contents));
                }
            }
            // Node looks beside the program, whatever it is told.
            Ecosystem::Npm => {
                self.show(&entry.folder, npm::MODULES, &format!("{HOME}/{}", npm::MODULES), Access::ReadOnly);
            }
            Ecosystem::Maven => {
                let (repository, jars) = (seen(maven::REPOSITORY), seen(maven::JARS));
                // Maven notes in its repository where it looked.
                self.show(&entry.folder, maven::REPOSITORY, &repository, Access::Overlay);
                self.show(&entry.folder, maven::JARS, &jars, Access::ReadOnly);
                self.environment.push(("CLASSPATH".into(), format!("{jars}/*")));
                self.files.push(maven::offline(&repository));
            }
        }
        Ok(())
    }

    /// Lets a task see it.
    pub fn add_to(self, task: &mut Task) {
        let Policy { view, environment, .. } = &mut task.policy;
        view.extend(self.view);
        let list = |(name, value): (String, String)| match environment.iter_mut().find(|(known, _)| *known == name) {
            Some((_, held)) => *held = format!("{held}:{value}"),
            None => environment.push((name, value)),
        };
        let path = self.path.into_iter().map(|folder| ("PATH".to_owned(), folder));
        self.environment.into_iter().chain(path).for_each(list);
        // A manifest that someone put beside the program is theirs.
        let new = self.files.into_iter().filter(|file| task.files.iter().all(|known| known.path != file.path));
        let new: Vec<_> = new.collect();
        task.files.extend(new);
    }

    fn show(&mut self, entry: &Path, name: &str, target: &str, access: Access) {
        let source = entry.join(name);
        // What holds no packages is no folder that could be shown.
        if source.is_dir() {
            self.view.push(Bind { source, target: target.into(), access });
        }
    }
}
