//! "Chỗ của hành động": where a record lies: behind the others of its dossier, at the dossier's number and its turn.
//!
//! In the words of SQL; a dossier has room for 65,535 turns.

/// The place of a turn of a dossier's number.
macro_rules! place {
    ($number:literal, $turn:literal) => {
        concat!($number, " * 65536 + ", $turn)
    };
}

/// The number of a dossier, of the place of one of its records.
macro_rules! number {
    ($place:literal) => {
        concat!($place, " / 65536")
    };
}

/// The highest number there is a record at, whether its dossier is still there or not.
macro_rules! last_number {
    () => {
        "COALESCE((SELECT MAX(place) FROM action), 0) / 65536"
    };
}

pub(crate) use {last_number, number, place};
