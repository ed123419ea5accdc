//! Bringing Debian packages, as root or with a sudo that asks no password; otherwise not at all.

use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use crate::test::needs::{Missing, in_path, packages_of};

/// May packages be installed from here?
pub(crate) fn possible() -> bool {
    in_path("apt-get").is_some() && (is_root() || sudo_asks_nothing())
}

/// Is this process root?
pub(crate) fn is_root() -> bool {
    user_id(&[]).as_deref() == Some("0")
}

/// What `id -u` says of a user, or of this process.
pub(crate) fn user_id(user: &[&str]) -> Option<String> {
    let output = Command::new("id").arg("-u").args(user).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Installs the packages that bring `missing`; the talk of apt goes to standard error.
pub(crate) fn packages(missing: &[Missing]) -> anyhow::Result<()> {
    let packages = packages_of(missing);
    if packages.is_empty() {
        return Ok(());
    }
    eprintln!("installing: {}", packages.join(" "));
    apt(&["update", "-q"])?;
    let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
    install.extend(packages);
    apt(&install)
}

fn apt(args: &[&str]) -> anyhow::Result<()> {
    let mut command = if is_root() { Command::new("env") } else { Command::new("sudo") };
    if !is_root() {
        command.args(["-n", "env"]);
    }
    let output = command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"])
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("apt-get cannot be started")?;
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    let words = args.join(" ");
    ensure!(
        output.status.success(),
        "`apt-get {words}` failed; its last lines stand above; run it by hand to see more"
    );
    Ok(())
}

fn sudo_asks_nothing() -> bool {
    let tried = Command::new("sudo").args(["-n", "true"]).stdin(Stdio::null()).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}
