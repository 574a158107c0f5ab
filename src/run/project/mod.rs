//! The reader's own project: the working copy beside the notes, shown to programs read-only, so that
//! what the notes import means this checkout and never the release of that name.

mod copy;
mod go;
mod ways;

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::config::ProjectSettings;
use crate::sandbox::{Access, Bind, Level, Task};
use crate::toolchains::{HOME, Toolchain};

/// Where programs see the working copy.
pub const PROJECT: &str = "/home/project";

/// Where they see folders of it that are not under version control: environments, what was built.
const BUILT: &str = "/home/built";

/// Why a project cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// A folder is not there, or cannot be read.
    #[error("the project cannot be shown to programs: {}: {cause}", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A repository may show no more than itself.
    #[error(
        "[project] in recant.toml names {}, which lies outside of the repository; only you can show that, \
         with --with-project=DIR",
        .0.display()
    )]
    Outside(PathBuf),
    /// There is too much of it.
    #[error("the project in {} has more than {}; name a folder of it in [project] or with --with-project=DIR", .0.display(), copy::MOST)]
    TooLarge(PathBuf),
}

/// A project, and a copy of what of it programs may see.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    settings: ProjectSettings,
    /// Python's virtual environment that is active, where the user asked for the project.
    active: Option<PathBuf>,
    copy: Arc<TempDir>,
}

impl Project {
    /// The project that a repository's settings describe; nothing of it may lie beyond `repository`.
    ///
    /// # Errors
    /// Where a path is not there or leads out of the repository, or there is too much to show.
    pub fn of_repository(settings: &ProjectSettings, repository: &Path) -> Result<Self, ProjectError> {
        let repository = canonical(repository)?;
        let root = within(&repository, &settings.path)?;
        let named = settings.python.iter().chain(&settings.programs).chain(&settings.environment);
        for path in named {
            // What is not there may still have to be built.
            if let Err(outside @ ProjectError::Outside(_)) = within(&root, path) {
                return Err(outside);
            }
        }
        Self::open(root, settings.clone(), None)
    }

    /// The project in a folder that the user names, with the virtual environment that is active.
    ///
    /// # Errors
    /// Where it is not there, or there is too much to show.
    pub fn of_user(folder: &Path, active: Option<PathBuf>) -> Result<Self, ProjectError> {
        Self::open(canonical(folder)?, ProjectSettings::default(), active)
    }

    fn open(root: PathBuf, settings: ProjectSettings, active: Option<PathBuf>) -> Result<Self, ProjectError> {
        let copy = Arc::new(copy::copy(&root)?);
        Ok(Self { root, settings, active, copy })
    }

    /// The folder that it is in.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Shows it to the programs of a task as their toolchain finds things.
    pub(super) fn equip(&self, task: &mut Task, toolchain: &Toolchain, level: Level) {
        let source = copy::inside(&self.copy);
        let mut way = Way { task, level };
        let shown = way.show(&source, Path::new(PROJECT));
        match toolchain.recipe.language.as_str() {
            "python" => ways::python(self, &mut way, &shown, Some(toolchain)),
            "go" => go::module(self, &mut way, &shown),
            "java" => ways::java(self, &mut way),
            "javascript" | "typescript" => ways::javascript(self, &mut way, &source),
            _ if toolchain.recipe.borrows => {
                ways::python(self, &mut way, &shown, None);
                ways::java(self, &mut way);
                ways::programs(self, &mut way);
            }
            _ => {}
        }
    }

    /// A folder of the project that exists, by its real path. What a link makes of it must not lead
    /// out of the project.
    fn folder(&self, path: impl AsRef<Path>) -> Option<PathBuf> {
        within(&self.root, path.as_ref()).ok().filter(|path| path.is_dir())
    }
}

/// A task on its way to be equipped.
struct Way<'t> {
    task: &'t mut Task,
    level: Level,
}

impl Way<'_> {
    /// Shows a folder, and returns where programs find it: below the full level nothing can be shown
    /// at another place than its own.
    fn show(&mut self, source: &Path, target: &Path) -> String {
        let target = if self.level == Level::Full { target } else { source };
        let bind = Bind { source: source.to_owned(), target: target.to_owned(), access: Access::ReadOnly };
        self.task.policy.view.push(bind);
        target.to_string_lossy().into_owned()
    }

    /// Shows a folder that is not under version control.
    fn show_built(&mut self, project: &Project, source: &Path) -> String {
        let name = source.strip_prefix(&project.root).unwrap_or(Path::new("environment"));
        self.show(source, &Path::new(BUILT).join(name))
    }

    /// Puts paths in front of those that a variable lists.
    fn put_first(&mut self, name: &str, mut paths: Vec<String>) {
        if paths.is_empty() {
            return;
        }
        let environment = &mut self.task.policy.environment;
        let old = environment.iter().position(|(own, _)| own == name).map(|at| environment.remove(at).1);
        paths.extend(old);
        environment.push((name.to_owned(), paths.join(":")));
    }

    /// Whether files can be shown in the work directory, where a language looks for packages.
    fn work_directory(&self) -> Option<&'static Path> {
        (self.level == Level::Full).then_some(Path::new(HOME))
    }
}

fn canonical(path: &Path) -> Result<PathBuf, ProjectError> {
    path.canonicalize().map_err(|cause| ProjectError::Unreadable { path: path.to_owned(), cause })
}

/// The real path of something that lies below a folder, also when all links are followed.
fn within(root: &Path, path: &Path) -> Result<PathBuf, ProjectError> {
    // One that is written to lead out does so whether anything is there or not.
    if path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err(ProjectError::Outside(path.to_owned()));
    }
    let real = canonical(&root.join(path))?;
    if real.starts_with(root) { Ok(real) } else { Err(ProjectError::Outside(path.to_owned())) }
}
