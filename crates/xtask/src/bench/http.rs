//! A small HTTP client that asks for one page over and over on lines that stay open, and counts whole answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A page to ask for.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) address: SocketAddr,
    pub(crate) path: String,
    pub(crate) cookie: String,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: String,
    pub(crate) body: Vec<u8>,
}

impl Page {
    /// Asks once on a line of its own.
    pub(crate) fn once(&self) -> anyhow::Result<Answer> {
        Line::open(self.address)?.ask(self)
    }

    /// Asks for `time` on so many lines at once; pages a second. Every answer must be 200 and hold `words`.
    pub(crate) fn rate(&self, lines: usize, time: Duration, words: &str) -> anyhow::Result<f64> {
        let first = self.once()?;
        let text = String::from_utf8_lossy(&first.body);
        ensure!(first.status == "200", "{} answered {}: {text}", self.path, first.status);
        ensure!(text.contains(words), "{} does not hold {words:?}: {text}", self.path);
        let size = first.body.len();
        let started = Instant::now();
        let counts: Vec<anyhow::Result<u32>> = std::thread::scope(|scope| {
            let workers: Vec<_> =
                (0..lines).map(|_| scope.spawn(|| self.count(started, time, size / 2))).collect();
            let ended = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
            ended.map(|count| count.unwrap_or_else(|_| bail!("a line died"))).collect()
        });
        let counts = counts.into_iter().collect::<anyhow::Result<Vec<u32>>>()?;
        Ok(counts.into_iter().map(f64::from).sum::<f64>() / started.elapsed().as_secs_f64())
    }

    fn count(&self, started: Instant, time: Duration, least: usize) -> anyhow::Result<u32> {
        let (mut line, mut count) = (Line::open(self.address)?, 0);
        while started.elapsed() < time {
            let answer = line.ask(self)?;
            ensure!(answer.status == "200", "{} answered {}", self.path, answer.status);
            ensure!(answer.body.len() >= least, "{} answered {} bytes", self.path, answer.body.len());
            count += 1;
        }
        Ok(count)
    }
}

/// One line that stays open.
struct Line(BufReader<TcpStream>);

impl Line {
    fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("nobody answers on {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(stream)))
    }

    fn ask(&mut self, page: &Page) -> anyhow::Result<Answer> {
        let host = page.address;
        let request =
            format!("GET {} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n\r\n", page.path, page.cookie);
        self.0.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?.split(' ').nth(1).unwrap_or_default().to_owned();
        let (mut length, mut is_chunked) = (0, false);
        loop {
            let header = self.line()?.to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().context("a length that is no number")?;
            }
            is_chunked |= header.starts_with("transfer-encoding:") && header.ends_with("chunked");
        }
        let body = if is_chunked { self.chunks()? } else { self.bytes(length)? };
        Ok(Answer { status, body })
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        ensure!(self.0.read_line(&mut line)? > 0, "the line was cut");
        Ok(line.trim_end().to_owned())
    }

    fn bytes(&mut self, length: usize) -> anyhow::Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(body)
    }

    fn chunks(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line()?, 16).context("a chunk without its length")?;
            body.extend(self.bytes(length)?);
            self.line()?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}
