//! The language server, spoken to as an editor does, over a runner that only pretends to run.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use lsp_server::{Connection, Message, Notification, Request, RequestId};
use recant::lsp::{self, Engine};
use recant::notes;
use recant::pipeline;
use recant::report::Known;
use serde_json::{Value, json};

use super::{Pretend, prints};

const NOTE: &str = "# Notes\n\n```python\nprint(\"\u{1d11e}\", 1)\n```\n\nOutput:\n\n```\n\u{1d11e} 2\n```\n";

/// What the configuration says is known to be wrong.
const KNOWN: &str = "[[known]]\npath = \"note.md\"\nsnippet = \"?\"\nclaim = \"known\"\n";

/// An editor with one note open.
struct Editor {
    connection: Connection,
    server: JoinHandle<()>,
    _folder: tempfile::TempDir,
    file: PathBuf,
    requests: i32,
}

fn study(path: &Path) -> Result<pipeline::Study, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    Ok(pipeline::study(notes::read("note.md", bytes)))
}

impl Editor {
    fn start() -> Self {
        let (connection, other) = Connection::memory();
        let server = std::thread::spawn(move || {
            let client = lsp::greet(&other).unwrap();
            let runner = Pretend(|_: &_| Ok(prints("\u{1d11e} 1\n")));
            let keep = |checked: &pipeline::Checked, snippet: usize| {
                Ok(format!("{} is kept", checked.study.snippets[snippet].block.code.text().trim_end()))
            };
            let engine = Engine {
                runner: Box::new(runner),
                study: Box::new(study),
                propose: Box::new(study),
                keep: Box::new(keep),
                known: Box::new(|_| Known::read(KNOWN).unwrap()),
            };
            lsp::serve(&other, &client, engine).unwrap();
        });
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a note.md");
        fs::write(&file, NOTE).unwrap();
        let mut editor = Self { connection, server, _folder: folder, file, requests: 0 };
        let capabilities = json!({ "workspace": { "codeLens": { "refreshSupport": true } } });
        let answer = editor.ask("initialize", json!({ "capabilities": capabilities }));
        assert_eq!(answer["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self) -> String {
        format!("file://{}", self.file.to_str().unwrap().replace(' ', "%20"))
    }

    fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.into(), params).into()).unwrap();
    }

    /// The first message that a function makes something of.
    fn hear<T>(&self, of: impl Fn(Message) -> Option<T>) -> T {
        let wait = std::time::Duration::from_secs(60);
        std::iter::repeat_with(|| self.connection.receiver.recv_timeout(wait).unwrap()).find_map(of).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        self.connection.sender.send(Request::new(id.clone(), method.into(), params).into()).unwrap();
        self.hear(|message| match message {
            Message::Response(response) if response.id == id => Some(response.response_result.unwrap()),
            _ => None,
        })
    }

    fn told(&self, method: &str) -> Value {
        self.hear(|message| match message {
            Message::Notification(told) if told.method == method => Some(told.params),
            Message::Request(asked) if asked.method == method => Some(asked.params),
            _ => None,
        })
    }

    /// Opens the note and waits until it was checked.
    fn open(&self) -> Value {
        self.open_with(NOTE)
    }

    fn open_with(&self, text: &str) -> Value {
        fs::write(&self.file, text).unwrap();
        let note = json!({ "uri": self.uri(), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": note }));
        self.told("textDocument/publishDiagnostics")
    }

    fn lenses(&mut self) -> Vec<Value> {
        let note = json!({ "textDocument": { "uri": self.uri() } });
        self.ask("textDocument/codeLens", note).as_array().unwrap().clone()
    }

    fn change(&self, version: i32, text: &str) {
        let note = json!({ "uri": self.uri(), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": note, "contentChanges": [{ "text": text }] }));
    }

    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.join().unwrap();
    }
}

fn range(range: &Value) -> [u64; 4] {
    let at = |end: &str, what: &str| range[end][what].as_u64().unwrap();
    [at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character")]
}

#[test]
fn drift_is_underlined_where_the_note_claims_it() {
    let editor = Editor::start();
    let told = editor.open();
    let found = told["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&json!("drifted"), &json!(1)));
    assert_eq!(found[0]["message"], "the note claims \u{1d11e} 2, it is \u{1d11e} 1");
    // Columns are of UTF-16, in which a clef is two.
    assert_eq!(range(&found[0]["range"]), [9, 0, 9, 4]);
    assert_eq!((&told["version"], &told["uri"]), (&json!(1), &json!(editor.uri())));
    editor.end();
}

#[test]
fn a_lens_runs_the_program_and_one_accepts_what_was_observed() {
    let mut editor = Editor::start();
    editor.open();
    let lenses = editor.lenses();
    let titles: Vec<_> = lenses.iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["run (drifted)", "accept \u{1d11e} 1"]);
    let printed = editor.ask("workspace/executeCommand", lenses[0]["command"].clone());
    assert_eq!(printed, "\u{1d11e} 1\npretended 1.0, exit status 0");
    let id = RequestId::from(77);
    let accept = Request::new(id, "workspace/executeCommand".into(), lenses[1]["command"].clone());
    editor.connection.sender.send(accept.into()).unwrap();
    let edit = editor.told("workspace/applyEdit");
    let document = &edit["edit"]["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({ "uri": editor.uri(), "version": 1 }));
    // The least edit: the clef stays, and takes two columns.
    assert_eq!(document["edits"][0]["newText"], "1");
    assert_eq!(range(&document["edits"][0]["range"]), [9, 3, 9, 4]);
    editor.end();
}

#[test]
fn a_lens_keeps_what_a_program_prints_of_which_nothing_is_claimed() {
    let mut editor = Editor::start();
    editor.open_with("```python\nprint(6 * 7)\n```\n");
    let lenses = editor.lenses();
    let titles: Vec<_> = lenses.iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["run (runs)", "accept what it prints"]);
    assert_eq!(editor.ask("workspace/executeCommand", lenses[1]["command"].clone()), "print(6 * 7) is kept");
    editor.told("textDocument/publishDiagnostics");
    editor.end();
}

#[test]
fn what_is_known_to_be_wrong_is_not_underlined() {
    let editor = Editor::start();
    let told = editor.open_with(&NOTE.replace("\u{1d11e} 2", "known"));
    assert_eq!(told["diagnostics"], json!([]));
    editor.end();
}

#[test]
fn what_cannot_be_edited_is_kept_instead() {
    let mut editor = Editor::start();
    let quoted = serde_json::Value::from(NOTE);
    editor.open_with(&format!(r#"[{{"id": "a1", "uri": "https://example.org/", "text": {quoted}}}]"#));
    let lenses = editor.lenses();
    assert_eq!(lenses[1]["command"]["title"], "accept \u{1d11e} 1");
    let kept = editor.ask("workspace/executeCommand", lenses[1]["command"].clone());
    assert_eq!(kept, "print(\"\u{1d11e}\", 1) is kept");
    editor.end();
}

#[test]
fn what_was_found_in_another_text_is_not_offered() {
    let mut editor = Editor::start();
    editor.open();
    let accept = editor.lenses()[1]["command"].clone();
    editor.change(2, &format!("New.\n{NOTE}"));
    assert_eq!(editor.lenses(), Vec::<Value>::new());
    assert_eq!(editor.ask("workspace/executeCommand", accept.clone()), Value::Null);
    editor.change(3, NOTE);
    assert_eq!(editor.lenses().len(), 2, "the text that was checked is there again");
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": editor.uri() } }));
    editor.told("textDocument/publishDiagnostics");
    editor.requests += 1;
    let id = RequestId::from(editor.requests);
    let late = Request::new(id.clone(), "workspace/executeCommand".into(), accept);
    editor.connection.sender.send(late.into()).unwrap();
    let refused = editor.hear(|message| match message {
        Message::Response(response) if response.id == id => Some(response.response_result.is_err()),
        _ => None,
    });
    assert!(refused, "a lens of a check before this one edits nothing");
    editor.end();
}

#[test]
fn saving_checks_the_note_again_and_closing_clears_it() {
    let editor = Editor::start();
    editor.open();
    let mended = NOTE.replace(" 2\n", " 1\n");
    fs::write(&editor.file, &mended).unwrap();
    editor.change(2, &mended);
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": editor.uri() } }));
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!((&told["diagnostics"], &told["version"]), (&json!([]), &json!(2)));
    fs::write(&editor.file, NOTE).unwrap();
    editor.tell("textDocument/didSave", json!({ "textDocument": { "uri": editor.uri() } }));
    assert_eq!(editor.told("textDocument/publishDiagnostics")["diagnostics"].as_array().unwrap().len(), 1);
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": editor.uri() } }));
    assert_eq!(editor.told("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    editor.end();
}

#[test]
fn hovering_shows_the_program_as_it_was_completed() {
    let mut editor = Editor::start();
    editor.open();
    let at = json!({ "textDocument": { "uri": editor.uri() }, "position": { "line": 3, "character": 0 } });
    let shown = editor.ask("textDocument/hover", at);
    insta::assert_snapshot!(shown["contents"]["value"].as_str().unwrap(), @r#"
    **drifted** · pretended 1.0

    The program, as-written:

    ```python
    print("𝄞", 1)
    ```
    "#);
    let elsewhere = json!({ "textDocument": { "uri": editor.uri() }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", elsewhere), Value::Null);
    editor.end();
}

#[test]
fn what_is_no_request_of_an_editor_is_refused() {
    let editor = Editor::start();
    for (method, params) in [
        ("textDocument/definition", json!({})),
        ("textDocument/hover", json!({ "position": "nowhere" })),
        ("workspace/executeCommand", json!({ "command": "recant.run", "arguments": [7] })),
    ] {
        let id = RequestId::from(method.to_owned());
        editor.connection.sender.send(Request::new(id.clone(), method.into(), params).into()).unwrap();
        let refused = editor.hear(|message| match message {
            Message::Response(response) if response.id == id => Some(response.response_result.is_err()),
            _ => None,
        });
        assert!(refused, "{method}");
    }
    editor.end();
}
