//! Settings from files and the environment.

use std::fs;

use super::{Config, FILE, Grant, Limit, NoSnippets, Origin, STARTER, Wishes, value};

/// How much of a limit a program gets whose toolchain has no wishes.
fn granted(config: &Config, limit: Limit) -> Grant {
    config.limits.grant(limit, &Wishes::default())
}

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
        "timeout = \"2m\"\nmemory = \"64MB\"\noutput = \"64 KB\"\nmax-file-size = \"1GB\"\njobs = 3\nstrict = true\n\
         no-snippets = \"fail\"\nlanguages = [\"go\"]\nexclude = [\"vendor/\"]\n",
        None,
    )
    .unwrap();
    let granted = [Limit::Timeout, Limit::Memory, Limit::Output].map(|limit| granted(&config, limit).amount);
    assert_eq!((granted, config.max_file_size.value), ([120_000, 64 << 20, 65536], 1 << 30));
    assert_eq!((config.jobs.value, config.strict.value, config.no_snippets.value), (3, true, Some(NoSnippets::Fail)));
    assert_eq!((&config.languages.value[..], &config.exclude.value[..]), (&["go".into()][..], &["vendor/".into()][..]));
    assert_eq!(config.exclude.origin, Origin::File(config.root.join(FILE)));
}

