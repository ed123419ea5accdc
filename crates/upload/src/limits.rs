//! The numbers a file is measured with, as data with their ground.

use serde::Deserialize;

const TABLE: &str = include_str!("../../../data/upload/limits.json");

/// "Giới hạn tải lên": how large, how many, how sharp.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Limits {
    /// Most bytes of one file.
    pub max_bytes: u64,
    /// Most files for one paper.
    pub max_files: usize,
    /// Most bytes of all files of one dossier.
    pub max_bytes_together: u64,
    /// Bytes of one piece of a resumable upload.
    pub piece_bytes: u64,
    /// Most points of a picture.
    pub max_pixels: u64,
    /// Most memory a picture may unfold into.
    pub max_decoded_bytes: u64,
    /// Least points of a picture's shorter edge.
    pub min_edge_pixels: u32,
    /// The longer edge at which sharpness is measured, so that a number means the same for every camera.
    pub looked_at_edge_pixels: u32,
    /// The longer edge of a preview.
    pub preview_edge_pixels: u32,
    /// Least standard deviation of brightness; below it nothing is on the picture.
    pub min_contrast: f64,
    /// Least variance of the Laplacian; below it the picture seems blurred.
    pub min_sharpness: f64,
    /// Most bytes unfolded from a PDF while looking into it.
    pub max_inflated_bytes: u64,
}

impl Limits {
    /// The numbers of the built-in table.
    ///
    /// # Errors
    /// A fault when the table cannot be read, which a test excludes.
    pub fn builtin() -> Result<Self, kernel::Fault> {
        serde_json::from_str(TABLE).map_err(|error| {
            kernel::Fault::new(kernel::FaultKind::Inconsistent, "read the limits of uploads", error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn the_table_is_whole_and_a_file_fits_into_its_pieces() {
        let limits = Limits::builtin().unwrap();
        assert!(limits.piece_bytes > 0 && limits.max_bytes.is_multiple_of(limits.piece_bytes));
        assert!(limits.max_bytes <= limits.max_bytes_together);
        assert!(limits.max_pixels * 4 <= limits.max_decoded_bytes);
    }
}
