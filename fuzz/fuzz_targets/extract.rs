//! Whatever notes hold, each block lies in the file, and they come in order.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["notes.txt", "notes.md", "notes.rst"] {
        let document = recant::notes::read(name, data.to_vec());
        for block in recant::extract::extract(&document) {
            let span = block.code.span();
            assert!(span.start <= span.end && span.end <= data.len());
        }
    }
});
