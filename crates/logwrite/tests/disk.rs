//! The disk: when it is asked, which is not at a commit and always where the order of things matters, and when it is full.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "tests")]
#![allow(unsafe_code, reason = "the system's files are watched through SQLite's table of functions")]

use std::ffi::{c_char, c_int, c_void};
use std::path::Path;
use std::ptr;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock};

use rusqlite::ffi::{
    SQLITE_FULL, SQLITE_OK, SQLITE_OPEN_WAL, sqlite3_file, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find,
    sqlite3_vfs_register,
};
use rusqlite::{Connection, OpenFlags};

type Sync = unsafe extern "C" fn(*mut sqlite3_file, c_int) -> c_int;
type Write = unsafe extern "C" fn(*mut sqlite3_file, *const c_void, c_int, i64) -> c_int;

/// What is watched is the process's: one story at a time.
static ALONE: Mutex<()> = Mutex::new(());
static SYSTEM: OnceLock<usize> = OnceLock::new();
static SYNC: OnceLock<(Sync, Write)> = OnceLock::new();
/// A log has room up to here.
static ROOM: AtomicI64 = AtomicI64::new(i64::MAX);
static WATCHED: Mutex<Vec<usize>> = Mutex::new(Vec::new());
static OF_LOG: AtomicUsize = AtomicUsize::new(0);
static OF_DATABASE: AtomicUsize = AtomicUsize::new(0);

/// Every file of the system opened from now on counts how often the disk is asked for it, and a log may be full.
fn watch() -> MutexGuard<'static, ()> {
    let alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    ROOM.store(i64::MAX, Ordering::SeqCst);
    if SYSTEM.get().is_some() {
        return alone;
    }
    unsafe {
        let system = sqlite3_vfs_find(ptr::null());
        SYSTEM.set(system.expose_provenance()).unwrap();
        let table =
            sqlite3_vfs { pNext: ptr::null_mut(), zName: c"watched".as_ptr(), xOpen: Some(open), ..*system };
        assert_eq!(sqlite3_vfs_register(Box::into_raw(Box::new(table)), 1), SQLITE_OK);
    }
    alone
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
            SYNC.get_or_init(|| (own.xSync.unwrap(), own.xWrite.unwrap()));
            let functions = sqlite3_io_methods { xSync: Some(sync), xWrite: Some(write), ..own };
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
    unsafe { SYNC.get().unwrap().0(file, flags) }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, length: c_int, at: i64) -> c_int {
    let is_log = WATCHED.lock().unwrap().contains(&file.addr());
    if is_log && at + i64::from(length) > ROOM.load(Ordering::SeqCst) {
        return SQLITE_FULL;
    }
    unsafe { SYNC.get().unwrap().1(file, from, length, at) }
}

const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_CREATE);

/// How often the disk was asked meanwhile: for the log, and for the database.
fn asked(deed: impl FnOnce()) -> (usize, usize) {
    OF_LOG.store(0, Ordering::SeqCst);
    OF_DATABASE.store(0, Ordering::SeqCst);
    deed();
    (OF_LOG.load(Ordering::SeqCst), OF_DATABASE.load(Ordering::SeqCst))
}

#[test]
fn the_disk_is_asked_where_the_order_matters() {
    let _alone = watch();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let conn = logwrite::open(&file, FLAGS).unwrap();
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

fn words(conn: &Connection) -> Vec<String> {
    let mut all = conn.prepare("SELECT body FROM t ORDER BY a").unwrap();
    all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn say(conn: &Connection, word: &str) -> Result<usize, rusqlite::Error> {
    conn.execute("INSERT INTO t (body) VALUES (?1)", [word])
}

/// A table of words, and its log as long as it is now.
fn begun(file: &Path) -> (Connection, i64) {
    let conn = logwrite::open(file, FLAGS).unwrap();
    conn.execute_batch("PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a INTEGER PRIMARY KEY, body TEXT)")
        .unwrap();
    say(&conn, "first").unwrap();
    let length = std::fs::metadata(file.with_file_name("a.db-wal")).unwrap().len();
    (conn, i64::try_from(length).unwrap())
}

/// What somebody would find who opens the files as a crash leaves them.
fn after_a_crash(file: &Path) -> Vec<String> {
    let copy = file.with_file_name("copy.db");
    std::fs::copy(file, &copy).unwrap();
    std::fs::copy(file.with_file_name("a.db-wal"), file.with_file_name("copy.db-wal")).unwrap();
    let _ = std::fs::remove_file(file.with_file_name("copy.db-shm"));
    words(&Connection::open(copy).unwrap())
}

#[test]
fn a_commit_that_was_refused_never_comes_back() {
    for others in [false, true] {
        let _alone = watch();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let (conn, length) = begun(&file);
        let other = Connection::open(&file).unwrap();
        ROOM.store(length, Ordering::SeqCst);
        assert_eq!(
            say(&conn, "refused").unwrap_err().sqlite_error_code(),
            Some(rusqlite::ErrorCode::DiskFull)
        );
        ROOM.store(i64::MAX, Ordering::SeqCst);
        let mut expected = vec!["first".to_owned()];
        if others {
            say(&other, "by another").unwrap();
            expected.push("by another".to_owned());
        }
        assert_eq!(words(&conn), expected);
        assert_eq!(after_a_crash(&file), expected);
        conn.execute_batch("PRAGMA wal_checkpoint(PASSIVE)").unwrap();
        assert_eq!(after_a_crash(&file), expected);
        drop(conn);
        assert_eq!(words(&other), expected);
        assert_eq!(after_a_crash(&file), expected);
    }
}

#[test]
fn after_a_large_one_was_refused_small_ones_go_on() {
    let _alone = watch();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    let (conn, length) = begun(&file);
    ROOM.store(length + 60_000, Ordering::SeqCst);
    // Large enough to be written before it ends, and to fail there or at its end.
    for pages in [10, 2_000] {
        conn.execute_batch(&format!("PRAGMA cache_size = {pages}; BEGIN IMMEDIATE")).unwrap();
        let done = (0..80).try_for_each(|_| say(&conn, &"x".repeat(3_000)).map(drop));
        let done = done.and_then(|()| conn.execute_batch("COMMIT"));
        assert_eq!(done.unwrap_err().sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull));
        if !conn.is_autocommit() {
            conn.execute_batch("ROLLBACK").unwrap();
        }
        say(&conn, "small").unwrap();
    }
    assert_eq!(words(&conn), ["first", "small", "small"]);
    assert_eq!(after_a_crash(&file), ["first", "small", "small"]);
}
