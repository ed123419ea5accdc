//! Every reason a file is not taken, and every remark that goes with one that is.

kernel::refusals! {
    /// "Lý do chưa nhận tệp": what is the matter with an uploaded file.
    pub enum UploadRefusal {
        /// No file was chosen.
        NothingChosen => "upload.nothing-chosen";
        /// The file has no bytes.
        Empty { name } => "upload.empty";
        /// The file is larger than one may be.
        TooLarge { name, size, limit } => "upload.too-large";
        /// There are as many files as there may be.
        TooMany { limit } => "upload.too-many";
        /// All files together are more than they may be.
        TooMuch { limit } => "upload.too-much";
        /// It is no kind of file that can be taken.
        UnknownKind { name } => "upload.unknown-kind";
        /// A photo in the phone maker's own format.
        Heic { name } => "upload.heic";
        /// The bytes are another kind than the name says.
        Mislabelled { name, found } => "upload.mislabelled";
        /// The PDF is cut or damaged.
        PdfBroken { name } => "upload.pdf-broken";
        /// The PDF opens with a password only.
        PdfEncrypted { name } => "upload.pdf-encrypted";
        /// The PDF holds something that acts by itself.
        PdfActive { name } => "upload.pdf-active";
        /// The picture is cut or damaged.
        PictureBroken { name } => "upload.picture-broken";
        /// The picture has more points than can be looked at.
        PictureTooLarge { name } => "upload.picture-too-large";
        /// The picture has too few points to be read.
        PictureTooSmall { name, width, height, least } => "upload.picture-too-small";
        /// Nothing can be seen on the picture.
        PictureBlank { name } => "upload.picture-blank";
        /// The picture seems blurred.
        PictureBlurred { name } => "upload.picture-blurred";
        /// A piece did not arrive as it was sent.
        PieceBroken => "upload.piece-broken";
        /// Not every piece has come.
        PiecesMissing => "upload.pieces-missing";
        /// The same file is there already.
        Twice { name } => "upload.twice";
        /// Nobody asks for this paper.
        NotAsked => "upload.not-asked";
        /// A paper that is asked for is not there.
        PaperMissing { paper } => "upload.paper-missing", law "NĐ 118/2025/NĐ-CP";
        /// A file with a remark has not been looked at again by its owner.
        NotKept { name } => "upload.not-kept";
    }
}
