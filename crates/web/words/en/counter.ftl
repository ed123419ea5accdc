# The counter: an official helps the person who stands there.

counter-title = Counter intake
counter-procedure = Procedure
counter-procedure-hint = Type its code or some words of its name, marks are not needed, for example: ban sao ho tich
counter-owner = The owner's personal id, or the code of an organisation
counter-owner-hint = Scan the QR code of the identity card, or type the 12 digits; for an organisation type the 10 digits of its code
counter-more = The name is not known: the register does not answer and no card was scanned
counter-name = The owner's name
counter-name-hint = Only needed when the register does not answer and no card was scanned
counter-submitter = Personal id of whoever hands it in
counter-submitter-hint = Leave empty when the owner is here; for an organisation somebody must be. Scan the card or type the 12 digits
counter-owner-here = The owner, in person
counter-handed-in-by = Handed in by { $who }
counter-submitter-name = Full name of whoever hands it in
counter-begin = Open the form
counter-waiting = Forms begun at this counter
counter-waiting-none = No form is waiting.
counter-saved = Saved at { $at }
counter-id = Personal id
counter-organisation = Organisation code
counter-register = Population register
counter-register-up = Has answered
counter-register-down = Has not answered; receive all the same, the data are compared later
counter-twins = This person has an open dossier of the same procedure:
counter-twin-all-the-same = Seen; receive a new dossier all the same
counter-online = This person has begun this form online. You can take over what was filled in and finish it together.
counter-online-take = Take over what was filled in online
counter-papers = Papers seen in the original
counter-papers-none = No paper has to be shown in this case.
counter-paper-held = Not asked for: { $register } has it
counter-paper-if-there = Not needed: { $register } keeps silent; look at it if it is there
counter-anyway = It must be seen all the same
counter-anyway-why = Why it is looked at
counter-anyway-hint = The State has this paper. The reason is kept with the dossier and counted
counter-scan = Attach a scan or a photo
counter-scan-send = Send the file
counter-fee = Fees
counter-fee-open = Not enough is known yet
counter-receive = Receive and give a code
counter-save = Save and compute again
counter-discard = Throw this form away
counter-discard-question = Do you want to throw this form away?
counter-discard-lost = Once thrown away, these cannot be taken back:
counter-discard-answers = { $count ->
    [one] { $count } answer typed
   *[other] { $count } answers typed
}
counter-discard-scans = { $count ->
    [one] { $count } scan or photo attached
   *[other] { $count } scans and photos attached
}
counter-discard-not = Dossiers that were received and the person's own online form are not touched.
counter-discard-yes = Throw it away for good
counter-discard-no = No, go on filling it in
counter-discarded = The form was thrown away. No dossier was made of it.
counter-keep-saved = Saved.
counter-keep-overtaken = Another window has just saved a newer version of this form, so what you type here is not saved. Press “Save and compute again”: what you typed stays in the fields to be looked at and saved; or load the page again to get the newer version.
counter-keep-unsaved = Not saved. Press “Save and compute again” to see why; what you typed is still on the screen.
counter-keep-lost = The line is down and nothing was saved; what you typed is still on the screen. Press “Save and compute again” when it is back.
counter-done = Received
counter-agency = Decided by
counter-received = Received at
counter-due = Ready by
counter-official = Received by
counter-next = Next person
counter-print = Print the receipt
counter-scanned = Scans attached
counter-scanned-count = { $count } files
counter-open = Open the dossier
party-help = Official who helped
help-assisted = Assisted: the person's own online form was finished together
help-done-for = Done for the person: the official typed everything
presence-card = The person was there, the identity card was scanned
presence-typed = The person was there, the personal id was typed
purpose-counter-intake = To receive your dossier when you came to the counter

counter-name-missing = No name was found for this number: it is not right, or the population register has not answered. Check it; if it is right, scan the card or type the name of whose matter it is.
counter-procedure-unclear = “{ $typed }” does not name exactly one procedure of this counter. Type its code, or more words of its name and choose from the list.
counter-twin = { $code ->
    [none] This person has an open dossier “{ $procedure }”, sent in on { $on }, which has no code yet.
   *[other] This person has the open dossier { $code } of the same procedure.
} Look at it; if a new one is needed all the same, tick the box at the top and receive again.
counter-scan-unsignable = The PDF { $name } takes no digital signature (it is locked, closed or malformed), so no digital copy can be made of it. Scan the paper again as a JPG or PNG picture, or save it as a plain PDF.
counter-paper-not-seen = Not ticked as seen: { $name }. Look at the original and tick it, or save until the person brings it.
counter-submitter-missing = The dossier of an organisation needs somebody who hands it in. Scan the card or type the personal id of that person.
counter-submitter-unread = The personal id of whoever hands it in cannot be read. Scan the card again, or type all 12 digits.
counter-submitter-name-missing = No name was found for the number of the person handing in: it is not right, or the population register has not answered. Check it; if it is right, scan the card or type the name.
counter-override-unexplained = The State already has: { $name }. Take the tick away, or write why it is looked at.
