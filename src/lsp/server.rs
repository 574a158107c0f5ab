//! What an editor asks and tells, and what it hears.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Notification as _,
    PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    ApplyWorkspaceEdit, CodeLensRefresh, CodeLensRequest, ExecuteCommand, HoverRequest, Request as _,
};
use lsp_types::{
    ApplyWorkspaceEditParams, CodeLensParams, Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentChanges, ExecuteCommandParams, HoverParams,
    MessageType, OneOf, OptionalVersionedTextDocumentIdentifier, PublishDiagnosticsParams, ShowMessageParams,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::diagnostics::diagnostics;
use super::hover::hover;
use super::lenses::lenses;
use super::note::Note;
use super::places::{exactly, path_of};
use super::worker::Job;
use super::{ACCEPT, Engine, KEEP, RUN};

/// A note that an editor shows.
struct Open {
    /// Its text as the editor has it.
    text: String,
    version: i32,
    /// What came of the last check.
    note: Option<Arc<Note>>,
}

/// The state that the two threads share.
pub(super) struct Server {
    engine: Engine,
    refreshes: bool,
    tell: Box<dyn Fn(Message) + Send + Sync>,
    open: Mutex<HashMap<String, Open>>,
    requests: AtomicI32,
}

impl Server {
    pub(super) fn new(engine: Engine, refreshes: bool, tell: Box<dyn Fn(Message) + Send + Sync>) -> Self {
        Self { engine, refreshes, tell, open: Mutex::default(), requests: AtomicI32::new(0) }
    }

    pub(super) const fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        (self.tell)(message.into());
    }

    /// Shows a person a message.
    pub(super) fn say(&self, typ: MessageType, message: &str) {
        let params = ShowMessageParams { typ, message: message.to_owned() };
        self.send(Notification::new(ShowMessage::METHOD.to_owned(), params));
    }

    fn ask(&self, method: &str, params: impl Serialize) {
        let id = RequestId::from(self.requests.fetch_add(1, Ordering::Relaxed));
        self.send(Request::new(id, method.to_owned(), params));
    }

    /// What stands between locks is whole at every moment: a panic elsewhere has not spoilt it.
    fn open(&self) -> MutexGuard<'_, HashMap<String, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what an editor tells.
    pub(super) fn hear(&self, told: Notification, jobs: &Sender<Job>) {
        let check = |uri| {
            let _ = jobs.send(Job::Check(uri));
        };
        match told.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Some(DidOpenTextDocumentParams { text_document: opened }) = read(told.params) else { return };
                let open = Open { text: opened.text, version: opened.version, note: None };
                self.open().insert(opened.uri.as_str().to_owned(), open);
                check(opened.uri);
            }
            DidChangeTextDocument::METHOD => {
                let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(told.params) else {
                    return;
                };
                // The whole text comes each time, as the server asked for.
                let text = content_changes.into_iter().next_back().map(|change| change.text);
                if let (Some(open), Some(text)) = (self.open().get_mut(text_document.uri.as_str()), text) {
                    (open.text, open.version) = (text, text_document.version);
                }
            }
            DidSaveTextDocument::METHOD => {
                let Some(DidSaveTextDocumentParams { text_document, .. }) = read(told.params) else { return };
                check(text_document.uri);
            }
            DidCloseTextDocument::METHOD => {
                let Some(DidCloseTextDocumentParams { text_document }) = read(told.params) else { return };
                self.open().remove(text_document.uri.as_str());
                self.publish(text_document.uri, Vec::new(), None);
            }
            _ => {}
        }
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), params));
    }

    /// Checks the file at an address as it is on disk, and tells what came of it.
    pub(super) fn check(&self, uri: &Uri) {
        let Some(path) = path_of(uri).filter(|_| self.open().contains_key(uri.as_str())) else { return };
        let note = match (self.engine.study)(&path) {
            Ok(study) => Note::check(study, &self.engine),
            Err(why) => return self.say(MessageType::ERROR, &why),
        };
        let Some(note) = note.map(Arc::new) else { return };
        let version = {
            let mut open = self.open();
            // Who closed it meanwhile does not want to hear of it.
            let Some(open) = open.get_mut(uri.as_str()) else { return };
            open.note = Some(Arc::clone(&note));
            note.is_of(&open.text).then_some(open.version)
        };
        self.publish(uri.clone(), diagnostics(&note, uri), version);
        if self.refreshes {
            self.ask(CodeLensRefresh::METHOD, Value::Null);
        }
    }

    /// What came of the check of the text that an editor shows, and the version of that text.
    fn current(&self, uri: &Uri) -> Option<(Arc<Note>, i32)> {
        let open = self.open();
        let open = open.get(uri.as_str())?;
        let note = open.note.as_ref().filter(|note| note.is_of(&open.text))?;
        Some((Arc::clone(note), open.version))
    }

    /// Answers an editor's request.
    pub(super) fn answer(&self, request: Request, jobs: &Sender<Job>) {
        let id = request.id;
        let answer = match request.method.as_str() {
            HoverRequest::METHOD => read(request.params).map(|params| self.hover(&params)),
            CodeLensRequest::METHOD => read(request.params).map(|params| self.lenses(&params)),
            ExecuteCommand::METHOD => match read(request.params) {
                Some(params) => return self.execute(id, &params, jobs),
                None => None,
            },
            method => {
                let why = format!("recant does not answer {method}");
                return self.send(Response::new_err(id, ErrorCode::MethodNotFound as i32, why));
            }
        };
        self.send(match answer {
            Some(answer) => Response::new_ok(id, answer),
            None => wrong(id, "the parameters are not those of this request"),
        });
    }

    fn hover(&self, params: &HoverParams) -> Value {
        let at = &params.text_document_position_params;
        let current = self.current(&at.text_document.uri);
        value(current.and_then(|(note, _)| hover(&note, at.position.line as usize + 1)))
    }

    fn lenses(&self, params: &CodeLensParams) -> Value {
        let uri = &params.text_document.uri;
        value(self.current(uri).map_or_else(Vec::new, |(note, _)| lenses(&note, uri)))
    }

    fn execute(&self, id: RequestId, params: &ExecuteCommandParams, jobs: &Sender<Job>) {
        let mut arguments = params.arguments.iter();
        let uri = arguments.next().and_then(|uri| serde_json::from_value::<Uri>(uri.clone()).ok());
        let mut number = || arguments.next().and_then(Value::as_u64);
        let (Some(uri), Some(index)) = (uri, number().and_then(|index| usize::try_from(index).ok())) else {
            return self.send(wrong(id, "the arguments are a note's address and a number"));
        };
        let Some((note, version)) = self.current(&uri) else {
            self.say(MessageType::WARNING, "the note has changed since it was checked: save it, and try again");
            return self.send(Response::new_ok(id, Value::Null));
        };
        let is_of_this_check = number() == Some(note.number);
        match params.command.as_str() {
            RUN if index < note.lines.len() => {
                let _ = jobs.send(Job::Run(id, note, index));
            }
            KEEP if is_of_this_check && index < note.lines.len() => {
                let _ = jobs.send(Job::Keep(id, uri, note, index));
            }
            ACCEPT if is_of_this_check && index < note.study().claims.len() => {
                if self.edit(&uri, &note, version, index) {
                    return self.send(Response::new_ok(id, Value::Null));
                }
                let snippet = note.study().claims[index].snippet;
                let _ = jobs.send(Job::Keep(id, uri, note, snippet));
            }
            _ => self.send(wrong(id, "there is no such lens; ask for them anew")),
        }
    }

    /// Asks the editor to make a claim true; whether that can be done by an edit of the note.
    fn edit(&self, uri: &Uri, note: &Note, version: i32, claim: usize) -> bool {
        let edit = note.mended.edits.iter().find(|edit| edit.claim == claim);
        let edit = edit.and_then(|edit| {
            let range = exactly(note.document(), &edit.range)?;
            Some(TextEdit::new(range, edit.text.clone()))
        });
        let Some(edit) = edit else { return false };
        // The version keeps the edit from a text that was changed on the way.
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(version) };
        let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
        let edit =
            WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() };
        let label = Some("accept what was observed".to_owned());
        self.ask(ApplyWorkspaceEdit::METHOD, ApplyWorkspaceEditParams { label, edit });
        true
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn value(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_default()
}

fn wrong(id: RequestId, why: &str) -> Response {
    Response::new_err(id, ErrorCode::InvalidParams as i32, why.to_owned())
}
