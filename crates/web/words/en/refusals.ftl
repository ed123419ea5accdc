# One sentence for each "no" of a rule: what is the matter, and what to do next. Key = code with dots as dashes.

## Names and identifiers
person-name-empty = The name is missing. Enter family name, middle name and given name as in your papers.
person-name-too-long = The name has { $length } characters, more than { $limit }. Check whether something else was typed here.
person-name-digit = The name contains the digit “{ $character }”. Remove it.
person-name-sign = The name contains the sign “{ $character }”. Use letters, spaces, hyphens and apostrophes only.
personal-id-malformed = A personal identification number has 12 digits; this one has { $length }. Look at your identity card and type it again.
personal-id-birth-year-differs = The year of birth in the number differs from the one declared. Check both; if both are right, go on and an officer will look into it.
personal-id-sex-differs = The sex in the number differs from the one declared. Check both; if both are right, go on and an officer will look into it.
personal-id-birth-in-future = This year of birth is still to come. Check the number and the date of birth.
personal-id-unknown-prefix = The first three digits are not in the list of places. Check the number; if it is as on the card, go on.
organisation-code-malformed = A tax or enterprise code has 10 digits, a branch has 3 more. Check it and type all of them.
organisation-code-check-digit = One digit of this code is wrong. Compare it digit by digit with the certificate.
agency-code-malformed = “{ $input }” is not an agency code. Write it like H46.12.3, or choose the agency from the list.
agency-code-too-long = The agency code has { $length } characters, too many. Check it and remove what is extra.
dossier-code-malformed = “{ $input }” is not a dossier code. Type it as on your receipt, for example H46.12-260213-0001.
dossier-code-agency = The first part of the dossier code “{ $input }” is not an agency code. Type it again as on your receipt.
dossier-code-no-such-day = The day in the dossier code “{ $input }” does not exist. Type it again as on your receipt.
dossier-code-serial-too-large = The serial number { $serial } of the dossier code is too large. Type it again as on your receipt.
procedure-code-malformed = A procedure code is one digit, a dot and six digits, for example 1.001193. Type it again, or search by name.

## Dates
partial-date-malformed = We cannot read “{ $input }” as a date. Write day/month/year, for example 28/02/1990; month/year or the year alone is fine if that is all you know.
partial-date-no-such-month = “{ $input }” has a month that does not exist. Use 1 to 12.
partial-date-no-such-day = The day “{ $input }” does not exist. Check day and month.
partial-date-day-without-month = “{ $input }” has a day but no month. Add the month, or give the year alone.
partial-date-out-of-range = The year in “{ $input }” is outside what we accept. Write all four digits and check it.
lunar-out-of-range = The lunar calendar is computed from 1900 to 2100; “{ $input }” is outside. Choose another day.
lunar-no-such-day = The lunar day “{ $input }” does not exist. Check day, month and leap month.

## Working calendar
calendar-table = A table of days off or hours is faulty: { $reason }. The administrator has to correct and reload it.
calendar-empty-limit = A time limit of nothing has no end. The administrator has to correct the procedure's limit.
calendar-cutoff = The cut-off { $hour } is not an hour of the day. The administrator has to give 0 to 23.
calendar-too-far = The end lies more than { $days } days away; the limit is probably mistyped. Check the number.
calendar-out-of-range = There is no working calendar for { $on } yet. Choose another day, or ask the administrator to load it.
calendar-no-hours = The agency has no office hours for { $on }. Ask the administrator to add them.
calendar-resumed-before-pause = The clock would go on before it stopped, so nothing was recorded. Check the instant and try again.

