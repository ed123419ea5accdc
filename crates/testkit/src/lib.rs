//! A whole application for tests: samples, virtual clock, both engines.
