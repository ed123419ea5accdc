//! Sign-ins from end to end: our client against the simulated provider over a real loopback connection.
//!
//! [`stage`] sets the two up and plays the browser; [`happy`] are sign-ins that work, [`refused`] those that must not,
//! [`told`] those whose addresses the provider itself tells.

#[cfg(test)]
mod happy;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod told;
