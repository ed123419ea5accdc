//! A line to a database that can be cut and mended.

use std::io::copy;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What runs over it; `None` while it is cut.
type Open = Arc<Mutex<Option<Vec<TcpStream>>>>;

/// A line from an address of its own to another one.
pub(crate) struct Line {
    pub(crate) address: String,
    open: Open,
}

impl Line {
    /// A line to this address.
    pub(crate) fn to(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let open: Open = Arc::new(Mutex::new(Some(Vec::new())));
        let (shared, target) = (Arc::clone(&open), target.to_owned());
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let mut open = shared.lock().unwrap();
                let Some(streams) = open.as_mut() else { continue };
                let Ok(far) = TcpStream::connect(&target) else { continue };
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    std::thread::spawn(move || {
                        let _ = copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                streams.extend([near, far]);
            }
        });
        Self { address, open }
    }

    /// Ends everything that runs over it, and lets nothing new through.
    pub(crate) fn cut(&self) {
        for stream in self.open.lock().unwrap().take().unwrap_or_default() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Lets things through again.
    pub(crate) fn mend(&self) {
        *self.open.lock().unwrap() = Some(Vec::new());
    }
}
