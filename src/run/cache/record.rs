//! What was seen of a run, as bytes.

use super::Seen;
use crate::cache::held;
use crate::run::Request;
use crate::sandbox::{Captured, Execution, Exit, Finished, LimitHit};

held!(struct Seen { execution, requests });
held!(struct Request { method, host, path, headers, body_len, body_blake3 });
held!(struct Execution { finished, collected });
held!(struct Finished { exit, stdout, stderr, limit, wall });
held!(struct Captured { bytes, cut });
held!(enum Exit { 0 Status(number), 1 Signal(number) });
held!(enum LimitHit { 0 Wall, 1 Cpu, 2 Memory, 3 Processes, 4 Disk, 5 Files, 6 Output });
