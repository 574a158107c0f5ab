//! Just enough of HTTP/1.1 (RFC 9112) to take a request whole and to answer it.

use std::io::{self, BufRead, BufReader, Read, Write};

use crate::snippets::Answer;

/// The longest head of a request, as most servers have it, and the most headers in it.
const LONGEST_HEAD: u64 = 64 << 10;
const MOST_HEADERS: usize = 128;

/// The longest body. Bodies are not kept, so this only bounds time.
const LONGEST_BODY: u64 = 256 << 20;

/// All of a request but its body.
pub(super) struct Head {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    /// Whether another request may follow on the same connection.
    pub(super) keeps_open: bool,
}

/// What is kept of a body.
pub(super) struct Body {
    pub(super) length: u64,
    /// BLAKE3, in hexadecimal.
    pub(super) hash: String,
    /// Whether it came to its end.
    pub(super) whole: bool,
}

impl Head {
    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// Reads the head of the next request; `None` where there is none.
pub(super) fn read_head(from: &mut impl BufRead) -> io::Result<Option<Head>> {
    let mut text = Vec::new();
    let mut from = from.take(LONGEST_HEAD);
    loop {
        let start = text.len();
        if from.read_until(b'\n', &mut text)? == 0 {
            return if text.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        if text[start..].trim_ascii().is_empty() && start > 0 {
            break;
        }
    }
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(&text).map_err(io::Error::other)?;
    let (Some(method), Some(path), Some(version)) = (request.method, request.path, request.version) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = request.headers.iter().map(|header| (header.name.to_owned(), text(header.value)));
    let mut head = Head { method: method.into(), path: path.into(), headers: headers.collect(), keeps_open: false };
    head.keeps_open = match head.header("connection") {
        Some(how) if how.eq_ignore_ascii_case("close") => false,
        Some(how) if how.eq_ignore_ascii_case("keep-alive") => true,
        _ => version == 1,
    };
    Ok(Some(head))
}

/// Reads the body that belongs to a head, as far as it comes.
pub(super) fn read_body(from: &mut BufReader<impl Read + Write>, head: &Head) -> Body {
    let mut hasher = blake3::Hasher::new();
    let mut length = 0;
    let whole = invite(from.get_mut(), head).and_then(|()| match head.header("transfer-encoding") {
        Some(coding) if coding.eq_ignore_ascii_case("chunked") => read_chunks(from, &mut hasher, &mut length),
        Some(_) => Err(io::ErrorKind::Unsupported.into()),
        None => match head.header("content-length").unwrap_or("0").parse() {
            Ok(announced) => read_part(from, announced, &mut hasher, &mut length),
            Err(_) => Err(io::ErrorKind::InvalidData.into()),
        },
    });
    Body { length, hash: hasher.finalize().to_hex().to_string(), whole: whole.is_ok() }
}

/// Tells one that waits for leave to send its body that it may.
fn invite(to: &mut impl Write, head: &Head) -> io::Result<()> {
    match head.header("expect") {
        Some(what) if what.eq_ignore_ascii_case("100-continue") => {
            to.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").and_then(|()| to.flush())
        }
        _ => Ok(()),
    }
}

/// Reads so many bytes of a body, and adds to its length those that came.
fn read_part(from: &mut impl Read, announced: u64, hasher: &mut blake3::Hasher, length: &mut u64) -> io::Result<()> {
    let most = announced.min(LONGEST_BODY.saturating_sub(*length));
    let mut buffer = [0; 8 << 10];
    let mut from = from.take(most);
    let mut came = 0;
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        came += read as u64;
        *length += read as u64;
    }
    if came == announced { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn read_chunks(from: &mut impl BufRead, hasher: &mut blake3::Hasher, length: &mut u64) -> io::Result<()> {
    loop {
        let line = read_line(from)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        match u64::from_str_radix(size, 16).map_err(io::Error::other)? {
            0 => break,
            size => read_part(from, size, hasher, length)?,
        }
        read_line(from)?;
    }
    while !read_line(from)?.is_empty() {}
    Ok(())
}

fn read_line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    from.take(LONGEST_HEAD).read_line(&mut line)?;
    if line.ends_with('\n') { Ok(line.trim_end().to_owned()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Answers a request.
pub(super) fn answer(to: &mut impl Write, head: &Head, answer: &Answer, keeps_open: bool) -> io::Result<()> {
    let headers: Vec<_> = answer.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let connection = if keeps_open { "keep-alive" } else { "close" };
    let text = format!(
        "HTTP/1.1 {} {}\r\n{}Content-Length: {}\r\nConnection: {connection}\r\n\r\n",
        answer.status,
        phrase(answer.status),
        headers.concat(),
        answer.body.len(),
    );
    let is_empty = head.method == "HEAD" || matches!(answer.status, 204 | 304);
    to.write_all(text.as_bytes())?;
    to.write_all(if is_empty { b"" } else { answer.body.as_bytes() })?;
    to.flush()
}

/// What the statuses that matter are called (RFC 9110, 15).
const fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Answer",
    }
}
