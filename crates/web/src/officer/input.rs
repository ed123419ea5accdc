//! What was typed into a form of an action and cannot be read as what the field asks for.

kernel::refusals! {
    /// "Lý do chưa đọc được nội dung đã gõ".
    pub enum InputRefusal {
        /// Not a sum in đồng.
        AmountMalformed { input } => "input.amount-malformed";
        /// No sum, or a sum of nothing.
        AmountMissing => "input.amount-missing";
        /// No day.
        DayMissing => "input.day-missing";
        /// A date whose day or month is not known.
        DayIncomplete { input } => "input.day-incomplete";
        /// One of the choices offered must be taken.
        ChoiceMissing => "input.choice-missing";
        /// A field was named without saying what to do with it.
        AskMissing => "input.ask-missing";
        /// Not a whole number.
        NumberMalformed { input } => "input.number-malformed";
        /// Nobody is named as the one who took the result.
        ReceiverMissing => "input.receiver-missing";
    }
}
