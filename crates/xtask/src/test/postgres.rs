//! A PostgreSQL for one run: started in a temporary folder, with the settings a deployment has, and always removed.
//!
//! The work is done by a small shell script (`postgres.sh`) in a process group of its own that lives until its
//! standard input closes. That happens when the guard is dropped, and also when this program is killed, whatever
//! the signal: nothing is left behind. PostgreSQL refuses to run as root, so as root the script runs as `postgres` or `nobody`.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use crate::test::install::{is_root, user_id};
use crate::test::needs::in_path;

const SCRIPT: &str = include_str!("postgres.sh");
const ATTEMPTS: usize = 3;
const USER: &str = "postgres";
const HOST: &str = "127.0.0.1";

/// A running server; dropping it stops the server and removes its folder.
pub(crate) struct Postgres {
    keeper: Child,
    port: u16,
}

impl Postgres {
    /// Starts the programs in `bin` on a free port of the loopback interface.
    pub(crate) fn start(bin: &Path) -> anyhow::Result<Self> {
        for _ in 0..ATTEMPTS {
            if let Some(started) = Self::attempt(bin)? {
                return Ok(started);
            }
        }
        bail!("PostgreSQL did not start from {}; its own message stands above", bin.display())
    }

    /// `None` when the server did not come up: another program may have taken the port in between.
    fn attempt(bin: &Path) -> anyhow::Result<Option<Self>> {
        let port = free_port()?;
        let mut keeper = unprivileged()?
            .args(["sh", "-c", SCRIPT, "postgres.sh"])
            .arg(bin)
            .arg(port.to_string())
            .env_clear()
            .envs(["PATH", "TMPDIR"].iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
            .env("LC_ALL", "C")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the script that keeps PostgreSQL cannot be started")?;
        let mut answer = String::new();
        if let Some(output) = keeper.stdout.take() {
            BufReader::new(output).read_line(&mut answer).context("the script does not answer")?;
        }
        let started = Self { keeper, port };
        Ok((answer.trim() == "ready").then_some(started))
    }

    /// The address for the tests.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{USER}@{HOST}:{}/postgres", self.port)
    }

    /// The same for psql and its kin.
    pub(crate) fn client_environment(&self) -> [(&'static str, String); 4] {
        [
            ("PGHOST", HOST.to_owned()),
            ("PGPORT", self.port.to_string()),
            ("PGUSER", USER.to_owned()),
            ("PGDATABASE", "postgres".to_owned()),
        ]
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("warning: PostgreSQL may not have been removed: {error}");
        }
    }
}

fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((HOST, 0)).context("no port of the loopback interface is free")?;
    Ok(listener.local_addr().context("the free port has no number")?.port())
}

/// A command that runs its arguments as somebody who is not root.
fn unprivileged() -> anyhow::Result<Command> {
    if !is_root() {
        return Ok(Command::new("env"));
    }
    let user = ["postgres", "nobody"]
        .into_iter()
        .find(|name| user_id(&[name]).is_some())
        .context("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`; add one")?;
    if in_path("setpriv").is_some() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", user, "--regid", &group_id(user)?, "--clear-groups"]);
        return Ok(command);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", user, "--"]);
    Ok(command)
}

fn group_id(user: &str) -> anyhow::Result<String> {
    let output = Command::new("id").args(["-g", user]).output().context("`id` cannot be started")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