#[test]
fn a_time_is_seconds_or_has_a_unit_wherever_it_is_written() {
    for time in ["5", "\"5\"", "\"5s\"", "\"5000ms\""] {
        let config = loaded(&format!("timeout = {time}"), None).unwrap();
        assert_eq!(granted(&config, Limit::Timeout).amount, 5000, "{time}");
    }
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
fn versions_are_asked_for_by_language() {
    let file = loaded("[toolchain]\ngo = [\"1.22\", \"1.26\"]\npython = \"3.11\"\n", None).unwrap();
    let text = loaded("", Some(("RECANT_TOOLCHAIN", "go=1.22,1.26 python=3.11"))).unwrap();
    let versions = |versions: &[&str]| versions.iter().map(|version| (*version).to_owned()).collect::<Vec<_>>();
    assert_eq!(file.toolchain.value["go"], versions(&["1.22", "1.26"]));
    assert_eq!(file.toolchain.value["python"], versions(&["3.11"]));
    assert_eq!(file.toolchain.value, text.toolchain.value);
    for wrong in
        ["toolchain = 3", "[toolchain]\ngo = 1", "toolchain = \"go\"", "toolchain = \"go=\"", "attribution = 1"]
    {
        assert!(loaded(wrong, None).unwrap_err().contains("has to be"), "{wrong}");
    }
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() {
    let files = [
        "time-out = 1",
        "\n\n[wishes]\nfast = true",
        "strict = \"yes\"",
        "\ntimeout = \"soon\"",
        "memory = \"-1MB\"",
        "memory = \"1KB\"",
        "memory = \"99999999999999GB\"",
        "jobs = 0",
        "no-snippets = \"skip\"",
        "languages = [1]",
        "jobs = ",
        "jobs = 1\njobs = 2",
        "[ceiling]\ntimeout = \"60m\"",
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

/// Loads what a repository and the user's own file say.
fn loaded_for(user: &str, repository: &str) -> Result<Config, String> {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".config/recant")).unwrap();
    fs::write(home.path().join(".config/recant/config.toml"), user).unwrap();
    let folder = home.path().join("repository");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(FILE), repository).unwrap();
    let variable = |name: &str| (name == "HOME").then(|| home.path().to_str().unwrap().to_owned());
    Config::load_with(&folder, variable).map_err(|error| error.to_string())
}

#[test]
fn a_repository_gets_no_more_than_the_ceiling_and_is_told_so() {
    let config = loaded_for("", "timeout = \"60m\"\ndisk = \"64MB\"").unwrap();
    assert_eq!((granted(&config, Limit::Timeout).amount, granted(&config, Limit::Disk).amount), (120_000, 64 << 20));
    let refused: Vec<_> = config.limits.refused().collect();
    assert!(refused.len() == 1 && refused[0].contains("asks for timeout = 60m, and gets 2m"), "{refused:?}");
    assert!(granted(&config, Limit::Timeout).advice().starts_with("that is the ceiling"));
}

#[test]
fn only_the_user_lifts_a_ceiling() {
    let config = loaded_for("[ceiling]\ntimeout = \"10m\"", "timeout = \"60m\"").unwrap();
    assert_eq!(granted(&config, Limit::Timeout).shown(), "10m");
    let config = loaded_for("timeout = \"60m\"", "").unwrap();
    assert_eq!(granted(&config, Limit::Timeout).shown(), "60m");
    assert!(loaded_for("[ceiling]\ntime = 1", "").unwrap_err().contains("did you mean `timeout`?"));
    let mut config = loaded("timeout = \"60m\"", Some(("RECANT_MEMORY", "64GB"))).unwrap();
    assert_eq!(granted(&config, Limit::Memory).shown(), "4GB");
    config.limits.flag_text("timeout=1200s").unwrap();
    assert_eq!((granted(&config, Limit::Timeout).shown().as_str(), config.limits.refused().count()), ("20m", 1));
}

#[test]
fn the_list_of_what_is_known_is_a_file_of_the_repository_s_own() {
    let named = |file: &str| loaded(file, None).map(|config| config.known.value);
    assert_eq!(named("known = \"ci/known.toml\""), Ok(Some("ci/known.toml".into())));
    assert_eq!(named("known = \"\""), Ok(None));
    for outside in ["/etc/passwd", "../known.toml", "ci/../../known.toml"] {
        assert!(named(&format!("known = \"{outside}\"")).unwrap_err().contains("in this folder"), "{outside}");
    }
    let variable = loaded("known = \"known.toml\"", Some(("RECANT_KNOWN", "/tmp/mine.toml"))).unwrap();
    assert_eq!(variable.known.value, Some("/tmp/mine.toml".into()));
}

#[test]
fn a_flag_that_names_no_limit_is_told_what_there_is() {
    let mut config = loaded("", None).unwrap();
    assert!(config.limits.flag_text("speed=3").unwrap_err().contains("there are timeout, cpu, memory"));
    assert!(config.limits.flag_text("memory=lots").unwrap_err().contains("a size such as"));
}

#[test]
fn a_toolchain_s_wish_holds_where_nobody_else_has_one_and_below_the_ceiling() {
    let wishes: Wishes = toml::from_str("timeout = \"30s\"\nmemory = \"64GB\"").unwrap();
    let shown = |config: &Config| {
        [Limit::Timeout, Limit::Cpu, Limit::Memory].map(|limit| config.limits.grant(limit, &wishes).shown())
    };
    assert_eq!(shown(&loaded("", None).unwrap()), ["30s", "30s", "4GB"]);
    assert_eq!(shown(&loaded("timeout = \"5s\"", None).unwrap()), ["5s", "20s", "4GB"]);
    assert!(toml::from_str::<Wishes>("speed = 1").unwrap_err().to_string().contains("no limit `speed`"));
}

#[test]
fn a_table_of_a_python_project_does_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let load = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
        Config::load_with(folder.path(), |_| None).map_err(|error| error.to_string())
    };
    let config = load("pyproject.toml", "[project]\nname = \"x\"\n\n[tool.recant]\njobs = 3\n").unwrap();
    assert_eq!((config.jobs.value, config.jobs.origin.to_string()), (3, "pyproject.toml".to_owned()));
    let wrong = load("pyproject.toml", "[tool.black]\nx = 1\n[tool.recant]\njobs = 3\nstrikt = true\n").unwrap_err();
    assert_eq!(wrong, "\"pyproject.toml\", line 5: there is no setting `strikt`; did you mean `strict`?");
    assert_eq!(load("pyproject.toml", "[project]\nname = \n").unwrap().jobs.origin, Origin::Default);
    assert!(load("pyproject.toml", "[tool.recant]\njobs = \n").unwrap_err().contains("line 2: this is not TOML"));
    let config = load(FILE, "jobs = 5").unwrap();
    assert_eq!((config.jobs.value, config.jobs.origin.to_string()), (5, FILE.to_owned()));
}

/// The starter with each of its settings switched on.
fn switched_on() -> String {
    let setting = regex::Regex::new(r"(?m)^# (\[|[a-z-]+ = )").unwrap();
    setting.replace_all(STARTER, "$1").into_owned()
}

#[test]
fn what_init_writes_changes_nothing_and_names_every_setting_with_its_default() {
    let fresh = loaded(STARTER, None).unwrap();
    assert_eq!(fresh, Config { file: fresh.file.clone(), ..Config::defaults(fresh.root.clone()) });
    let on = loaded(&switched_on(), None).unwrap();
    // What depends on the machine, or is nothing by default, stands there as an example.
    let examples = ["jobs", "no-snippets", "known", "toolchain", "dependencies", "project"];
    for (setting, default) in on.shown().zip(fresh.shown()) {
        let is_the_users = setting.key == "allow-net" || setting.key.starts_with("ceiling.");
        assert_eq!(setting.origin == Origin::Default, is_the_users, "{}", setting.key);
        assert!(setting.value == default.value || examples.contains(&&*setting.key), "{setting:?}");
    }
}
