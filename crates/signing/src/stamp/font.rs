//! A TrueType font, embedded with the letters that are used and no others, so that Vietnamese text shows and is found.
//!
//! Letters are written by the number of their form (Identity-H); a map to Unicode stands beside, for search and copying.

use std::collections::BTreeMap;
use std::fmt::Write;

use aws_lc_rs::digest;
use subsetter::GlyphRemapper;
use ttf_parser::{Face, Permissions};

use crate::SigningRefusal;
use crate::pdf::increment::Increment;
use crate::pdf::object::{Dict, Object, Reference, Stream};
use crate::stamp::picture::folded;

/// Entries a block of the Unicode map may have.
const MAP_BLOCK: usize = 100;

/// A font cut down to some letters, ready to be embedded.
#[derive(Debug, Clone)]
pub(crate) struct Font {
    /// Number and width (in thousandths of the size) of each letter's form.
    letters: BTreeMap<char, (u16, i64)>,
    widths: Vec<i64>,
    file: Vec<u8>,
    file_bytes: usize,
    map: Vec<u8>,
    name: String,
    metrics: Metrics,
}

#[derive(Debug, Clone)]
struct Metrics {
    ascent: i64,
    descent: i64,
    cap_height: i64,
    slant: i64,
    frame: [i64; 4],
}

impl Font {
    /// Cuts the font down to these letters.
    pub(crate) fn with_letters(file: &[u8], letters: &str) -> Result<Self, SigningRefusal> {
        let face = Face::parse(file, 0).map_err(|_| SigningRefusal::FontUnreadable)?;
        let may_embed = !matches!(face.permissions(), Some(Permissions::Restricted));
        if !may_embed || face.is_variable() || !face.is_subsetting_allowed() {
            return Err(SigningRefusal::FontUnreadable);
        }
        let mut forms = GlyphRemapper::new();
        let mut kept = BTreeMap::new();
        let mut widths =
            vec![thousandths(&face, face.glyph_hor_advance(ttf_parser::GlyphId(0)).unwrap_or(0))];
        for letter in letters.chars() {
            if kept.contains_key(&letter) {
                continue;
            }
            let form = face.glyph_index(letter);
            let form = form.ok_or_else(|| SigningRefusal::LetterMissing { letter: letter.to_string() })?;
            let width = thousandths(&face, face.glyph_hor_advance(form).unwrap_or(0));
            let number = forms.remap(form.0);
            if usize::from(number) == widths.len() {
                widths.push(width);
            }
            kept.insert(letter, (number, width));
        }
        let cut = subsetter::subset(file, 0, &forms).map_err(|_| SigningRefusal::FontUnreadable)?;
        let fold = |bytes: &[u8]| folded(bytes).ok_or(SigningRefusal::FontUnreadable);
        Ok(Self {
            map: fold(unicode_map(&kept).as_bytes())?,
            name: name(&face, &cut),
            metrics: metrics(&face),
            file_bytes: cut.len(),
            file: fold(&cut)?,
            letters: kept,
            widths,
        })
    }

    /// The width of a text at size 1.
    pub(crate) fn width(&self, text: &str) -> f32 {
        let sum: i64 =
            text.chars().filter_map(|letter| self.letters.get(&letter)).map(|(_, width)| width).sum();
        f32::from(u16::try_from(sum.clamp(0, 65_535)).unwrap_or(u16::MAX)) / 1_000.0
    }

    /// The text as the numbers of its forms, in hexadecimal.
    pub(crate) fn coded(&self, text: &str) -> String {
        let mut coded = String::new();
        for (number, _) in text.chars().filter_map(|letter| self.letters.get(&letter)) {
            let _infallible = write!(coded, "{number:04x}");
        }
        coded
    }

