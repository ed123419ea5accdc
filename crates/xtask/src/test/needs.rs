//! What the tests need beside Rust, how it is found, and the words for what is not there.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The oldest PostgreSQL the store promises to work on.
const POSTGRES_MAJOR: u32 = 15;

/// A need, and the Debian package that brings it.
struct Need {
    name: &'static str,
    why: &'static str,
    package: &'static str,
    there: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need {
        name: "PostgreSQL 15 or newer (server programs)",
        why: "the store is proven on both engines",
        package: "postgresql",
        there: || postgres().is_some(),
    },
    Need {
        name: "Chromium",
        why: "the browser journeys",
        package: "chromium",
        there: || chromium().is_some(),
    },
    Need {
        name: "poppler-utils (pdftotext, pdfsig)",
        why: "papers the product writes are read back, their signatures judged",
        package: "poppler-utils",
        there: || in_path("pdftotext").is_some() && in_path("pdfsig").is_some(),
    },
    Need {
        name: "openssl",
        why: "certificates, lists and timestamps for signatures are made by another program",
        package: "openssl",
        there: || in_path("openssl").is_some(),
    },
    Need {
        name: "softhsm2 (softhsm2-util and its module)",
        why: "keys on tokens are signed with through PKCS#11",
        package: "softhsm2",
        there: || in_path("softhsm2-util").is_some(),
    },
    Need {
        name: "xmlsec1",
        why: "signatures in XML are judged by another program",
        package: "xmlsec1",
        there: || in_path("xmlsec1").is_some(),
    },
    Need {
        name: "qpdf",
        why: "the structure of papers is checked",
        package: "qpdf",
        there: || in_path("qpdf").is_some(),
    },
    Need {
        name: "mupdf-tools (mutool)",
        why: "papers are drawn by a second engine",
        package: "mupdf-tools",
        there: || in_path("mutool").is_some(),
    },
    Need {
        name: "zbar-tools (zbarimg)",
        why: "the square code of papers is read",
        package: "zbar-tools",
        there: || in_path("zbarimg").is_some(),
    },
    Need {
        name: "msmtp-mta (msmtpd)",
        why: "letters are handed to a mail server",
        package: "msmtp-mta",
        there: || in_path("msmtpd").is_some(),
    },
    Need {
        name: "curl",
        why: "the lines on the page for developers are run",
        package: "curl",
        there: || in_path("curl").is_some(),
    },
    Need {
        name: "jq",
        why: "the lines on the page for developers are run",
        package: "jq",
        there: || in_path("jq").is_some(),
    },
    Need {
        name: "openssl",
        why: "the lines on the page for developers are run",
        package: "openssl",
        there: || in_path("openssl").is_some(),
    },
    Need {
        name: "Python 3 with venv",
        why: "papers and the API are judged by other programs",
        package: "python3-venv",
        there: has_python,
    },
    Need {
        name: "a font with the Vietnamese letters",
        why: "pages in the browser journeys",
        package: "fonts-dejavu-core",
        there: has_vietnamese_font,
    },
];

/// Something that is not there, and how to bring it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) what: String,
    pub(crate) remedy: Remedy,
}

/// How a missing thing is brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Debian packages.
    Packages(Vec<String>),
    /// A command that needs no rights of its own.
    Command(String),
}

impl Missing {
    /// Is it the database?
    pub(crate) fn is_postgres(&self) -> bool {
        self.remedy == Remedy::Packages(vec!["postgresql".to_owned()])
    }
}

/// The needs that are not met.
pub(crate) fn missing() -> Vec<Missing> {
    NEEDS
        .iter()
        .filter(|need| !(need.there)())
        .map(|need| Missing {
            what: format!("{}: {}", need.name, need.why),
            remedy: Remedy::Packages(vec![need.package.to_owned()]),
        })
        .collect()
}

/// The Debian packages that would bring all of `missing`.
pub(crate) fn packages_of(missing: &[Missing]) -> Vec<&str> {
    let mut packages = Vec::new();
    for item in missing {
        if let Remedy::Packages(names) = &item.remedy {
            packages.extend(names.iter().map(String::as_str));
        }
    }
    packages
}

