//! "Trình điều khiển thiết bị": the maker's library of tokens, loaded once, waited for within bounds, started anew when it
//! has lost sight of a token.
//!
//! Some libraries look for tokens only when they start, and give one up for good that went away: such a token is seen again
//! once the library has been ended and started. That takes every session of every token with it, so it is done only while
//! nobody uses the library. What tokens hold and say is read in `token`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};

/// How long one answer of a library may take: a slow token needs a few seconds to hear a PIN or to sign.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// One library.
pub(super) struct Module {
    path: PathBuf,
    state: Mutex<State>,
    /// Calls that were given up and have not come back.
    silent: Mutex<Vec<Weak<()>>>,
}

#[derive(Default)]
struct State {
    /// Once it has started for the first time; many do not survive being loaded again.
    library: Option<Pkcs11>,
    running: bool,
    users: usize,
    starts: u64,
}

/// Why a library is of no use now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Down {
    /// It cannot be loaded, or has never started.
    Unusable,
    /// It worked before: it does not start while its tokens are away.
    Asleep,
}

/// Using a library; it is not ended meanwhile.
pub(super) struct InUse {
    module: Arc<Module>,
    library: Pkcs11,
    start: u64,
}

impl InUse {
    pub(super) fn library(&self) -> &Pkcs11 {
        &self.library
    }

    /// Which start of the library this is.
    pub(super) fn start(&self) -> u64 {
        self.start
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut state = self.module.state();
        state.users = state.users.saturating_sub(1);
    }
}

impl Module {
    /// The one at this path; it is loaded when it is first used.
    pub(super) fn at(path: &Path) -> Arc<Self> {
        static KNOWN: OnceLock<Mutex<BTreeMap<PathBuf, Arc<Module>>>> = OnceLock::new();
        let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        let new =
            || Arc::new(Self { path: path.to_owned(), state: Mutex::default(), silent: Mutex::default() });
        Arc::clone(known.entry(path.to_owned()).or_insert_with(new))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to use it.
    pub(super) fn enter(self: &Arc<Self>) -> Result<InUse, Down> {
        let mut state = self.state();
        let library = match &state.library {
            Some(library) => library.clone(),
            None => Pkcs11::new(&self.path).map_err(|_| Down::Unusable)?,
        };
        if !state.running {
            let down = if state.library.is_some() { Down::Asleep } else { Down::Unusable };
            start(&library).map_err(|_| down)?;
            state.running = true;
            state.starts += 1;
            state.library = Some(library.clone());
        }
        state.users += 1;
        Ok(InUse { module: Arc::clone(self), library, start: state.starts })
    }

    /// Ends it, so that it starts anew at its next use; whether a later start than `seen` may be looked at now. Where
    /// somebody uses it, it goes on as it is.
    pub(super) fn renew(&self, seen: u64) -> bool {
        let mut state = self.state();
        if state.starts != seen || !state.running {
            return true;
        }
        if state.users > 0 {
            return false;
        }
        let ended = state.library.clone().map(Pkcs11::finalize);
        let ended = matches!(ended, Some(Ok(()) | Err(Error::Pkcs11(RvError::CryptokiNotInitialized, _))));
        state.running = !ended;
        ended
    }

    /// Whether a call that was given up still hangs in it.
    pub(super) fn is_silent(&self) -> bool {
        let mut silent = self.silent.lock().unwrap_or_else(PoisonError::into_inner);
        silent.retain(|call| call.strong_count() > 0);
        !silent.is_empty()
    }

    /// Does something with the library on a thread of its own, and waits no longer than that for it. What comes too late
    /// is dropped over there.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let call = Arc::new(());
        let watched = Arc::downgrade(&call);
        let (tell, told) = channel();
        let asked = std::thread::Builder::new().name("token".to_owned()).spawn(move || {
            let _nobody_waits = tell.send(work());
            drop(call);
        });
        asked.ok()?;
        let answer = told.recv_timeout(patience).ok();
        if answer.is_none() {
            self.silent.lock().unwrap_or_else(PoisonError::into_inner).push(watched);
        }
        answer
    }
}

fn start(library: &Pkcs11) -> Result<(), Error> {
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_hangs_is_given_up_and_told_until_it_comes_back() {
        let module = Module::at(Path::new("/hangs.so"));
        let (let_go, held) = channel::<()>();
        let (end, ended) = channel::<()>();
        let hanging = move || {
            let _until = held.recv();
            end
        };
        assert!(module.ask(Duration::from_millis(20), hanging).is_none());
        assert!(module.is_silent());
        let_go.send(()).unwrap();
        // What came too late was dropped over there.
        assert!(ended.recv().is_err());
        while module.is_silent() {
            std::thread::yield_now();
        }
        assert_eq!(module.ask(PATIENCE, || 7), Some(7));
    }

    #[test]
    fn a_library_that_is_none_is_told() {
        let module = Module::at(Path::new("/is/not/there.so"));
        assert_eq!(module.enter().err(), Some(Down::Unusable));
    }
}
