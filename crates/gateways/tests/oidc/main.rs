//! Sign-ins from end to end: our client against the simulated provider over a real loopback connection.
//!
//! [`stage`] sets the two up and plays the browser; [`happy`] are sign-ins that work, [`refused`] those that must not.

#[cfg(test)]
mod happy;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod stage;
