//! The floor `cargo xtask bench` measures whole cases against: five bare commits of the same bytes on the same SQLite.
//!
//! One table, one row each, prepared once, WAL and synchronous=FULL: what the disk and the engine need when a program
//! does nothing else.

#![allow(clippy::print_stdout, reason = "a measuring program prints its figure")]

use std::error::Error;
use std::time::Instant;

use rusqlite::Connection;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(file), Some(cases), Some(bytes)) = (args.next(), args.next(), args.next()) else {
        return Err("bare_commits FILE CASES BYTES_OF_A_STEP".into());
    };
    let (cases, bytes): (u32, usize) = (cases.parse()?, bytes.parse()?);
    let conn = Connection::open(file)?;
    conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update_and_check(None, "wal_autocheckpoint", 4_096, |_| Ok(()))?;
    conn.execute_batch("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")?;
    let body = "x".repeat(bytes);
    let started = Instant::now();
    for _ in 0..cases {
        for _ in 0..5 {
            conn.prepare_cached("INSERT INTO bare (body) VALUES (?1)")?.execute([&body])?;
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{{\"cases_per_s\":{:.2}}}", f64::from(cases) / seconds);
    Ok(())
}
