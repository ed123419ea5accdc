//! Why somebody may not.

kernel::refusals! {
    /// "Lý do không có quyền".
    pub enum AccessRefusal {
        /// Nobody is signed in.
        NotSignedIn => "access.not-signed-in";
        /// No post that day gives this right at this agency.
        NotPermitted { deed } => "access.not-permitted", law "NĐ 118/2025/NĐ-CP; NĐ 30/2020/NĐ-CP";
        /// The deed needs an account verified at level 2.
        LevelTwoNeeded => "access.level-two-needed", law "NĐ 69/2024/NĐ-CP";
        /// The access token is unknown, has ended or was taken back.
        TokenUnknown => "access.token-unknown";
        /// The access token may not be used for this.
        ScopeTooNarrow { scope } => "access.scope-too-narrow";
        /// The deed binds the agency, and an access token cannot show that its owner is there now.
        RecentProofNeeded { deed } => "access.recent-proof-needed", law "NĐ 30/2020/NĐ-CP Điều 13";
    }
}
