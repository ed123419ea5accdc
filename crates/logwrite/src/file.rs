//! The log as SQLite sees it: a file whose writes are held back, and otherwise the file of the system.
//!
//! SQLite gives each file a piece of memory; ours begins it, and that of the file of the system follows.

use std::ffi::{c_int, c_void};
use std::{ptr, slice};

use rusqlite::ffi::{
    SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_IOERR_CLOSE, SQLITE_IOERR_READ, SQLITE_IOERR_WRITE, SQLITE_OK,
    SQLITE_SYNC_FULL, SQLITE_SYNC_NORMAL, sqlite3, sqlite3_file, sqlite3_file_control, sqlite3_io_methods,
};

use crate::held::{Below, Code, Held, MOST};

/// "Tệp nhật ký", as it lies in SQLite's memory.
#[repr(C)]
pub(crate) struct Log {
    /// First, because SQLite knows a file by the functions it begins with.
    functions: sqlite3_file,
    system: System,
    held: *mut Held,
}

/// Room for [`Log`] before the system's file, which is placed as strictly as anything can ask.
pub(crate) const ROOM: usize = size_of::<Log>().next_multiple_of(16);

/// The file of the system behind a log.
#[derive(Clone, Copy)]
struct System(*mut sqlite3_file);

static FUNCTIONS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// Makes a log of the memory SQLite gave for one; `system` is the opened file in the same memory.
///
/// # Safety
/// `file` has [`ROOM`] bytes of its own before `system`, and both live until SQLite closes the file.
pub(crate) unsafe fn make(file: *mut sqlite3_file, system: *mut sqlite3_file) {
    let held = Box::into_raw(Box::default());
    let functions = sqlite3_file { pMethods: &raw const FUNCTIONS };
    // SAFETY: the memory is ours by the caller's word, and large enough.
    unsafe { file.cast::<Log>().write(Log { functions, system: System(system), held }) };
}

/// "Giao dịch bị huỷ": what is told when a transaction of a connection is undone.
pub(crate) struct Undone(*mut sqlite3);

// SAFETY: it goes where its connection goes, which SQLite lets one thread use at a time.
unsafe impl Send for Undone {}

impl Undone {
    /// Of a connection.
    ///
    /// # Safety
    /// [`Self::forget`] is only called by the thread that uses the connection, while it is open.
    pub(crate) const unsafe fn of(connection: *mut sqlite3) -> Self {
        Self(connection)
    }

    /// Drops what the transaction had written: it no longer has the right to write, and whoever has it now must not be
    /// written over.
    pub(crate) fn forget(&self) {
        let mut log: *mut sqlite3_file = ptr::null_mut();
        // SAFETY: by the word of whoever made it. SQLite answers with its own file, which is ours where its functions are.
        unsafe {
            let answer = (&raw mut log).cast();
            let code = sqlite3_file_control(self.0, c"main".as_ptr(), SQLITE_FCNTL_JOURNAL_POINTER, answer);
            if code == SQLITE_OK && !log.is_null() && ptr::eq((*log).pMethods, &raw const FUNCTIONS) {
                parts(log).0.forget();
            }
        }
    }
}

/// The functions of the file of the system, called with itself; the second is what SQLite hears where there is no such
/// function.
macro_rules! hand_on {
    ($file:expr, $function:ident, $none:expr $(, $arg:expr)*) => {{
        let System(system) = (*$file.cast::<Log>()).system;
        match (*(*system).pMethods).$function {
            Some(function) => function(system $(, $arg)*),
            None => $none,
        }
    }};
}

impl Below for System {
    fn put(&mut self, bytes: &[u8], mut at: i64) -> Result<(), Code> {
        for piece in bytes.chunks(MOST) {
            let Ok(length) = c_int::try_from(piece.len()) else { return Err(SQLITE_IOERR_WRITE) };
            // SAFETY: the file of the system is open as long as the log that points at it.
            let code = match unsafe { (*(*self.0).pMethods).xWrite } {
                Some(write) => unsafe { write(self.0, piece.as_ptr().cast(), length, at) },
                None => SQLITE_IOERR_WRITE,
            };
            if code != SQLITE_OK {
                return Err(code);
            }
            at = at.saturating_add(i64::from(length));
        }
        Ok(())
    }
}

/// What a log holds back, with the way to the file below.
///
/// # Safety
/// `file` is a log that [`make`] made and SQLite has not closed. SQLite uses a file from one thread at a time.
unsafe fn parts<'a>(file: *mut sqlite3_file) -> (&'a mut Held, System) {
    // SAFETY: by the caller's word.
    unsafe {
        let log = file.cast::<Log>();
        (&mut *(*log).held, (*log).system)
    }
}

fn code(done: Result<(), Code>) -> c_int {
    done.err().unwrap_or(SQLITE_OK)
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite closes a file once and does not use it afterwards.
    unsafe {
        // What is still held was not committed: each commit has ended with `sync`.
        drop(Box::from_raw((*file.cast::<Log>()).held));
        let closed = hand_on!(file, xClose, SQLITE_IOERR_CLOSE);
        (*file).pMethods = ptr::null();
        closed
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, length: c_int, at: i64) -> c_int {
    // SAFETY: SQLite's own file and buffer.
    unsafe {
        let (held, mut system) = parts(file);
        match held.before_reading(&mut system, length.into(), at) {
            Ok(()) => hand_on!(file, xRead, SQLITE_IOERR_READ, to, length, at),
            Err(code) => code,
        }
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, length: c_int, at: i64) -> c_int {
    let Ok(length) = usize::try_from(length) else { return SQLITE_IOERR_WRITE };
    // SAFETY: SQLite's own file, and a buffer of the length it names.
    unsafe {
        let (held, mut system) = parts(file);
        code(held.write(&mut system, slice::from_raw_parts(from.cast(), length), at))
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: i64) -> c_int {
    // SAFETY: SQLite's own file.
    unsafe {
        let (held, mut system) = parts(file);
        match held.before_cutting(&mut system, length) {
            Ok(()) => hand_on!(file, xTruncate, SQLITE_IOERR_WRITE, length),
            Err(code) => code,
        }
    }
}

/// The end of a commit puts down what is held; only what is asked "fully" asks the disk.
unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: SQLite's own file.
    unsafe {
        let (held, mut system) = parts(file);
        match held.flush(&mut system) {
            Ok(()) if flags & SQLITE_SYNC_FULL == SQLITE_SYNC_NORMAL => SQLITE_OK,
            Ok(()) => hand_on!(file, xSync, SQLITE_IOERR_WRITE, flags),
            Err(code) => code,
        }
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, length: *mut i64) -> c_int {
    // SAFETY: SQLite's own file, and a place for the answer.
    unsafe {
        let (held, mut system) = parts(file);
        match held.flush(&mut system) {
            Ok(()) => hand_on!(file, xFileSize, SQLITE_IOERR_READ, length),
            Err(code) => code,
        }
    }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: SQLite's own file, here and below.
    unsafe { hand_on!(file, xLock, SQLITE_OK, level) }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    unsafe { hand_on!(file, xUnlock, SQLITE_OK, level) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, answer: *mut c_int) -> c_int {
    unsafe { hand_on!(file, xCheckReservedLock, SQLITE_OK, answer) }
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, with: *mut c_void) -> c_int {
    unsafe { hand_on!(file, xFileControl, rusqlite::ffi::SQLITE_NOTFOUND, what, with) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    unsafe { hand_on!(file, xSectorSize, 0) }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    unsafe { hand_on!(file, xDeviceCharacteristics, 0) }
}
