//! What the fast lanes save: one `recant check` of many programs against one process for each, against
//! recant without its lanes, and against the least that could be done. `cargo bench --bench lanes` prints
//! it; `cargo bench --bench lanes -- go 50` a single one.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 3;

/// How long something took, and how much processor time it and its children.
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: Duration,
    cpu: Duration,
}

/// One way to run all programs; whether it worked.
type Way<'a> = (&'a str, Box<dyn Fn() -> bool + 'a>);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let asked = |language: &str, count: usize| {
        words.is_empty() || (words[0] == language && words.get(1).is_none_or(|asked| *asked == count.to_string()))
    };
    for (language, count) in [("go", 50), ("java", 15), ("java", 200)] {
        if asked(language, count) {
            measure(language, count);
        }
    }
}

/// Measures all ways to run so many programs of a language, in turns, so that all meet the same disturbances.
fn measure(language: &str, count: usize) {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..count).map(|number| write(folder.path(), language, number)).collect();
    let mut note = String::new();
    for file in &files {
        let _ = writeln!(note, "A program:\n\n```{language}\n{}```\n", fs::read_to_string(file).unwrap());
    }
    fs::write(folder.path().join("note.md"), note).unwrap();
    let ways = ways(language, folder.path(), &files);
    let mut costs = vec![Vec::new(); ways.len()];
    for round in 0..=ROUNDS {
        for ((name, run), costs) in ways.iter().zip(&mut costs) {
            let before = (Instant::now(), children());
            assert!(run(), "{name} does not work here");
            let cost = Cost { wall: before.0.elapsed(), cpu: children() - before.1 };
            // The first round fills the caches that everyone has.
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    println!("{count} programs of {language}, median of {ROUNDS} interleaved rounds, for each program");
    let medians: Vec<Cost> = costs.iter().map(|costs| median(costs)).collect();
    for ((name, _), cost) in ways.iter().zip(&medians) {
        let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(u32::try_from(count).unwrap());
        let ratio = |of: fn(&Cost) -> Duration| of(&medians[0]).as_secs_f64() / of(cost).as_secs_f64();
        println!(
            "{name:<28}{:>8.1} ms wall (×{:.2}){:>9.1} ms CPU (×{:.2})",
            each(cost.wall),
            ratio(|cost| cost.wall),
            each(cost.cpu),
            ratio(|cost| cost.cpu)
        );
    }
}

/// Writes a small program of a language into a folder of its own, no two of them the same.
fn write(folder: &Path, language: &str, number: usize) -> PathBuf {
    let own = folder.join(number.to_string());
    fs::create_dir(&own).unwrap();
    let (name, shapes) = match language {
        "go" => ("main.go", GO),
        _ => ("Main.java", JAVA),
    };
    let file = own.join(name);
    fs::write(&file, shapes[number % shapes.len()].replace("{n}", &number.to_string())).unwrap();
    file
}

/// The ways to run a language's programs: the first is the one that others are compared with.
fn ways<'a>(language: &str, folder: &'a Path, files: &'a [PathBuf]) -> Vec<Way<'a>> {
    let check = |more: &'static str| {
        let run = move || {
            let mut check = Command::new(env!("CARGO_BIN_EXE_recant"));
            check
                .args(["check", "note.md", "--quiet"])
                .args(more.split_whitespace())
                .env("RECANT_ATTRIBUTION", "false");
            succeeds(check.current_dir(folder))
        };
        Box::new(run) as Box<dyn Fn() -> bool>
    };
    let (own, floor): (Way<'a>, Way<'a>) = match language {
        "go" => {
            let program = folder.join("program");
            assert!(succeeds(go(&files[0]).arg("build").arg("-o").args([&program, &files[0]])));
            let packages = folder.join("packages");
            let format = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
            let list = ["list", "-export", "-deps", "-f", format, "errors", "fmt", "sort", "strings", "sync"];
            fs::write(&packages, go(&files[0]).args(list).output().unwrap().stdout).unwrap();
            let compile = move |file: &PathBuf| {
                let flags = ["tool", "compile", "-p", "main", "-complete", "-pack", "-o", "/dev/null", "-importcfg"];
                succeeds(go(file).args(flags).args([&packages, file])) && succeeds(&mut Command::new(&program))
            };
            (
                ("go run, each", Box::new(|| files.iter().all(|file| succeeds(go(file).arg("run").arg(file))))),
                ("compile + exec, each", Box::new(move || files.iter().all(&compile))),
            )
        }
        _ => {
            assert!(files.iter().all(|file| succeeds(Command::new("javac").arg(file))));
            let run =
                |file: &PathBuf| succeeds(Command::new("java").arg("-cp").arg(file.parent().unwrap()).arg("Main"));
            (
                (
                    "java Main.java, each",
                    Box::new(|| files.iter().all(|file| succeeds(Command::new("java").arg(file)))),
                ),
                ("java -cp, compiled before", Box::new(move || files.iter().all(run))),
            )
        }
    };
    vec![own, ("recant check --no-lanes", check("--no-lanes")), ("recant check", check("")), floor]
}

