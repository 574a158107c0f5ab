//! Whatever notes hold, they are classified, their claims are read, and what can be run is planned.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["notes.txt", "notes.md"] {
        let study = recant::pipeline::study(recant::notes::read(name, data.to_vec()));
        for claim in &study.claims {
            assert!(claim.span.end <= data.len() && claim.snippet < study.snippets.len());
        }
        let plan = recant::complete::plan(&study.snippets, &study.claims, &|_| None);
        for program in &plan.programs {
            assert!(program.members.iter().all(|member| *member < study.snippets.len()));
        }
        let _ = recant::report::json(&recant::pipeline::list(&[study], &|_, _| true));
    }
});
