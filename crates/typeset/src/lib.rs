//! Documents as PDF/A-2b.
