//! The life of a dossier: actions, stages, the clock ledger.
