//! What a sandbox saw, as bytes.

use crate::cache::held;
use crate::sandbox::{Captured, Execution, Exit, Finished, LimitHit};

held!(struct Execution { finished, collected });
held!(struct Finished { exit, stdout, stderr, limit, wall });
held!(struct Captured { bytes, cut });
held!(enum Exit { 0 Status(number), 1 Signal(number) });
held!(enum LimitHit { 0 Wall, 1 Cpu, 2 Memory, 3 Processes, 4 Disk, 5 Files, 6 Output });
