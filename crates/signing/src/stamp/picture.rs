//! A PNG with a transparent ground, turned into what a PDF draws.
//!
//! Done once; the folded bytes are used for every document.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::SigningRefusal;
use crate::pdf::increment::Increment;
use crate::pdf::object::{Dict, Object, Reference, Stream};

/// Bytes of the file of a picture.
const MAX_FILE: usize = 4 * 1024 * 1024;
/// Points of a picture: a seal at 600 dpi has under one million.
const MAX_POINTS: usize = 4_000_000;

/// "Hình ảnh chữ ký, con dấu": a picture ready to be drawn.
#[derive(Debug, Clone)]
pub struct Picture {
    width: u32,
    height: u32,
    colours: Vec<u8>,
    /// Absent where nothing shines through.
    cover: Option<Vec<u8>>,
}

impl Picture {
    /// Reads a PNG.
    ///
    /// # Errors
    /// `PictureUnreadable` for anything else, and for what is larger than a seal or a signature can be.
    pub fn from_png(file: &[u8]) -> Result<Self, SigningRefusal> {
        if file.len() > MAX_FILE {
            return Err(SigningRefusal::PictureUnreadable);
        }
        read(file).ok_or(SigningRefusal::PictureUnreadable)
    }

    /// Width divided by height.
    pub(crate) fn shape(&self) -> f32 {
        side(self.width) / side(self.height)
    }

    pub(crate) fn draw(&self, increment: &mut Increment) -> Reference {
        let image = |space: &str, data: &[u8]| {
            let dict = Dict::new()
                .with("Type", "XObject")
                .with("Subtype", "Image")
                .with("Width", i64::from(self.width))
                .with("Height", i64::from(self.height))
                .with("ColorSpace", space)
                .with("BitsPerComponent", 8)
                .with("Filter", "FlateDecode")
                .with("Length", i64::try_from(data.len()).unwrap_or(i64::MAX));
            (dict, data.to_vec())
        };
        let cover = self.cover.as_ref().map(|cover| {
            let (dict, data) = image("DeviceGray", cover);
            increment.add(&Object::Stream(Stream { dict, data }))
        });
        let (mut dict, data) = image("DeviceRGB", &self.colours);
        if let Some(cover) = cover {
            dict = dict.with("SMask", cover);
        }
        increment.add(&Object::Stream(Stream { dict, data }))
    }
}

/// A side is at most `MAX_POINTS` long, which this holds exactly.
fn side(points: u32) -> f32 {
    let (high, low) = (points >> 16, points & 0xffff);
    f32::from(u16::try_from(high).unwrap_or(0)) * 65_536.0 + f32::from(u16::try_from(low).unwrap_or(0))
}

fn read(file: &[u8]) -> Option<Picture> {
    let limits = png::Limits { bytes: 64 * 1024 * 1024 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = reader.info().size();
    let points = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
    if points == 0 || points > MAX_POINTS {
        return None;
    }
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut bytes).ok()?;
    let bytes = bytes.get(..frame.buffer_size())?;
    let (mut colours, mut cover) = (Vec::with_capacity(points * 3), Vec::with_capacity(points));
    match frame.color_type {
        png::ColorType::Rgba => {
            for point in bytes.chunks_exact(4) {
                colours.extend_from_slice(point.get(..3)?);
                cover.push(*point.last()?);
            }
        }
        png::ColorType::GrayscaleAlpha => {
            for point in bytes.chunks_exact(2) {
                colours.extend_from_slice(&[*point.first()?; 3]);
                cover.push(*point.last()?);
            }
        }
        png::ColorType::Grayscale | png::ColorType::Rgb | png::ColorType::Indexed => return None,
    }
    let see_through = cover.iter().any(|value| *value != 255);
    Some(Picture {
        width,
        height,
        colours: folded(&colours)?,
        cover: if see_through { Some(folded(&cover)?) } else { None },
    })
}

/// Folds bytes as a PDF's `FlateDecode` unfolds them.
pub(crate) fn folded(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}
