//! What a check has to say: where, what is wrong, and what to do about it.

use std::fmt;

/// One thing that must be put right.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    place: String,
    problem: String,
    remedy: String,
}

impl Finding {
    /// At `place` there is `problem`; `remedy` tells the reader what to do next.
    pub(crate) fn new(
        place: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { place: place.into(), problem: problem.into(), remedy: remedy.into() }
    }

    /// Where it is: a file, a line, a crate.
    #[cfg(test)]
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong.
    #[cfg(test)]
    pub(crate) fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    to do: {}", self.place, self.problem, self.remedy)
    }
}
