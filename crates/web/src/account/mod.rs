//! Pages of whoever is signed in, on whichever side of the counter: proving more, sending on what waited, own sessions
//! and, of officials, their passkeys.

mod device;
pub(crate) mod kept_form;
mod passkey;
pub(crate) mod passkeys;
pub(crate) mod sessions;
pub(crate) mod step_up;
