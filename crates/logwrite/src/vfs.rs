//! Making itself known to SQLite: everything as the system's own, but for how a log is opened.

use std::ffi::{CStr, c_int};
use std::ptr;
use std::sync::OnceLock;

use rusqlite::Error;
use rusqlite::ffi::{
    SQLITE_CANTOPEN, SQLITE_ERROR, SQLITE_OK, SQLITE_OPEN_WAL, sqlite3_file, sqlite3_filename, sqlite3_vfs,
    sqlite3_vfs_find, sqlite3_vfs_register,
};

use crate::file::{ROOM, make};

/// The name SQLite knows it by.
pub(crate) const NAME: &CStr = c"logwrite";

/// SQLite's table of functions, with the system's own behind it.
#[repr(C)]
struct Vfs {
    /// First, because this is what SQLite sees.
    table: sqlite3_vfs,
    system: *mut sqlite3_vfs,
}

/// Makes it known, once a process.
pub(crate) fn register() -> Result<(), Error> {
    static REGISTERED: OnceLock<c_int> = OnceLock::new();
    // SAFETY: SQLite asks for nothing more than that what it is given lives on.
    let code = *REGISTERED.get_or_init(|| unsafe { register_once() });
    if code == SQLITE_OK {
        return Ok(());
    }
    let doing = "make the writer of the log known to SQLite".to_owned();
    Err(Error::SqliteFailure(rusqlite::ffi::Error::new(code), Some(doing)))
}

unsafe fn register_once() -> c_int {
    // SAFETY: SQLite answers with its own table, which lives as long as the program.
    let system = unsafe { sqlite3_vfs_find(ptr::null()) };
    let Some(own) = (unsafe { system.as_ref() }) else { return SQLITE_ERROR };
    let Some(length) = c_int::try_from(ROOM).ok().and_then(|room| room.checked_add(own.szOsFile)) else {
        return SQLITE_ERROR;
    };
    // The functions that are taken over look at nothing of their table but `pAppData`, which is taken over as well.
    let table = sqlite3_vfs {
        szOsFile: length,
        pNext: ptr::null_mut(),
        zName: NAME.as_ptr(),
        xOpen: Some(open),
        ..*own
    };
    let vfs = Box::into_raw(Box::new(Vfs { table, system }));
    // SAFETY: it is never freed.
    unsafe { sqlite3_vfs_register(vfs.cast(), 0) }
}

/// Opens a file as the system does; a log behind what holds back its writes.
unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    opened_as: *mut c_int,
) -> c_int {
    // SAFETY: `vfs` is ours, `file` has the room our table asks for.
    unsafe {
        let system = (*vfs.cast::<Vfs>()).system;
        let Some(open) = (*system).xOpen else { return SQLITE_CANTOPEN };
        if flags & SQLITE_OPEN_WAL == 0 {
            return open(system, name, file, flags, opened_as);
        }
        (*file).pMethods = ptr::null();
        let below = file.byte_add(ROOM);
        let code = open(system, name, below, flags, opened_as);
        if code == SQLITE_OK {
            make(file, below);
        } else if let Some(functions) = (*below).pMethods.as_ref()
            && let Some(close) = functions.xClose
        {
            // The system wants closed even what it could not open.
            close(below);
        }
        code
    }
}
