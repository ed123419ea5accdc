//! What a page draws, reduced to letters and where they stand; lines, pictures and colours are passed over.
//!
//! Letters drawn invisibly count, too: that is how a scanner writes down what it recognised.

use std::panic::resume_unwind;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath};

/// Things one page may draw; forms that draw each other grow without bound.
const MAX_DRAWN: usize = 2_000_000;
/// Letters are drawn a thousand units high.
const UNITS: f64 = 1_000.0;
/// A letter whose width is not told is half as wide as it is high.
const USUAL_WIDTH: f64 = 0.5;

/// A letter, or several that are drawn as one, from `x` to `end` on the line at `y`; `y` grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    /// Height of the type.
    pub(super) size: f64,
    pub(super) text: String,
}

/// The letters of a page in the order they were drawn.
#[derive(Default)]
pub(super) struct Letters {
    drawn: Vec<Letter>,
    /// Letters that no table of the document names.
    pub(super) unknown: usize,
    steps: usize,
}

impl Letters {
    /// Letters that were named.
    pub(super) fn known(&self) -> usize {
        self.drawn.iter().filter(|letter| !letter.text.trim().is_empty()).count()
    }

    pub(super) fn into_drawn(self) -> Vec<Letter> {
        self.drawn
    }

    /// A page that goes on for ever is left as a broken one: the reader has no other way out.
    fn step(&mut self) {
        self.steps += 1;
        if self.steps > MAX_DRAWN {
            resume_unwind(Box::new("a page draws without end"));
        }
    }
}

fn named(glyph: &Glyph<'_>) -> Option<String> {
    match glyph.as_unicode()? {
        BfString::Char(letter) => Some(letter.to_string()),
        BfString::String(letters) => Some(letters),
    }
}

fn width(glyph: &Glyph<'_>) -> f64 {
    let told = match glyph {
        Glyph::Outline(outline) => outline.advance_width().map(f64::from),
        Glyph::Type3(_) => None,
    };
    told.filter(|width| width.is_finite() && *width >= 0.0).unwrap_or(USUAL_WIDTH * UNITS)
}

impl Device<'_> for Letters {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.step();
        let [along, across, _, up, x, y] = (transform * glyph_transform).as_coeffs();
        let is_upright = along > 0.0 && across.abs() < along && x.is_finite() && y.is_finite();
        // What runs up the margin is a mark of the printer or of a seal, no sentence.
        if !is_upright {
            return;
        }
        match named(glyph).filter(|text| !text.contains(['\0', '\u{FFFD}'])) {
            Some(text) => {
                let end = x + along * width(glyph);
                self.drawn.push(Letter { x, end, y, size: up.abs() * UNITS, text });
            }
            None => self.unknown += 1,
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.step();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.step();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.step();
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
