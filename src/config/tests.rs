//! Settings from files and the environment.

use std::fs;
use std::time::Duration;

use super::{Config, FILE, NoSnippets, Origin, value};

/// Loads what these texts say: the file's content, and one variable of the environment.
fn loaded(file: &str, variable: Option<(&str, &str)>) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let start = folder.path().join("a/b");
    fs::create_dir_all(&start).unwrap();
    fs::write(folder.path().join(FILE), file).unwrap();
    let given = |name: &str| variable.filter(|(known, _)| *known == name).map(|(_, text)| text.to_owned());
    let folder = folder.path().to_str().unwrap();
    Config::load_with(&start, given).map_err(|error| error.to_string().replace(folder, "…"))
}

#[test]
fn without_a_file_the_defaults_hold() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::load_with(folder.path(), |_| None).unwrap();
    assert_eq!(config, Config::defaults(folder.path().to_owned()));
}

#[test]
fn the_nearest_file_above_is_read() {
    let config = loaded(
        "timeout = \"2m\"\nmemory = 4096\noutput = \"64 KB\"\nmax-file-size = \"1GB\"\njobs = 3\nstrict = true\n\
         no-snippets = \"fail\"\nlanguages = [\"go\"]\nexclude = [\"vendor/\"]\n",
        None,
    )
    .unwrap();
    assert_eq!(config.timeout.value, Duration::from_secs(120));
    assert_eq!((config.memory.value, config.output.value, config.max_file_size.value), (4096, 65536, 1 << 30));
    assert_eq!((config.jobs.value, config.strict.value, config.no_snippets.value), (3, true, Some(NoSnippets::Fail)));
    assert_eq!((&config.languages.value[..], &config.exclude.value[..]), (&["go".into()][..], &["vendor/".into()][..]));
    assert_eq!(config.exclude.origin, Origin::File(config.root.join(FILE)));
}

#[test]
fn the_environment_wins_over_the_file_and_a_flag_over_both() {
    let mut config = loaded("languages = [\"go\"]", Some(("RECANT_LANGUAGES", "python, shell"))).unwrap();
    assert_eq!(config.languages.value, ["python", "shell"]);
    assert_eq!(config.languages.origin.to_string(), "RECANT_LANGUAGES");
    config.languages.flag(None);
    assert_eq!(config.languages.value, ["python", "shell"]);
    config.languages.flag(Some(vec!["rust".into()]));
    assert_eq!((&config.languages.value[..], config.languages.origin), (&["rust".into()][..], Origin::Flag));
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() {
    let files = [
        "time-out = 1",
        "\n\n[wishes]\nfast = true",
        "strict = \"yes\"",
        "\ntimeout = \"soon\"",
        "memory = \"-1MB\"",
        "memory = \"99999999999999GB\"",
        "jobs = 0",
        "no-snippets = \"skip\"",
        "languages = [1]",
        "jobs = ",
        "jobs = 1\njobs = 2",
    ];
    let mut messages: Vec<_> = files.iter().map(|file| loaded(file, None).unwrap_err()).collect();
    messages.push(loaded("", Some(("RECANT_STRICT", "maybe"))).unwrap_err());
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn a_variable_is_what_toml_would_have_without_quotes() {
    let read = |text| value::from_text(text).to_string();
    assert_eq!([read("3"), read("true"), read("10s")], ["3", "true", "\"10s\""]);
}
