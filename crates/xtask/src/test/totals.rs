//! Counting: the result lines of all test programs, added up.

use std::fmt;

/// How many tests ran, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Totals {
    /// Adds a line `test result: ok. 3 passed; 0 failed; 0 ignored; …`; any other line is passed over.
    pub(crate) fn read(&mut self, line: &str) {
        let Some((_, counts)) =
            line.trim_start().strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let (Some(Ok(number)), Some(what)) = (words.next().map(str::parse::<usize>), words.next()) else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }

    /// Why the run does not count as passed, if it does not.
    pub(crate) fn objection(&self) -> Option<String> {
        match self {
            Self { failed: 1.., .. } => {
                Some(format!("{} failed; their names stand above", tests(self.failed)))
            }
            Self { ignored: 1.., .. } => Some(format!(
                "{} ignored; no test is skipped: make them run or delete them",
                tests(self.ignored)
            )),
            Self { passed: 0, .. } => {
                Some("no test ran; a filter that matches nothing proves nothing".to_owned())
            }
            Self { .. } => None,
        }
    }
}

fn tests(count: usize) -> String {
    if count == 1 { "1 test".to_owned() } else { format!("{count} tests") }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::Totals;

    #[test]
    fn adds_up() {
        let mut totals = Totals::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 7 passed; 2 failed; 1 ignored; 0 measured; 4 filtered out; finished in 1.20s",
            "test result: nonsense",
        ] {
            totals.read(line);
        }
        assert_eq!(totals, Totals { passed: 10, failed: 2, ignored: 1 });
        assert_eq!(totals.to_string(), "10 passed, 2 failed");
    }

    #[test]
    fn objects_to_failures_skips_and_emptiness() {
        for (passed, failed, ignored, words) in
            [(1, 1, 0, "1 test failed"), (1, 0, 2, "2 tests ignored"), (0, 0, 0, "no test ran")]
        {
            let objection = Totals { passed, failed, ignored }.objection();
            assert!(objection.as_ref().is_some_and(|said| said.contains(words)), "{objection:?}");
        }
        assert_eq!(Totals { passed: 1, failed: 0, ignored: 0 }.objection(), None);
    }
}
