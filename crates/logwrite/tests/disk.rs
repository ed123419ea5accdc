//! When the disk is asked: not at a commit, and always where the order of things matters.
#![allow(unsafe_code, reason = "the system's files are watched through SQLite's table of functions")]

use std::ffi::{c_char, c_int};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use rusqlite::ffi::{
    SQLITE_OK, SQLITE_OPEN_WAL, sqlite3_file, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find,
    sqlite3_vfs_register,
};
use rusqlite::{Connection, OpenFlags};

type Sync = unsafe extern "C" fn(*mut sqlite3_file, c_int) -> c_int;

static SYSTEM: OnceLock<usize> = OnceLock::new();
static SYNC: OnceLock<Sync> = OnceLock::new();
static WATCHED: Mutex<Vec<usize>> = Mutex::new(Vec::new());
static OF_LOG: AtomicUsize = AtomicUsize::new(0);
static OF_DATABASE: AtomicUsize = AtomicUsize::new(0);

/// Every file of the system opened from now on counts how often the disk is asked for it.
fn watch() {
    unsafe {
        let system = sqlite3_vfs_find(ptr::null());
        SYSTEM.set(system.expose_provenance()).unwrap();
        let table =
            sqlite3_vfs { pNext: ptr::null_mut(), zName: c"watched".as_ptr(), xOpen: Some(open), ..*system };
        assert_eq!(sqlite3_vfs_register(Box::into_raw(Box::new(table)), 1), SQLITE_OK);
    }
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    opened_as: *mut c_int,
) -> c_int {
    unsafe {
        let system = ptr::with_exposed_provenance_mut::<sqlite3_vfs>(*SYSTEM.get().unwrap());
        let code = (*system).xOpen.unwrap()(system, name, file, flags, opened_as);
        if code == SQLITE_OK {
            let own = *(*file).pMethods;
            SYNC.get_or_init(|| own.xSync.unwrap());
            let functions = sqlite3_io_methods { xSync: Some(sync), ..own };
            (*file).pMethods = Box::into_raw(Box::new(functions));
            if flags & SQLITE_OPEN_WAL != 0 {
                WATCHED.lock().unwrap().push(file.addr());
            }
        }
        code
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    let is_log = WATCHED.lock().unwrap().contains(&file.addr());
    if is_log { &OF_LOG } else { &OF_DATABASE }.fetch_add(1, Ordering::SeqCst);
    unsafe { SYNC.get().unwrap()(file, flags) }
}

/// How often the disk was asked meanwhile: for the log, and for the database.
fn asked(deed: impl FnOnce()) -> (usize, usize) {
    OF_LOG.store(0, Ordering::SeqCst);
    OF_DATABASE.store(0, Ordering::SeqCst);
    deed();
    (OF_LOG.load(Ordering::SeqCst), OF_DATABASE.load(Ordering::SeqCst))
}

#[test]
fn the_disk_is_asked_where_the_order_matters() {
    watch();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let conn = logwrite::open(&file, flags).unwrap();
    let run = |sql: &str| asked(|| conn.execute_batch(sql).unwrap());
    let insert = "BEGIN IMMEDIATE; INSERT INTO t (body) VALUES (zeroblob(9000)); COMMIT";
    run(
        "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a INTEGER PRIMARY KEY, body BLOB)",
    );
    assert_eq!(run(insert), (0, 0), "a commit is put down, and who commits asks the disk");
    assert_eq!(
        run("PRAGMA wal_checkpoint(RESTART)"),
        (1, 1),
        "first the log, then the database it is folded into"
    );
    assert_eq!(run(insert), (1, 0), "the head of a log that begins anew, before anything stands behind it");
    assert_eq!(run(insert), (0, 0));
    // So it is with SQLite itself where each commit is durable.
    let plain = Connection::open(folder.path().join("b.db")).unwrap();
    plain.execute_batch("PRAGMA journal_mode = wal; PRAGMA synchronous = full; CREATE TABLE t (a INTEGER PRIMARY KEY, body BLOB)").unwrap();
    assert_eq!(asked(|| plain.execute_batch(insert).unwrap()), (1, 0), "or nothing is watched");
}