    /// Writes the font and all that belongs to it.
    pub(crate) fn embed(&self, increment: &mut Increment) -> Reference {
        let stream = |dict: Dict, data: &[u8]| {
            let length = i64::try_from(data.len()).unwrap_or(i64::MAX);
            let dict = dict.with("Filter", "FlateDecode").with("Length", length);
            Object::Stream(Stream { dict, data: data.to_vec() })
        };
        let length = i64::try_from(self.file_bytes).unwrap_or(i64::MAX);
        let file = increment.add(&stream(Dict::new().with("Length1", length), &self.file));
        let map = increment.add(&stream(Dict::new(), &self.map));
        let Metrics { ascent, descent, cap_height, slant, frame } = &self.metrics;
        let descriptor = Dict::new()
            .with("Type", "FontDescriptor")
            .with("FontName", self.name.as_str())
            .with("Flags", 4)
            .with("FontBBox", frame.map(Object::Int).to_vec())
            .with("ItalicAngle", *slant)
            .with("Ascent", *ascent)
            .with("Descent", *descent)
            .with("CapHeight", *cap_height)
            .with("StemV", 80)
            .with("FontFile2", file);
        let descriptor = increment.add(&descriptor.into());
        let system = Dict::new()
            .with("Registry", Object::Text(b"Adobe".to_vec()))
            .with("Ordering", Object::Text(b"Identity".to_vec()))
            .with("Supplement", 0);
        let widths: Vec<Object> = self.widths.iter().copied().map(Object::Int).collect();
        let forms = Dict::new()
            .with("Type", "Font")
            .with("Subtype", "CIDFontType2")
            .with("BaseFont", self.name.as_str())
            .with("CIDSystemInfo", system)
            .with("FontDescriptor", descriptor)
            .with("CIDToGIDMap", "Identity")
            .with("DW", 0)
            .with("W", vec![Object::Int(0), widths.into()]);
        let forms = increment.add(&forms.into());
        let font = Dict::new()
            .with("Type", "Font")
            .with("Subtype", "Type0")
            .with("BaseFont", self.name.as_str())
            .with("Encoding", "Identity-H")
            .with("DescendantFonts", vec![Object::Reference(forms)])
            .with("ToUnicode", map);
        increment.add(&font.into())
    }
}

/// `ABCDEF+LiberationSerif`: the mark before the name says that letters are missing, and differs between cuts.
fn name(face: &Face<'_>, cut: &[u8]) -> String {
    let hash = digest::digest(&digest::SHA256, cut);
    let mark: String = hash.as_ref().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    let names = face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME);
    let own = names.filter_map(|name| name.to_string()).next().unwrap_or_default();
    let own: String = own.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    format!("{mark}+{}", if own.is_empty() { "Font" } else { &own })
}

fn metrics(face: &Face<'_>) -> Metrics {
    let scaled = |value: i16| i64::from(value) * 1_000 / i64::from(face.units_per_em().max(1));
    let frame = face.global_bounding_box();
    Metrics {
        ascent: scaled(face.ascender()),
        descent: scaled(face.descender()),
        cap_height: scaled(face.capital_height().unwrap_or(face.ascender())),
        slant: if face.is_italic() { -12 } else { 0 },
        frame: [frame.x_min, frame.y_min, frame.x_max, frame.y_max].map(scaled),
    }
}

fn thousandths(face: &Face<'_>, width: u16) -> i64 {
    let em = i64::from(face.units_per_em().max(1));
    (i64::from(width) * 1_000 + em / 2) / em
}

/// The map from forms back to letters.
fn unicode_map(letters: &BTreeMap<char, (u16, i64)>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)\
         /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\n\
         endcodespacerange\n",
    );
    let rows: Vec<_> = letters.iter().collect();
    for block in rows.chunks(MAP_BLOCK) {
        let _infallible = writeln!(map, "{} beginbfchar", block.len());
        for (letter, (number, _)) in block {
            let mut units = [0; 2];
            let letter: String =
                letter.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04x}")).collect();
            let _infallible = writeln!(map, "<{number:04x}> <{letter}>");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
