//! The structure PDF/A-2b asks for, looked at by programs that had no part in writing it.

use typeset::Form;

use crate::tools::{Paper, python, run, sample};

#[test]
fn the_structure_is_sound() {
    for form in Form::ALL {
        let said = run("qpdf", &["--check", Paper::of(&sample(form)).name()]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    }
}

#[test]
fn it_is_an_archive_paper() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/papers/archive.py");
    for form in Form::ALL {
        let paper = Paper::of(&sample(form));
        let said = run(python().to_str().unwrap(), &[script, paper.name()]);
        assert_eq!(said.trim(), "PDF/A-2b by structure", "{}", form.name());
    }
}
