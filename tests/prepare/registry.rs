//! A registry on this machine, which hands out the files of a folder.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

/// The registry; it serves until the test program ends.
pub(crate) struct Registry {
    /// `127.0.0.1:…`
    pub(crate) host: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Registry {
    /// Serves a folder. Where `stuck` stands in a path, half of the file is sent, and then nothing more.
    pub(crate) fn serve(folder: PathBuf, stuck: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (folder, noted) = (folder.clone(), Arc::clone(&noted));
                // A client that has heard enough may go.
                thread::spawn(move || answer(client, &folder, stuck, &noted).ok());
            }
        });
        Self { host, asked }
    }

    /// What it was asked for: paths, and how clients showed who they are.
    pub(crate) fn asked(&self) -> String {
        self.asked.lock().unwrap().join("\n")
    }
}

fn answer(mut client: TcpStream, folder: &Path, stuck: &str, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let lines = BufReader::new(client.try_clone()?).lines();
    let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let shown = head.iter().filter(|line| line.to_lowercase().starts_with("authorization:"));
    asked.lock().unwrap().extend(std::iter::once(&path).chain(shown).cloned());
    let file = folder.join(path.trim_matches('/'));
    let file = if file.is_dir() { file.join("index.html") } else { file };
    let Ok(body) = fs::read(&file) else {
        return client.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    let kind = if file.ends_with("index.html") { "text/html" } else { "application/octet-stream" };
    let length = body.len();
    write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")?;
    if !stuck.is_empty() && path.contains(stuck) {
        client.write_all(&body[..length / 2])?;
        loop {
            thread::park();
        }
    }
    client.write_all(&body)
}
