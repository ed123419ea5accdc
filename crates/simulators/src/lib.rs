//! The State's closed systems, played for demo and tests.
