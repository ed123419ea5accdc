//! Procedures, forms, fees, time limits and their revisions; search.
