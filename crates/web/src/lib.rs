//! Pages: translation of requests into use cases and of answers into HTML.
