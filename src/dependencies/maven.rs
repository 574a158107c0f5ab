//! Artifacts of Maven repositories. Maven does all its work by plugins, which are code that it fetches: so
//! it runs in a sandbox, with the user's mirrors but without the user's credentials.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::manager::{on_path, read_only};
use super::order::Order;
use super::proxy::PORT;
use super::reach::Reach;
use super::request::{Request, Resolved};
use super::trouble::Trouble;
use super::{inside, seal};
use crate::config::Endpoint;
use crate::sandbox::{Command, File, Level, Policy, Task};
use crate::toolchains::{HOME, Toolchain};

/// The folders of an entry: the repository that Maven works on, and jars for the class path.
pub(super) const REPOSITORY: &str = "repository";
pub(super) const JARS: &str = "jars";

/// Where Maven looks for its settings in a sandbox, and where it keeps its repository there.
const SETTINGS: &str = ".m2/settings.xml";
const INSIDE: [&str; 2] = [".m2/repository", JARS];

/// The hosts of Maven Central, which Maven uses where nobody says otherwise.
const CENTRAL: [&str; 2] = ["https://repo.maven.apache.org", "https://repo1.maven.org"];

static MIRRORS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<mirrors>(.*?)</mirrors>"));
static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<!--.*?-->"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"<url>\s*([^\s<]+)"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of our own")
}

/// Fetches artifacts with all that they depend on.
pub(super) fn fetch(order: &Order<'_>, java: &Toolchain) -> Result<Vec<Resolved>, Trouble> {
    let mvn = on_path("mvn").and_then(|mvn| mvn.canonicalize().ok());
    let mvn = mvn.ok_or_else(|| {
        Trouble::NoManager("mvn is not installed; install Maven with your system's package manager".into())
    })?;
    let home = mvn.ancestors().nth(2).unwrap_or(Path::new("/usr"));
    let roots = java.root.iter().map(PathBuf::as_path).chain([home, Path::new("/etc/maven")]);
    let jdk = java.root.as_deref().unwrap_or(Path::new("/usr"));
    let arguments = "-B -q -Dmaven.legacyLocalRepo=true dependency:copy-dependencies -DoutputDirectory=jars";
    let environment = [("PATH", "/usr/local/bin:/usr/bin:/bin".to_owned()), ("JAVA_HOME", jdk.display().to_string())];
    let task = Task {
        policy: Policy {
            view: roots.filter(|path| path.exists()).map(read_only).collect(),
            environment: environment.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            ..Policy::default()
        },
        files: vec![File::plain("pom.xml", project(order.request))],
        commands: vec![Command {
            program: mvn.clone(),
            arguments: arguments.split(' ').map(str::to_owned).collect(),
            stdin: Vec::new(),
            may_fail: false,
        }],
        collect: Vec::new(),
    };
    fill(order, task)
}

/// Runs a program that has Maven fetch things with the repositories in reach, and keeps what it fetched, so
/// that it runs without a network afterwards. Whether it fails by itself is told when it does.
pub(super) fn rehearse(order: &Order<'_>, mut task: Task) -> Result<Vec<Resolved>, Trouble> {
    for command in &mut task.commands {
        command.may_fail = true;
    }
    fill(order, task)
}

/// Runs a task with the repositories in reach, and keeps what it fetched.
fn fill(order: &Order<'_>, mut task: Task) -> Result<Vec<Resolved>, Trouble> {
    if order.sandbox.level() != Level::Full {
        let why =
            "its plugins are code that runs only at the full level of the sandbox, which this machine does not offer";
        return Err(Trouble::Stopped(why.to_owned()));
    }
    let mirrors = mirrors();
    let mut reach = Reach::default();
    let named: Vec<_> = ADDRESS.captures_iter(&mirrors).map(|found| found[1].to_owned()).collect();
    let central = CENTRAL.map(str::to_owned).to_vec();
    if named.is_empty() { central } else { named }.iter().try_for_each(|address| reach.open(address))?;
    task.files.push(File::plain(SETTINGS, settings(&mirrors, &reach)));
    inside::run(order, task, &reach, &INSIDE)?;
    let kept = order.folder.join(INSIDE[0]);
    if kept.is_dir() {
        fs::rename(&kept, order.folder.join(REPOSITORY))?;
        fs::remove_dir(order.folder.join(".m2"))?;
        forget_installed(&order.folder.join(REPOSITORY))?;
    }
    resolved(order.folder)
}

