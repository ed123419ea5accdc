//! What the national list says about every procedure: the table, loaded once and kept in order of code.
//!
//! The line format stands in `table.rs`, the types of one line in `fact.rs`. How to find a procedure: `crate::search`.
//! A procedure that can be carried out is a [`crate::Revision`], not a fact.

mod fact;
mod table;

use kernel::ProcedureCode;

pub use fact::{Act, Audience, ChannelFact, FactTime, Level, ProcedureFact, ResultFact, TimeUnit};
pub use table::FactsFault;

const TABLE: &str = include_str!("../../../../data/catalogue/procedures.tsv");

/// "Danh mục thủ tục hành chính": the facts of all procedures, in order of code.
#[derive(Debug, Clone)]
pub struct Facts {
    facts: Vec<ProcedureFact>,
}

impl Facts {
    /// The list this programme was built with.
    ///
    /// # Errors
    /// When the table of the project is damaged; the fault names the line.
    pub fn builtin() -> Result<Self, FactsFault> {
        Self::parse(TABLE)
    }

    /// Reads a table in the project's format.
    ///
    /// # Errors
    /// The first line that does not keep the format, repeats a code or stands out of order.
    pub fn parse(table: &str) -> Result<Self, FactsFault> {
        Ok(Self { facts: table::parse(table)? })
    }

    /// Every procedure, in order of code.
    #[must_use]
    pub fn all(&self) -> &[ProcedureFact] {
        &self.facts
    }

    /// The facts of one procedure.
    #[must_use]
    pub fn get(&self, code: &ProcedureCode) -> Option<&ProcedureFact> {
        let at = self.facts.binary_search_by(|fact| fact.code.cmp(code)).ok()?;
        self.facts.get(at)
    }
}

#[cfg(test)]
mod tests {
    use kernel::ProcedureCode;

    use super::{FactTime, Facts, Level, TimeUnit};
    use crate::Channel;

    #[test]
    fn all_procedures_load() {
        let facts = Facts::builtin().unwrap();
        assert_eq!(facts.all().len(), 2_849);
        assert_eq!(facts.all().iter().filter(|fact| fact.channels.is_empty()).count(), 15);
        assert!(facts.all().iter().all(|fact| !fact.display_name().is_empty()));
    }

    #[test]
    fn one_procedure_reads_as_the_list_has_it() {
        let facts = Facts::builtin().unwrap();
        let fact = facts.get(&ProcedureCode::parse("1.004194").unwrap()).unwrap();
        assert_eq!(fact.name, "Đăng ký tạm trú");
        assert_eq!(fact.levels, [Level::Commune]);
        let online = fact.channels.iter().find(|channel| channel.channel == Channel::Online).unwrap();
        assert_eq!(online.time, Some(FactTime { tenths: 30, unit: Some(TimeUnit::WorkingDays) }));
        assert_eq!(online.fees, [kernel::Dong(7_000)]);
        assert!(fact.results.iter().any(|result| result.code.as_deref() == Some("KQ.G01.000065")));
        assert!(fact.acts.iter().any(|act| act.0 == "68/2020/QH14"));
    }

    #[test]
    fn a_time_without_a_unit_is_information_only() {
        let facts = Facts::builtin().unwrap();
        let only =
            |code: &str| facts.get(&ProcedureCode::parse(code).unwrap()).unwrap().is_information_only();
        assert!(only("2.000635"));
        assert!(only("1.001193"));
        assert!(!only("1.004194"));
    }

    #[test]
    fn a_damaged_table_is_refused_with_its_line() {
        for (table, line) in [
            ("1.000001\tonly two", 1),
            ("# heading\nx\tn\t\tm\tc\tf\tk\td\tc\ta\t\t\t", 2),
            ("1.000002\tn\t\tm\tz\tf\tk\td\tc\ta\t\t\t", 1),
            ("1.000002\tn\t\tm\tc\tf\tk\td\tc\ta\tonline=3xx:\t\t", 1),
            ("1.000002\tn\t\tm\tc\tf\tk\td\tc\ta\t\t\t\n1.000001\tn\t\tm\tc\tf\tk\td\tc\ta\t\t\t", 2),
        ] {
            assert_eq!(Facts::parse(table).unwrap_err().line, line, "{table}");
        }
    }
}
