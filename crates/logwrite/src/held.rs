//! What was written and is held back: one stretch of the file, in memory until it is worth a call.

/// How much is held back and written at once: the system's file of SQLite takes less than 128 KiB in a call, and reports a
/// full disk where it is given as much. A commit is a few dozen kilobytes; what is larger loses nothing by several calls.
pub(crate) const MOST: usize = 120 << 10;

/// SQLite's number of what went wrong.
pub(crate) type Code = std::ffi::c_int;

/// "Phần giữ lại": bytes that belong at a place of the file and are not there yet.
#[derive(Default)]
pub(crate) struct Held {
    start: i64,
    bytes: Vec<u8>,
}

/// How bytes get to their place in the file.
pub(crate) trait Below {
    /// Writes them there.
    fn put(&mut self, bytes: &[u8], at: i64) -> Result<(), Code>;
}

impl Held {
    /// Takes bytes that belong at a place. What follows on what is held joins it, what lies within is written over; for
    /// anything else what is held goes first.
    pub(crate) fn write(&mut self, below: &mut impl Below, bytes: &[u8], at: i64) -> Result<(), Code> {
        if at == 0 {
            // The log begins anew, and nothing that was in it counts any more.
            self.bytes.clear();
        }
        if let Some(place) = self.within(at, bytes.len()) {
            place.copy_from_slice(bytes);
            return Ok(());
        }
        if at != self.end() || self.bytes.len().saturating_add(bytes.len()) > MOST {
            self.flush(below)?;
        }
        if self.bytes.is_empty() {
            self.start = at;
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Where so many bytes at a place lie among those held, if all of them do.
    fn within(&mut self, at: i64, length: usize) -> Option<&mut [u8]> {
        let first = usize::try_from(at.checked_sub(self.start)?).ok()?;
        self.bytes.get_mut(first..first.checked_add(length)?)
    }

    /// The place behind the last byte held.
    fn end(&self) -> i64 {
        self.start.saturating_add(i64::try_from(self.bytes.len()).unwrap_or(i64::MAX))
    }

    /// Before so many bytes at a place are read: puts down what is held of them.
    pub(crate) fn before_reading(
        &mut self,
        below: &mut impl Below,
        length: i64,
        at: i64,
    ) -> Result<(), Code> {
        let is_apart = at >= self.end() || at.saturating_add(length) <= self.start;
        if is_apart { Ok(()) } else { self.flush(below) }
    }

    /// Before the file is cut to a length: what lies behind it is forgotten.
    pub(crate) fn before_cutting(&mut self, below: &mut impl Below, length: i64) -> Result<(), Code> {
        if length <= self.start {
            self.bytes.clear();
        }
        self.flush(below)
    }

    /// Drops what is held: the transaction that wrote it is undone.
    pub(crate) fn forget(&mut self) {
        self.bytes.clear();
    }

    /// Puts down what is held. Where that fails it is still held, and nothing that would come behind it gets past it, until
    /// the transaction is undone.
    pub(crate) fn flush(&mut self, below: &mut impl Below) -> Result<(), Code> {
        if !self.bytes.is_empty() {
            below.put(&self.bytes, self.start)?;
            self.bytes.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Below, Code, Held, MOST};

    const FULL: Code = 13;

    /// A file that may be full, and counts what it is asked.
    #[derive(Default)]
    struct File {
        bytes: Vec<u8>,
        calls: usize,
        is_full: bool,
    }

    impl Below for File {
        fn put(&mut self, bytes: &[u8], at: i64) -> Result<(), Code> {
            if self.is_full {
                return Err(FULL);
            }
            let (first, end) = (usize::try_from(at).unwrap(), usize::try_from(at).unwrap() + bytes.len());
            if self.bytes.len() < end {
                self.bytes.resize(end, 0);
            }
            self.bytes[first..end].copy_from_slice(bytes);
            self.calls += 1;
            Ok(())
        }
    }

    #[test]
    fn a_commit_is_one_call() {
        let (mut held, mut file) = (Held::default(), File::default());
        for frame in 0..9 {
            held.write(&mut file, &[1; 24], 32 + frame * 4_120).unwrap();
            held.write(&mut file, &[2; 4_096], 56 + frame * 4_120).unwrap();
        }
        assert_eq!(file.calls, 0);
        held.flush(&mut file).unwrap();
        assert_eq!((file.calls, file.bytes.len()), (1, 32 + 9 * 4_120));
        held.flush(&mut file).unwrap();
        assert_eq!(file.calls, 1, "nothing was held any more");
    }

    #[test]
    fn more_than_is_worth_holding_is_put_down() {
        let (mut held, mut file) = (Held::default(), File::default());
        held.write(&mut file, &[7; 30], 5).unwrap();
        held.write(&mut file, &vec![7; MOST - 29], 35).unwrap();
        assert_eq!((file.calls, file.bytes.len()), (1, 35));
    }

    #[test]
    fn what_a_full_disk_refused_stays_held_until_it_is_undone() {
        let (mut held, mut file) = (Held::default(), File::default());
        held.write(&mut file, &[1; 100], 1_000).unwrap();
        file.is_full = true;
        assert_eq!(held.flush(&mut file), Err(FULL));
        assert_eq!(held.before_reading(&mut file, 10, 1_050), Err(FULL), "what is not there is not read");
        assert_eq!(held.write(&mut file, &[2; 8], 5_000), Err(FULL), "nothing gets past it");
        held.before_reading(&mut file, 1_000, 0).unwrap();
        held.write(&mut file, &[3; 100], 1_000).unwrap();
        file.is_full = false;
        held.flush(&mut file).unwrap();
        assert_eq!(file.bytes[1_000..], [3; 100]);
        held.write(&mut file, &[4; 100], 1_100).unwrap();
        file.is_full = true;
        held.write(&mut file, &[5; 32], 0).unwrap();
        file.is_full = false;
        held.flush(&mut file).unwrap();
        assert_eq!((file.bytes.len(), &file.bytes[..32]), (1_100, &[5; 32][..]));
        held.write(&mut file, &[6; 9], 2_000).unwrap();
        file.is_full = true;
        held.before_cutting(&mut file, 2_000).unwrap();
        held.write(&mut file, &[7; 9], 3_000).unwrap();
        assert_eq!(held.flush(&mut file), Err(FULL));
        held.forget();
        held.flush(&mut file).unwrap();
        held.before_reading(&mut file, 9, 3_000).unwrap();
    }

    proptest! {
        /// Whatever is written, read and put down in between: it reads like a file written at once.
        #[test]
        fn it_reads_like_a_file(deeds in proptest::collection::vec((0_u8..4, 0_i64..4_000, 1_usize..600), 1..80)) {
            let (mut held, mut file, mut plain) = (Held::default(), File::default(), File::default());
            for (number, (deed, at, length)) in deeds.into_iter().enumerate() {
                let bytes = vec![u8::try_from(number).unwrap() + 1; length];
                // Most writes of a log follow on the one before.
                let at = if deed == 0 { held.end().max(1) } else { at + 1 };
                match deed {
                    0 | 1 => {
                        held.write(&mut file, &bytes, at).unwrap();
                        plain.put(&bytes, at).unwrap();
                    }
                    2 => held.flush(&mut file).unwrap(),
                    _ => {
                        let end = at + i64::try_from(length).unwrap();
                        held.before_reading(&mut file, i64::try_from(length).unwrap(), at).unwrap();
                        let part = |file: &File| {
                            (at..end).map(|place| file.bytes.get(usize::try_from(place).unwrap()).copied().unwrap_or(0)).collect::<Vec<_>>()
                        };
                        prop_assert_eq!(part(&file), part(&plain));
                    }
                }
            }
            held.flush(&mut file).unwrap();
            prop_assert_eq!(file.bytes, plain.bytes);
        }
    }
}