/// Removes what a program installed into the repository itself, as `mvn install` does: nobody fetched it, it
/// is other bytes each time, and whether it gets there is for each run to show.
fn forget_installed(repository: &Path) -> Result<(), Trouble> {
    let mut installed = Vec::new();
    seal::visit(repository, &mut |path, _| {
        match path.file_name().and_then(OsStr::to_str) {
            Some("maven-metadata-local.xml") => fs::remove_file(path)?,
            // It says of each file beside it which repository it is from: `sum-1.0.jar>central=`, or none.
            Some("_remote.repositories") if fs::read_to_string(path)?.lines().any(|line| line.ends_with(">=")) => {
                installed.extend(path.parent().map(Path::to_owned));
            }
            _ => {}
        }
        Ok(())
    })?;
    installed.iter().try_for_each(fs::remove_dir_all)?;
    Ok(())
}

/// The settings with which a program finds what was fetched, and reaches for nothing else.
pub(super) fn offline(repository: &str) -> File {
    let text = format!("<settings><localRepository>{repository}</localRepository><offline>true</offline></settings>\n");
    File::plain(SETTINGS, text)
}

fn settings(mirrors: &str, reach: &Reach) -> String {
    let local = reach.hosts.iter().filter(|endpoint| endpoint.loopback().is_some()).map(Endpoint::host);
    let direct = local.chain(["none"]).collect::<Vec<_>>().join("|");
    format!(
        "<settings><localRepository>{HOME}/{}</localRepository><mirrors>{mirrors}</mirrors><proxies><proxy><id>recant</id>\
         <active>true</active><protocol>http</protocol><host>localhost</host><port>{PORT}</port>\
         <nonProxyHosts>{direct}</nonProxyHosts></proxy></proxies></settings>\n",
        INSIDE[0]
    )
}

/// The mirrors of the user's own settings. Credentials stand elsewhere in them, and stay there.
fn mirrors() -> String {
    let home = std::env::var("HOME").unwrap_or_default();
    let text = fs::read_to_string(Path::new(&home).join(SETTINGS)).unwrap_or_default();
    let text = COMMENT.replace_all(&text, "");
    MIRRORS.captures(&text).map(|found| found[1].trim().to_owned()).unwrap_or_default()
}

fn project(request: &Request) -> String {
    let mut text = String::from(
        "<project><modelVersion>4.0.0</modelVersion><groupId>note</groupId><artifactId>note</artifactId>\
         <version>1</version><dependencies>",
    );
    for package in &request.packages {
        let (group, artifact) = package.name.split_once(':').unwrap_or((&package.name, ""));
        let version = if package.version.is_empty() { "RELEASE" } else { &package.version };
        let _ = write!(
            text,
            "<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>"
        );
    }
    text + "</dependencies></project>\n"
}

/// The jars of the repository that was filled: `org/example/thing/1.0/thing-1.0.jar`.
fn resolved(folder: &Path) -> Result<Vec<Resolved>, Trouble> {
    let repository = folder.join(REPOSITORY);
    let mut jars = Vec::new();
    if repository.is_dir() {
        seal::visit(&repository, &mut |path, is_directory| {
            if !is_directory && path.extension().is_some_and(|end| end == "jar") {
                let below = path.strip_prefix(&repository).unwrap_or(path);
                let version = below.parent().and_then(Path::file_name).unwrap_or_default();
                jars.push(Resolved {
                    name: below.to_string_lossy().into_owned(),
                    version: version.to_string_lossy().into_owned(),
                    hash: format!("blake3:{}", blake3::hash(&fs::read(path)?).to_hex()),
                });
            }
            Ok(())
        })?;
    }
    jars.sort();
    Ok(jars)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::forget_installed;

    #[test]
    fn what_a_program_installed_itself_was_not_fetched() {
        let folder = tempfile::tempdir().unwrap();
        for (artifact, from) in [("fetched", "central"), ("own", "")] {
            let version = folder.path().join(artifact).join("1.0");
            fs::create_dir_all(&version).unwrap();
            fs::write(version.join("it-1.0.jar"), "").unwrap();
            fs::write(version.join("_remote.repositories"), format!("#NOTE\nit-1.0.jar>{from}=\n")).unwrap();
        }
        fs::write(folder.path().join("own/maven-metadata-local.xml"), "").unwrap();
        forget_installed(folder.path()).unwrap();
        assert!(folder.path().join("fetched/1.0/it-1.0.jar").is_file());
        assert_eq!(fs::read_dir(folder.path().join("own")).unwrap().count(), 0);
    }
}
