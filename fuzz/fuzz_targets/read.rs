//! Any bytes are read as notes, and every byte of every text maps back to the file.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["notes.txt", "notes.md", "notes.rst", "notes.json"] {
        let document = recant::notes::read(name, data.to_vec());
        assert_eq!(document.text().len(), data.len());
        for (_, part) in document.parts() {
            for at in (0..=part.passage.text().len()).step_by(7) {
                let source = part.passage.source(at);
                assert!(source <= data.len());
                assert!(document.position(source).line <= document.line(data.len()));
            }
        }
    }
});
