//! The square code on each paper, as one grey byte a cell; the template scales it without smoothing.

use kernel::{Fault, FaultKind};
use qrcode::{Color, EcLevel, QrCode};

/// "Mã QR": cells in rows, 0 dark and 255 light, without the quiet zone.
pub(crate) struct Square {
    /// Cells a side.
    pub(crate) side: usize,
    /// The cells.
    pub(crate) cells: Vec<u8>,
}

/// The square that says `text`, readable with a seventh of it lost.
pub(crate) fn square(text: &str) -> Result<Square, Fault> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Fault::new(FaultKind::Internal, "draw a QR code", error))?;
    let side = code.width();
    let cells = code.into_colors().into_iter().map(|cell| if cell == Color::Dark { 0 } else { 255 });
    Ok(Square { side, cells: cells.collect() })
}
