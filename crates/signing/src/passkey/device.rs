//! What the authenticator says: for which place, with whom it made sure, how often the key was used, and of a new key
//! everything there is to know (`authenticatorData`).

use aws_lc_rs::digest::{SHA256, digest};

use super::{PasskeyRefusal, Relying, cose};

/// More than this no authenticator says.
const MOST_BYTES: usize = 8192;
/// The longest name a key may have.
const MOST_NAME_BYTES: usize = 1023;

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_SYNCED: u8 = 1 << 3;
const SYNCED: u8 = 1 << 4;
const MADE: u8 = 1 << 6;
const MORE: u8 = 1 << 7;

/// "Lời của thiết bị xác thực".
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Device {
    place: [u8; 32],
    flags: u8,
    pub(super) counter: u32,
    /// The key, where it was made just now.
    pub(super) made: Option<Made>,
}

/// "Khoá vừa tạo".
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) model: [u8; 16],
    pub(super) credential: Vec<u8>,
    pub(super) key: Vec<u8>,
}

impl Device {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PasskeyRefusal> {
        read(bytes).ok_or(PasskeyRefusal::Malformed)
    }

    /// Whether it speaks of this place, and has made sure that its holder is there and is who they say.
    pub(super) fn is_at(&self, relying: &Relying) -> Result<(), PasskeyRefusal> {
        if self.place != digest(&SHA256, relying.id().as_bytes()).as_ref() {
            return Err(PasskeyRefusal::OtherPlace);
        }
        if self.flags & (PRESENT | VERIFIED) != PRESENT | VERIFIED {
            return Err(PasskeyRefusal::NotVerified);
        }
        // What cannot be carried to another device is not carried there.
        if self.flags & SYNCED != 0 && self.flags & MAY_BE_SYNCED == 0 {
            return Err(PasskeyRefusal::Malformed);
        }
        Ok(())
    }

    /// Whether its maker carries the key from device to device.
    pub(super) fn is_synced(&self) -> bool {
        self.flags & SYNCED != 0
    }
}

fn read(bytes: &[u8]) -> Option<Device> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    let (place, rest) = bytes.split_first_chunk::<32>()?;
    let (flags, rest) = rest.split_first()?;
    let (counter, rest) = rest.split_first_chunk::<4>()?;
    let (made, rest) =
        if flags & MADE == 0 { (None, rest) } else { made(rest).map(|(made, rest)| (Some(made), rest))? };
    // Extensions are asked for nowhere; what else stands there has no meaning.
    if !rest.is_empty() && flags & MORE == 0 {
        return None;
    }
    Some(Device { place: *place, flags: *flags, counter: u32::from_be_bytes(*counter), made })
}

fn made(bytes: &[u8]) -> Option<(Made, &[u8])> {
    let (model, rest) = bytes.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (credential, rest) =
        rest.split_at_checked(length).filter(|_| (1..=MOST_NAME_BYTES).contains(&length))?;
    let key_bytes = cose::length(rest)?;
    let (key, rest) = rest.split_at_checked(key_bytes)?;
    Some((Made { model: *model, credential: credential.to_vec(), key: key.to_vec() }, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Device;

    proptest! {
        #[test]
        fn nothing_that_is_said_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Device::read(&bytes);
            // With a key in it, which is where the reading is deep.
            let mut with_key = vec![0; 32];
            with_key.push(0x45);
            with_key.extend_from_slice(&[0; 20]);
            with_key.extend_from_slice(&[0, 1, 7]);
            with_key.extend_from_slice(&bytes);
            let _ = Device::read(&with_key);
        }
    }
}
