//! `recant run`.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use super::arguments::Run;
use super::output::Console;
use super::{CliError, engine, one, settings, status};
use crate::complete::{How, Program};
use crate::pipeline::{self, Study};
use crate::run::{Outcome, Runner, on_each};
use crate::sandbox::{Exit, Stream};

pub(super) fn run(arguments: &Run, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    let (mut study, snippet) = one::one(&arguments.example, &config, console)?;
    // Without claims nothing is put in to look at values: the program prints what it prints.
    study.claims.clear();
    // Who asks for this one has read why the note would leave it out.
    study.snippets[snippet].block.directives.skip = None;
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let plan = pipeline::prepare(&study, &runner);
    if let Some((_, because)) = plan.refused.iter().find(|(refused, _)| *refused == snippet) {
        console.complain(&format!("this example cannot be run ({}): {}", because.reason, because.detail));
        return Ok(ExitCode::from(status::USAGE));
    }
    let Some(program) = plan.programs.into_iter().find(|program| program.members.contains(&snippet)) else {
        console.complain("this is no example that recant can run; `recant show` tells what it makes of it");
        return Ok(ExitCode::from(status::USAGE));
    };
    // Of several versions, the first that is named.
    let program = on_each(program, &runner).swap_remove(0);
    runner.prepare(&[&program]);
    let mut relay = Relay::default();
    let mut forward = Forward::new(console);
    let (program, outcome) = pipeline::amended(&study, program, &runner, &mut |program| {
        relay.again = 0;
        runner.run(program, Some(&mut |stream, bytes| forward.push(Stream::Stdout, relay.news(stream, bytes))))
    });
    match outcome {
        Ok(outcome) => {
            if !arguments.edit_free {
                announce(&study, &program, console);
            }
            forward.push(Stream::Stderr, &outcome.stderr);
            forward.finish();
            Ok(ended(&outcome, arguments, console))
        }
        Err(because) => {
            console.complain(&format!("this example cannot be run ({}): {}", because.reason, because.detail));
            Ok(ExitCode::from(status::USAGE))
        }
    }
}

/// Tells what a program prints on standard output while it runs. Its standard error waits until it has
/// ended: there the toolchain may have asked for an addition with which it runs anew.
#[derive(Default)]
struct Relay {
    /// What was handed on.
    told: Vec<u8>,
    /// How much of that the attempt under way has printed again.
    again: usize,
}

impl Relay {
    /// What of these bytes no attempt has printed before.
    fn news<'b>(&mut self, stream: Stream, bytes: &'b [u8]) -> &'b [u8] {
        if stream == Stream::Stderr {
            return &[];
        }
        let same = self.told[self.again..].iter().zip(bytes).take_while(|(old, new)| old == new).count();
        self.again += same;
        let news = &bytes[same..];
        if !news.is_empty() {
            self.told.truncate(self.again);
            self.told.extend(news);
            self.again = self.told.len();
        }
        news
    }
}

/// Hands on what the program prints, whole lines of it where someone could be deceived by parts.
struct Forward<'a> {
    console: &'a Console,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

impl<'a> Forward<'a> {
    const fn new(console: &'a Console) -> Self {
        Self { console, stdout: Vec::new(), stderr: Vec::new() }
    }

    /// Hands on what there is, but for the beginning of a line that is still to come. Where nobody
    /// reads it any more, the program may go on.
    fn push(&mut self, stream: Stream, bytes: &[u8]) {
        let held = self.held(stream);
        held.extend_from_slice(bytes);
        let whole = memchr::memrchr(b'\n', held).map_or(0, |at| at + 1);
        let whole = if held.len() - whole > LONGEST_LINE { held.len() } else { whole };
        let rest = held.split_off(whole);
        let lines = std::mem::replace(held, rest);
        self.write(stream, &lines);
    }

    fn finish(mut self) {
        for stream in [Stream::Stdout, Stream::Stderr] {
            let rest = std::mem::take(self.held(stream));
            self.write(stream, &rest);
        }
    }

    fn held(&mut self, stream: Stream) -> &mut Vec<u8> {
        match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        }
    }

    fn write(&self, stream: Stream, bytes: &[u8]) {
        let (mut stdout, mut stderr) = (std::io::stdout(), std::io::stderr());
        let _ = match stream {
            Stream::Stdout => {
                stdout.write_all(&self.console.forward(bytes, stdout.is_terminal())).and_then(|()| stdout.flush())
            }
            Stream::Stderr => stderr.write_all(&self.console.forward(bytes, stderr.is_terminal())),
        };
    }
}

/// How much of a line is waited for.
const LONGEST_LINE: usize = 1 << 16;

fn announce(study: &Study, program: &Program, console: &Console) {
    let edits: Vec<_> = program.edits().map(|edit| edit.reason.as_str()).collect();
    if !edits.is_empty() {
        console.note(&format!("to run it, recant {}", edits.join(", ")));
    }
    if program.how() == How::ByHand {
        console.note("a person wrote the rest of this program");
    }
    for borrowed in &program.borrowed {
        let (line, _) = one::lines(study, &study.snippets[*borrowed].block.code.span());
        console.note(&format!("with what {}:{line} defines", study.document.path));
    }
}

/// The program's own exit status, with a word on what ended it where that was not itself.
fn ended(outcome: &Outcome, arguments: &Run, console: &Console) -> ExitCode {
    if let Some(because) = outcome.limit() {
        console.warn(&format!("stopped ({}): {}", because.reason, because.detail));
    } else if let (Some(because), false) = (&outcome.missing, arguments.edit_free) {
        console.note(&format!("{}: {}", because.reason, because.detail));
    }
    match outcome.exit {
        Exit::Status(status) => ExitCode::from(u8::try_from(status & 0xff).unwrap_or(1)),
        // As shells say it.
        Exit::Signal(signal) => ExitCode::from(128_u8.saturating_add(u8::try_from(signal).unwrap_or(127))),
    }
}
