//! The language server: what recant says of notes, where they are written.
//!
//! A note is checked when it is opened and each time it is saved, by a thread of its own, so that the editor
//! is always answered. Drift and failures become diagnostics, each program a lens that runs it, and the
//! program as it was completed stands in the hover. What was observed can be accepted by a lens: where the
//! note can be mended, the editor is sent the edit; where it cannot, or claims nothing, the corpus keeps it.
//! Between saves, what was found speaks of another text: lenses and hovers wait.

mod accept;
mod diagnostics;
mod hover;
mod lenses;
mod note;
mod places;
mod run;
mod server;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

use lsp_server::{Connection, Message, ProtocolError};
use lsp_types::{
    CodeLensOptions, ExecuteCommandOptions, HoverProviderCapability, InitializeParams, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use serde_json::json;

use crate::pipeline::{Checked, Study};
use crate::report::Known;
use crate::run::Runner;
use server::Server;

/// The command behind a lens that runs a program. Its arguments are the note's address and the snippet's index.
const RUN: &str = "recant.run";
/// The command behind a lens that corrects a claim. Its arguments are the note's address, the claim's index and
/// the number of the check.
const ACCEPT: &str = "recant.accept";
/// The command behind a lens that keeps what a program prints. Its arguments are the note's address, the
/// snippet's index and the number of the check.
const KEEP: &str = "recant.keep";

/// Reads a file of notes, or says why it cannot.
pub type Studying = dyn Fn(&Path) -> Result<Study, String> + Send + Sync;

/// Keeps in the corpus what was seen of a snippet, and says where.
pub type Keeping = dyn Fn(&Checked, usize) -> Result<String, String> + Send + Sync;

/// What is known to be wrong of a file, and is nothing to underline.
pub type Knowing = dyn Fn(&str) -> Known + Send + Sync;

/// What notes are checked with.
pub struct Engine {
    /// Runs programs.
    pub runner: Box<dyn Runner + Send>,
    /// Reads a file of notes, with what people stored for it, or says why it cannot.
    pub study: Box<Studying>,
    /// The same, with a look at what code prints of which nothing is claimed.
    pub propose: Box<Studying>,
    /// Keeps what a person accepts.
    pub keep: Box<Keeping>,
    /// What is known of a file.
    pub known: Box<Knowing>,
}

/// Who is served.
#[derive(Clone, Debug)]
pub struct Client {
    /// The folder that is worked in, where there is one.
    pub root: Option<PathBuf>,
    /// Whether it asks for lenses anew when it is told to.
    refreshes: bool,
}

/// Greets an editor.
///
/// # Errors
/// Where what comes is no editor's greeting.
pub fn greet(connection: &Connection) -> Result<Client, ProtocolError> {
    let (id, greeting) = connection.initialize_start()?;
    let answer = json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": "recant", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer)?;
    // What cannot be read of a greeting is not needed: the server then does what every client takes.
    let greeting: InitializeParams = serde_json::from_value(greeting).unwrap_or_default();
    #[expect(deprecated, reason = "older clients name their folder so")]
    let old = greeting.root_uri;
    let folder = greeting.workspace_folders.and_then(|folders| folders.into_iter().next()).map(|folder| folder.uri);
    let workspace = greeting.capabilities.workspace;
    let refreshes = workspace.and_then(|workspace| workspace.code_lens?.refresh_support).unwrap_or(false);
    Ok(Client { root: folder.or(old).and_then(|uri| places::path_of(&uri)), refreshes })
}

fn capabilities() -> ServerCapabilities {
    let synchronised = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::FULL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(synchronised)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: [RUN, ACCEPT, KEEP].map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// Serves an editor until it says goodbye. A check that is under way then is not waited for.
///
/// # Errors
/// Where the editor does not keep to the protocol.
pub fn serve(connection: &Connection, client: &Client, engine: Engine) -> Result<(), ProtocolError> {
    let (jobs, orders) = channel();
    let sender = connection.sender.clone();
    // Where nobody listens any more, the end of the connection ends the loop below.
    let tell = Box::new(move |message| sender.send(message).unwrap_or_default());
    let server = Arc::new(Server::new(engine, client.refreshes, tell));
    let worker = Arc::clone(&server);
    thread::spawn(move || worker::work(&worker, &orders));
    for message in &connection.receiver {
        match message {
            Message::Request(request) if connection.handle_shutdown(&request)? => return Ok(()),
            Message::Request(request) => server.answer(request, &jobs),
            Message::Notification(notification) => server.hear(notification, &jobs),
            Message::Response(_) => {}
        }
    }
    Ok(())
}
