//! Every reason the life of a dossier can say no, each with its law.

kernel::refusals! {
    /// "Lý do không được": why an action is refused on a dossier.
    pub enum DossierRefusal {
        /// The action is not in the table for this stage and holder.
        WrongStage { action, stage } => "dossier.wrong-stage", law "NĐ 118/2025/NĐ-CP";
        /// A reason must be given in words.
        ReasonMissing => "dossier.reason-missing", law "NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 02, 03";
        /// A supplement request names at least one paper or field.
        NothingAsked => "dossier.nothing-asked", law "TT 03/2025/TT-VPCP Mẫu 02";
        /// A rejection does not name the act it stands on.
        RejectionUngrounded => "dossier.rejection-ungrounded", law "NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 03";
        /// An item does not name the act it stands on.
        GroundMissing { item } => "dossier.ground-missing", law "NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 02";
        /// An item shows no example of what would do.
        ExampleMissing { item } => "dossier.example-missing", law "NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP Mẫu 02";
        /// A paper the State holds is asked for without saying why.
        OverrideUnexplained { item } => "dossier.override-unexplained", law "Nghị quyết 66.7/2025/NQ-CP";
        /// Everything is asked for in one go: a second request needs the leader.
        SecondSupplement => "dossier.second-supplement", law "NĐ 61/2018/NĐ-CP Điều 17; NĐ 118/2025/NĐ-CP";
        /// The signer is somebody else than the drafter.
        SignerIsDrafter => "dossier.signer-is-drafter", law "NĐ 30/2020/NĐ-CP Điều 13";
        /// The clerk is somebody else than the signer.
        ClerkIsSigner => "dossier.clerk-is-signer", law "NĐ 30/2020/NĐ-CP Điều 15, Điều 17";
        /// A withdrawal request must be answered first.
        WithdrawalPending => "dossier.withdrawal-pending", law "NĐ 118/2025/NĐ-CP";
        /// There is no withdrawal request to answer.
        NoWithdrawal => "dossier.no-withdrawal";
        /// The draft is not the one the signer was shown.
        DraftChanged => "dossier.draft-changed", law "Luật Giao dịch điện tử 20/2023/QH15";
        /// The result text is empty.
        DraftEmpty => "dossier.draft-empty", law "NĐ 30/2020/NĐ-CP Điều 8";
        /// A place of the paper that is filled when it is signed and numbered is missing, or stands there twice.
        PlaceMissing { place } => "dossier.place-missing", law "NĐ 30/2020/NĐ-CP Điều 8";
        /// Something stands below the signer's name.
        TextBelowSigner => "dossier.text-below-signer", law "NĐ 30/2020/NĐ-CP Phụ lục I";
        /// The text says something else than the outcome that was chosen.
        OutcomeDiffers => "dossier.outcome-differs", law "NĐ 118/2025/NĐ-CP";
        /// The applicant's answer leaves an asked item open.
        AnswerIncomplete { item } => "dossier.answer-incomplete", law "TT 03/2025/TT-VPCP Mẫu 02";
        /// The appointment was moved once already.
        ExtendedAlready => "dossier.extended-already", law "NĐ 61/2018/NĐ-CP Điều 19 khoản 9";
        /// The new date does not lie after the old one.
        ExtensionTooEarly { due } => "dossier.extension-too-early", law "TT 03/2025/TT-VPCP Mẫu 04";
        /// The sum paid is not the sum owed.
        WrongSum { owed, paid } => "dossier.wrong-sum", law "Luật Phí và lệ phí 97/2015/QH13";
        /// A payment of nothing cannot be waited for.
        NothingToPay => "dossier.nothing-to-pay", law "Luật Phí và lệ phí 97/2015/QH13";
        /// The paper is signed by the person who approved it.
        NotTheApprover { approver } => "dossier.not-the-approver", law "NĐ 30/2020/NĐ-CP Điều 13";
        /// The paper is signed by the person who did what it confirms.
        NotTheSignatory { who } => "dossier.not-the-signatory", law "TT 03/2025/TT-VPCP";
        /// The paper is signed by whoever may sign for the authority.
        LeaderSigns => "dossier.leader-signs", law "NĐ 30/2020/NĐ-CP Điều 13";
        /// A paper of this kind bears no signature.
        PaperBearsNone => "dossier.paper-bears-none";
        /// A paper that refuses what was asked is opened before it is signed.
        PaperUnopened => "dossier.paper-unopened", law "Luật Giao dịch điện tử 20/2023/QH15 Điều 22";
        /// The paper is signed already.
        PaperSigned => "dossier.paper-signed";
        /// The paper is sealed already.
        PaperSealed => "dossier.paper-sealed";
        /// The seal comes after the person's signature.
        PaperUnsigned => "dossier.paper-unsigned", law "NĐ 30/2020/NĐ-CP Điều 33";
        /// The scan this copy was made of was replaced, or is no scan of the desk's.
        CopyReplaced => "dossier.copy-replaced", law "Luật Giao dịch điện tử 20/2023/QH15 Điều 22";
        /// The dossier this copy belongs to was withdrawn or stopped.
        CopyEnded => "dossier.copy-ended", law "NĐ 118/2025/NĐ-CP";
        /// The file to be sealed is not the one the person signed.
        PaperOther => "dossier.paper-other", law "Luật Giao dịch điện tử 20/2023/QH15";
        /// Whoever received the result must be named.
        ReceiverMissing => "dossier.receiver-missing", law "NĐ 118/2025/NĐ-CP";
        /// A text is longer than anybody would read.
        TextTooLong { limit } => "dossier.text-too-long";
        /// One item was asked for twice; answers are kept by item.
        AskedTwice { item } => "dossier.asked-twice", law "TT 03/2025/TT-VPCP Mẫu 02";
        /// Nothing is owed.
        NothingOwed => "dossier.nothing-owed";
        /// The wait asked for is one that only the law's own steps may start.
        NotAWait { cause } => "dossier.not-a-wait";
        /// A wait is already marked, or none is.
        WaitMismatch => "dossier.wait-mismatch";
        /// Registers have not answered yet; the decision waits for them.
        ValuesAwaited { registers } => "dossier.values-awaited", law "Nghị quyết 66.7/2025/NQ-CP";
        /// A register contradicts a value, and nobody has accepted it or asked the person.
        ValueContradicted { registers } => "dossier.value-contradicted", law "Nghị quyết 66.7/2025/NQ-CP";
        /// No register contradicts that value.
        NothingContradicted { check } => "dossier.nothing-contradicted";
        /// The procedure knows no verification elsewhere, or it was used already.
        NoVerification => "dossier.no-verification";
        /// The status acknowledged is not one of ours.
        UnknownStatus { code } => "dossier.unknown-status", law "TT 03/2025/TT-VPCP";
        /// The action lies before the one it follows.
        ClockWentBack => "dossier.clock-went-back";
        /// No number from law is in force on that day.
        NoParameter { name, on } => "dossier.no-parameter";
    }
}