/// What is missing, and the one command that brings it.
pub(crate) fn instructions(missing: &[Missing]) -> String {
    let mut text = String::from("error: the tests cannot run, because these are missing:\n");
    let mut commands = Vec::new();
    for item in missing {
        let _infallible = writeln!(text, "  - {}", item.what);
        if let Remedy::Command(command) = &item.remedy {
            commands.push(command.clone());
        }
    }
    let packages = packages_of(missing);
    if !packages.is_empty() {
        let names = packages.join(" ");
        commands.insert(0, format!("sudo apt-get update && sudo apt-get install -y {names}"));
    }
    let _infallible =
        writeln!(text, "Install them (on Debian) and run the tests again:\n  {}", commands.join(" && "));
    text
}

/// The folder with the newest PostgreSQL programs, if they are new enough.
pub(crate) fn postgres() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = path_folders().filter_map(|folder| folder.canonicalize().ok()).collect();
    folders
        .extend(in_path("initdb").and_then(|file| file.canonicalize().ok()?.parent().map(Path::to_path_buf)));
    for (parent, inner) in
        [("/usr/lib/postgresql", "bin"), ("/usr/local/pgsql", ""), ("/opt/homebrew/opt", "bin")]
    {
        folders.extend(children(Path::new(parent)).map(|child| child.join(inner)));
    }
    let complete =
        |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
    folders
        .into_iter()
        .filter(complete)
        .filter_map(|folder| Some((major(&version_of(&folder.join("postgres"))?)?, folder)))
        .filter(|(major, _)| *major >= POSTGRES_MAJOR)
        .max()
        .map(|(_, folder)| folder)
}

/// The browser: `TOANTRINH_CHROMIUM` when set, else the usual names.
pub(crate) fn chromium() -> Option<PathBuf> {
    let given = std::env::var_os("TOANTRINH_CHROMIUM").map(PathBuf::from).filter(|file| file.is_file());
    given.or_else(|| ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| in_path(name)))
}

/// The program `name` in PATH.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    path_folders().map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// What `program --version` prints.
pub(crate) fn version_of(program: &Path) -> Option<String> {
    let output =
        Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first number in a version line: 15 of `postgres (PostgreSQL) 15.18 (Debian …)`, 20 of `v20.20.2`.
pub(crate) fn major(version: &str) -> Option<u32> {
    let start = version.find(|c: char| c.is_ascii_digit())?;
    let digits = version.get(start..)?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

fn has_python() -> bool {
    let mut asked = Command::new("python3");
    asked.args(["-c", "import venv, ensurepip"]).stdin(Stdio::null());
    asked.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn has_vietnamese_font() -> bool {
    let listed = Command::new("fc-list").arg(":lang=vi").stdin(Stdio::null()).stderr(Stdio::null()).output();
    listed.is_ok_and(|output| !output.stdout.is_empty())
        || Path::new("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").is_file()
}

fn path_folders() -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).collect::<Vec<_>>().into_iter()
}

fn children(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
}

#[cfg(test)]
mod tests {
    use super::{Missing, Remedy, instructions, major};

    #[test]
    fn reads_major_versions() {
        for (line, expected) in [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", Some(15)),
            ("v20.20.2", Some(20)),
            ("postgres (PostgreSQL) 18beta1", Some(18)),
            ("none", None),
        ] {
            assert_eq!(major(line), expected, "{line}");
        }
    }

    #[test]
    fn says_what_is_missing_and_the_one_command() {
        let missing = [
            Missing { what: "Chromium: pages".into(), remedy: Remedy::Packages(vec!["chromium".into()]) },
            Missing { what: "Node".into(), remedy: Remedy::Packages(vec!["nodejs".into(), "npm".into()]) },
            Missing { what: "journeys".into(), remedy: Remedy::Command("npm ci".into()) },
        ];
        assert_eq!(
            instructions(&missing),
            "error: the tests cannot run, because these are missing:\n  - Chromium: pages\n  - Node\n  - journeys\n\
             Install them (on Debian) and run the tests again:\n  \
             sudo apt-get update && sudo apt-get install -y chromium nodejs npm && npm ci\n"
        );
    }
}
