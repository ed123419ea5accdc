//! Looking at a picture: is it whole, large enough, does it show anything, is it sharp; and a small upright copy.
//!
//! Sharpness is the variance of the Laplacian, measured at one size for every camera. Decoding has limits of size and
//! memory: a few kilobytes may claim to be a picture of gigabytes.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits as DecodingLimits};

use crate::look::{Finding, Inspected, Weight};
use crate::{Kind, Limits, UploadRefusal};

const PREVIEW_QUALITY: u8 = 72;

pub(crate) fn look(bytes: &[u8], kind: Kind, limits: &Limits, seen: &mut Inspected) {
    let name = seen.name.clone();
    let shown = match decoded(bytes, kind, limits) {
        Ok(shown) => shown,
        Err(Trouble::TooLarge) => {
            return say(seen, Weight::Stop, UploadRefusal::PictureTooLarge { name });
        }
        Err(Trouble::Broken) => return say(seen, Weight::Stop, UploadRefusal::PictureBroken { name }),
    };
    let (width, height) = (shown.width(), shown.height());
    if width.min(height) < limits.min_edge_pixels {
        let (width, height) = (width.to_string(), height.to_string());
        let least = limits.min_edge_pixels.to_string();
        return say(seen, Weight::Stop, UploadRefusal::PictureTooSmall { name, width, height, least });
    }
    let edge = limits.looked_at_edge_pixels;
    let grey = shrunk(&shown, edge).to_luma8();
    if contrast(&grey) < limits.min_contrast {
        return say(seen, Weight::Stop, UploadRefusal::PictureBlank { name });
    }
    if sharpness(&grey) < limits.min_sharpness {
        say(seen, Weight::Warn, UploadRefusal::PictureBlurred { name });
    }
    seen.preview = preview(&shown, limits.preview_edge_pixels);
}

fn say(seen: &mut Inspected, weight: Weight, what: UploadRefusal) {
    seen.findings.push(Finding { weight, what: what.into() });
}

enum Trouble {
    TooLarge,
    Broken,
}

/// The picture, upright as its camera was held.
fn decoded(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<DynamicImage, Trouble> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Pdf => return Err(Trouble::Broken),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut allowed = DecodingLimits::no_limits();
    allowed.max_alloc = Some(limits.max_decoded_bytes);
    reader.limits(allowed);
    let mut decoder = reader.into_decoder().map_err(trouble)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits.max_pixels {
        return Err(Trouble::TooLarge);
    }
    let orientation = decoder.orientation().map_err(trouble)?;
    let mut shown = DynamicImage::from_decoder(decoder).map_err(trouble)?;
    shown.apply_orientation(orientation);
    Ok(shown)
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
#[expect(clippy::wildcard_enum_match_arm, reason = "the decoder's list of errors is open-ended")]
fn trouble(error: image::ImageError) -> Trouble {
    match error {
        image::ImageError::Limits(_) => Trouble::TooLarge,
        _ => Trouble::Broken,
    }
}

fn shrunk(shown: &DynamicImage, edge: u32) -> DynamicImage {
    if shown.width().max(shown.height()) <= edge { shown.clone() } else { shown.thumbnail(edge, edge) }
}

fn preview(shown: &DynamicImage, edge: u32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, PREVIEW_QUALITY);
    shrunk(shown, edge).to_rgb8().write_with_encoder(encoder).ok().map(|()| bytes)
}

/// Standard deviation of brightness.
fn contrast(grey: &GrayImage) -> f64 {
    variance(grey.as_raw().iter().map(|point| f64::from(*point))).sqrt()
}

/// Variance of the Laplacian: how much points differ from their four neighbours.
fn sharpness(grey: &GrayImage) -> f64 {
    let width = usize::try_from(grey.width()).unwrap_or(0);
    let rows: Vec<&[u8]> = grey.as_raw().chunks_exact(width.max(1)).collect();
    let of = |three: &[&[u8]]| -> Vec<f64> {
        let [above, row, below] = three else { return Vec::new() };
        let inner = above.iter().skip(1).zip(below.iter().skip(1));
        row.windows(3)
            .zip(inner)
            .map(|(near, (up, down))| {
                let [left, here, right] = near else { return 0.0 };
                let around = [left, right, up, down].map(|point| f64::from(*point)).iter().sum::<f64>();
                around - 4.0 * f64::from(*here)
            })
            .collect()
    };
    variance(rows.windows(3).flat_map(of))
}

/// The variance in one pass, steady for many values.
fn variance(values: impl Iterator<Item = f64>) -> f64 {
    let (mut count, mut mean, mut sum) = (0.0_f64, 0.0_f64, 0.0_f64);
    for value in values {
        count += 1.0;
        let from_mean = value - mean;
        mean += from_mean / count;
        sum += from_mean * (value - mean);
    }
    if count > 0.0 { sum / count } else { 0.0 }
}
