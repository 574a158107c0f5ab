//! What the fast lanes save: one `recant check` of many programs against one process for each, against
//! recant without its lanes, and against the least that could be done. `cargo bench --bench lanes` prints
//! it; `cargo bench --bench lanes -- go 50` a single one.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

#[path = "speed/cost.rs"]
mod cost;

use cost::{Cost, cost_of, median};

/// What is measured: a language, how many programs, and how often all of them are run.
const MEASURED: [(&str, usize, usize); 4] = [("go", 50, 3), ("python", 200, 3), ("java", 15, 3), ("java", 200, 1)];

/// How many programs fill the caches that everyone has, before anything counts.
const WARMING: usize = 5;

/// One way to run the programs of a folder.
struct Way {
    name: &'static str,
    /// What is done before, and not counted.
    before: Box<dyn Fn(&Path)>,
    /// Whether it worked.
    run: Box<dyn Fn(&Path) -> bool>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let asked = |language: &str, count: usize| {
        words.is_empty() || (words[0] == language && words.get(1).is_none_or(|asked| *asked == count.to_string()))
    };
    for (language, count, rounds) in MEASURED {
        if asked(language, count) {
            measure(language, count, rounds);
        }
    }
}

/// Measures all ways to run so many programs of a language, in turns, so that all meet the same disturbances.
fn measure(language: &str, count: usize, rounds: usize) {
    let ways = ways(language);
    let mut costs = vec![Vec::new(); ways.len()];
    for round in 0..=rounds {
        let programs = if round == 0 { WARMING } else { count };
        for (index, (way, costs)) in ways.iter().zip(&mut costs).enumerate() {
            // New programs each time: `go run` keeps the executables that it has linked.
            let folder = tempfile::tempdir().unwrap();
            write_all(folder.path(), language, programs, (round * ways.len() + index) * count);
            (way.before)(folder.path());
            let cost = cost_of(|| assert!((way.run)(folder.path()), "{} does not work here", way.name));
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    println!("{count} programs of {language}, median of {rounds} interleaved rounds, for each program");
    let medians: Vec<Cost> = costs.iter().map(|costs| median(costs)).collect();
    for (way, cost) in ways.iter().zip(&medians) {
        let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(u32::try_from(count).unwrap());
        let ratio = |of: fn(&Cost) -> Duration| of(&medians[0]).as_secs_f64() / of(cost).as_secs_f64();
        println!(
            "{:<28}{:>8.1} ms wall (×{:.2}){:>9.1} ms CPU (×{:.2})",
            way.name,
            each(cost.wall),
            ratio(|cost| cost.wall),
            each(cost.cpu),
            ratio(|cost| cost.cpu)
        );
    }
}

/// Writes small programs of a language into folders of their own, no two of them the same, and a note that
/// shows them all.
fn write_all(folder: &Path, language: &str, count: usize, first: usize) {
    let (name, shapes) = match language {
        "go" => ("main.go", GO),
        "python" => ("main.py", PYTHON),
        _ => ("Main.java", JAVA),
    };
    let mut note = String::new();
    for number in first..first + count {
        let own = folder.join(number.to_string());
        let text = shapes[number % shapes.len()].replace("{n}", &number.to_string());
        fs::create_dir(&own).unwrap();
        fs::write(own.join(name), &text).unwrap();
        let _ = writeln!(note, "A program:\n\n```{language}\n{text}```\n");
    }
    fs::write(folder.join("note.md"), note).unwrap();
}

/// The programs of a folder, without what a compiler has put beside them.
fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let folders = entries(folder).into_iter().filter(|path| path.is_dir());
    folders.flat_map(|own| entries(&own)).filter(|file| file.extension().is_some_and(|kind| kind != "class")).collect()
}

fn each(run: impl Fn(&Path) -> bool + 'static) -> Box<dyn Fn(&Path) -> bool> {
    Box::new(move |folder| programs(folder).iter().all(|file| run(file)))
}

/// A check of a folder's note by which nothing is remembered.
fn check(more: &'static [&str]) -> Box<dyn Fn(&Path) -> bool> {
    Box::new(move |folder| {
        let mut check = Command::new(env!("CARGO_BIN_EXE_recant"));
        check.args(["check", "note.md", "--quiet", "--no-cache", "--no-attribution"]).args(more);
        succeeds(check.current_dir(folder))
    })
}

/// The ways to run a language's programs: the first is the one that others are compared with.
fn ways(language: &str) -> Vec<Way> {
    let way = |name, run| Way { name, before: Box::new(|_| ()), run };
    let checks = [way("recant check --no-lanes", check(&["--no-lanes"])), way("recant check", check(&[]))];
    let (own, floor) = match language {
        "go" => (way("go run, each", each(|file| succeeds(go(file).arg("run").arg(file)))), compile_and_run()),
        "python" => python(),
        _ => java(),
    };
    std::iter::once(own).chain(checks).chain([floor]).collect()
}

/// Python without what a shim and `site` cost, and as people call it.
fn python() -> (Way, Way) {
    let asked = Command::new("python3").args(["-c", "import sys; print(sys.executable, end='')"]).output().unwrap();
    let bare = String::from_utf8(asked.stdout).unwrap();
    let whole = bare.clone();
    let way = |name, run| Way { name, before: Box::new(|_| ()), run };
    (
        way("python3 -S, each", each(move |file| succeeds(Command::new(&bare).arg("-S").arg(file)))),
        way("python3, each", each(move |file| succeeds(Command::new(&whole).arg(file)))),
    )
}

/// The source launcher, and a Java that need not compile.
fn java() -> (Way, Way) {
    let compile =
        |folder: &Path| assert!(programs(folder).iter().all(|file| succeeds(Command::new("javac").arg(file))));
    let run = each(|file| succeeds(Command::new("java").arg("-cp").arg(file.parent().unwrap()).arg("Main")));
    let own = each(|file| succeeds(Command::new("java").arg(file)));
    (
        Way { name: "java Main.java, each", before: Box::new(|_| ()), run: own },
        Way { name: "java -cp, compiled before", before: Box::new(compile), run },
    )
}

/// The least that Go can do without a link: to compile each, and to run what was linked before.
fn compile_and_run() -> Way {
    let before = |folder: &Path| {
        let first = &programs(folder)[0];
        assert!(succeeds(go(first).arg("build").arg("-o").arg(folder.join("program")).arg(first)));
        let format = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}";
        let list = ["list", "-export", "-deps", "-f", format, "errors", "fmt", "sort", "strings", "sync"];
        fs::write(folder.join("packages"), go(first).args(list).output().unwrap().stdout).unwrap();
    };
    let tools = String::from_utf8(Command::new("go").args(["env", "GOTOOLDIR"]).output().unwrap().stdout).unwrap();
    let compiler = Path::new(tools.trim()).join("compile");
    let run = each(move |file| {
        let folder = file.parent().unwrap().parent().unwrap();
        let mut compile = Command::new(&compiler);
        compile.args(["-p", "main", "-complete", "-pack", "-o", "/dev/null", "-importcfg"]);
        succeeds(compile.arg(folder.join("packages")).arg(file)) && succeeds(&mut Command::new(folder.join("program")))
    });
    Way { name: "compile + exec, each", before: Box::new(before), run }
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

const PYTHON: &[&str] = &[
    "words = \"c b a {n}\".split()\nprint(sorted(words), len(words))\n",
    "from collections import Counter\n\ncount = Counter(\"abracadabra{n}\")\nprint(count.most_common(1))\n",
    "class Point:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n\n    def __repr__(self):\n        return \
     f\"Point({self.x}, {self.y})\"\n\n\nprint(Point(1, {n}))\n",
    "import json\n\nprint(json.dumps({\"a\": [1, 2, {n}]}))\n",
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
    "public class Main {\n    interface Shape {\n        double area();\n    }\n\n    static class Square implements Shape \
     {\n        public double area() {\n            return {n} * {n};\n        }\n    }\n\n    public static void \
     main(String[] args) {\n        Shape shape = new Square();\n        System.out.printf(\"%.2f%n\", \
     shape.area());\n    }\n}\n",
];