## Dossiers
dossier-wrong-stage = The dossier is at “{ $stage }”, where “{ $action }” is not possible. Open it again to see whose turn it is.
dossier-reason-missing = Please give a reason people can understand. Write a sentence or two and send it again.
dossier-nothing-asked = No paper or field was chosen. Choose at least one that is missing.
dossier-second-supplement = A supplement has been asked for once already. A second one has to come from the leader; pass it on.
dossier-ground-missing = No ground is given for “{ $item }”. Name the act and the article, for example Luật Hộ tịch 60/2014/QH13 Điều 64.
dossier-example-missing = No example is given for “{ $item }”. Write one, so that the person knows what would do.
dossier-override-unexplained = The State already has the paper of “{ $item }”. Take this item away, or write why it is asked for.
dossier-rejection-ungrounded = A rejection needs a ground. Name the act and the article, for example Nghị định 118/2025/NĐ-CP.
dossier-signer-is-drafter = Whoever drafted the result may not sign it. Pass it to another authorised signer.
dossier-clerk-is-signer = Whoever signed may not number and seal. Pass it to another clerk.
dossier-withdrawal-pending = The applicant has asked to withdraw. Answer that first, then go on.
dossier-no-withdrawal = No request to withdraw is waiting. Open the dossier again to see how it stands.
dossier-draft-changed = The draft has changed since you opened it, so it was not signed. Open it again, read the new one and decide.
dossier-draft-empty = The draft of the result is empty. Write it before proposing or signing.
dossier-place-missing = The text needs the place { $place } exactly once: number, date and signer are filled in there when it is signed and numbered. Put it back, or begin from the template again.
dossier-text-below-signer = Nothing may stand below the signer's name. Move that part above the signer's title.
dossier-outcome-differs = The text does not say what the outcome chosen says: a refusal says “từ chối giải quyết”, a text that grants does not. Choose the outcome again, or begin from the template again.
dossier-answer-incomplete = “{ $item }” has not been answered. Answer every item, then send them together.
dossier-extended-already = The appointment was moved once already and cannot be moved again. Finish the dossier now, or tell your leader.
dossier-extension-too-early = The new date has to lie after the old one ({ $due }). Choose a later one.
dossier-wrong-sum = The sum paid, { $paid }, is not the sum owed, { $owed }. Compare with the receipt and enter it again.
dossier-nothing-owed = Nothing is owed for this dossier. There is nothing more to do.
dossier-not-a-wait = “{ $cause }” is not a wait that can be chosen here. Use the proper action: ask for a supplement, ask for a payment, or stop.
dossier-wait-mismatch = The wait is already recorded, or already over. Open the dossier again to see how it stands.
dossier-unknown-status = The national portal sent an unknown status ({ $code }). The operator has to compare the table of statuses.
dossier-values-awaited = Some values still wait for a register of the State ({ $registers }). It is asked again by itself; propose or approve once it has answered.
dossier-value-contradicted = A register ({ $registers }) says otherwise. Ask the applicant by a supplement request, or accept the value with its ground.
dossier-nothing-contradicted = No register says otherwise about this value. Reload the page to see the latest answer.
dossier-no-verification = This procedure has no time of its own for verification, or it was used already. Use “Record a wait” if somebody else holds the work up.
dossier-clock-went-back = The server's clock runs behind the last record, so nothing was recorded. Try again; if it stays, tell the operator.
dossier-no-parameter = The parameter “{ $name }” is missing for { $on }. The administrator has to add it with its ground.

## Who may
access-not-signed-in = You need to sign in for this. Afterwards you come back to this very page.
access-not-permitted = Your post does not give you the right to do this here ({ $deed }). Pass it to whoever is in charge, or ask the administrator to check the posts.
access-level-two-needed = This needs an account of identification level 2. Sign in again with level 2; if you have none, the commune police can issue it.

dossier-nothing-to-pay = The sum owed must be more than nothing. Enter the sum again.
dossier-text-too-long = Something is longer than { $limit } characters. Shorten it and send it again; send what is long as a file.
dossier-receiver-missing = Nobody is named as the receiver. Write who received the result and how.
dossier-asked-twice = “{ $item }” is asked for twice. Put both into one.

app-draft-in-bin = This form is in the bin. Open your own page, press “Take it back”, and go on.
app-draft-open = You have begun another form of this procedure. Finish it or throw it away first, then take this one back.

app-message-empty = Nothing was written. Write what you would like to ask, then send it.
app-message-too-long = That is more than { $limit } characters. Make it shorter, or send it in two parts.
app-messages-many = { $limit } messages were sent about this dossier today. Wait for the answer, or write again tomorrow.
app-rating-not-yet = You can say how it was once you have the result. Come back then.
app-rating-score = Choose one from “Very good” to “Very bad”.
app-rating-closed = The 15 days to change it are over. You can still write to the office.
