//! Clients of everything outside: OpenID providers.
