//! Pages of whoever is signed in, on whichever side of the counter: proving more, sending on what waited, own sessions.

mod device;
pub(crate) mod kept_form;
pub(crate) mod sessions;
pub(crate) mod step_up;