/// Go with the settings that recant gives it.
fn go(file: &Path) -> Command {
    let mut command = Command::new("go");
    command.current_dir(file.parent().unwrap()).env("CGO_ENABLED", "0").env("GOTOOLCHAIN", "local");
    command
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The processor time of all children that have ended.
fn children() -> Duration {
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let behind_name = stat.rsplit(')').next().unwrap();
    let fields = behind_name.split_whitespace().skip(13).take(2);
    TICK * fields.map(|field| field.parse::<u32>().unwrap()).sum::<u32>()
}

fn median(costs: &[Cost]) -> Cost {
    let middle = |of: fn(&Cost) -> Duration| {
        let mut all: Vec<Duration> = costs.iter().map(of).collect();
        all.sort_unstable();
        all[all.len() / 2]
    };
    Cost { wall: middle(|cost| cost.wall), cpu: middle(|cost| cost.cpu) }
}

const GO: &[&str] = &[
    "package main\n\nimport \"fmt\"\n\ntype point{n} struct{ X, Y int }\n\nfunc main() {\n\tfmt.Printf(\"%v %T\\n\", \
     point{n}{1, {n}}, point{n}{})\n}\n",
    "package main\n\nimport (\n\t\"fmt\"\n\t\"sort\"\n\t\"strings\"\n)\n\nfunc main() {\n\twords := \
     strings.Fields(\"c b a {n}\")\n\tsort.Strings(words)\n\tfmt.Println(strings.Join(words, \", \"))\n}\n",
    "package main\n\nimport (\n\t\"errors\"\n\t\"fmt\"\n)\n\nvar errNone = errors.New(\"none of {n}\")\n\nfunc find(n int) \
     error {\n\tif n > {n} {\n\t\treturn fmt.Errorf(\"find %d: %w\", n, errNone)\n\t}\n\treturn nil\n}\n\nfunc main() \
     {\n\tfmt.Println(find(1000), errors.Is(find(1000), errNone))\n}\n",
    "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nfunc main() {\n\tvar wait sync.WaitGroup\n\tsum := make(chan \
     int, 4)\n\tfor i := 0; i < 4; i++ {\n\t\twait.Add(1)\n\t\tgo func(i int) {\n\t\t\tdefer wait.Done()\n\t\t\tsum <- i * \
     {n}\n\t\t}(i)\n\t}\n\twait.Wait()\n\tclose(sum)\n\ttotal := 0\n\tfor part := range sum {\n\t\ttotal += \
     part\n\t}\n\tfmt.Println(total)\n}\n",
];

const JAVA: &[&str] = &[
    "public class Main {\n    record Point(int x, int y) {}\n\n    public static void main(String[] args) {\n        \
     System.out.println(new Point(1, {n}));\n    }\n}\n",
    "import java.util.*;\n\npublic class Main {\n    public static void main(String[] args) {\n        List<String> words \
     = new ArrayList<>(List.of(\"c\", \"b\", \"a{n}\"));\n        Collections.sort(words);\n        \
     System.out.println(String.join(\", \", words));\n    }\n}\n",
    "import java.util.*;\nimport java.util.stream.*;\n\npublic class Main {\n    public static void main(String[] args) \
     {\n        System.out.println(IntStream.range(0, {n}).filter(n -> n % 2 == \
     1).boxed().collect(Collectors.toList()));\n    }\n}\n",
    "interface Shape {\n    double area();\n}\n\npublic class Main {\n    static class Square implements Shape {\n        \
     public double area() {\n            return {n} * {n};\n        }\n    }\n\n    public static void main(String[] args) \
     {\n        Shape shape = new Square();\n        System.out.printf(\"%.2f%n\", shape.area());\n    }\n}\n",
];
