# Sentences for the catalogue (for administrators) and for the answers of a form (for everybody).

## Answers of a form, beside the field
form-required = This is still empty. Fill it in to go on.
form-required-choice = Nothing is chosen yet. Choose one answer.
form-required-tick = Tick this box to go on.
form-too-long = The answer is longer than { $limit } characters. Make it shorter.
form-name-malformed = A name has letters and spaces only. Write it as in the papers.
form-personal-id-malformed = A personal identification number has exactly 12 digits. Look at the identity card and type it again.
form-commune-malformed = This commune is not known. Choose it from the list.
form-phone-malformed = A phone number has 10 or 11 digits and begins with 0. Type it again, for example 0912 345 678.
form-email-malformed = This e-mail address is not complete. Type it again, for example name@example.com.
form-not-an-option = This answer is not in the list. Choose again.
form-not-a-number = A number is needed here. Use digits only, for example 2.
form-not-a-text = The answer could not be read. Type it again.
form-not-a-tick = The box could not be read. Clear it and tick it again.
form-number-too-small = The number has to be { $min } or more. Type it again.
form-number-too-large = The number may not be more than { $max }. Type it again.
form-date-malformed = We cannot read “{ $input }” as a date. Write day/month/year, for example 28/02/1990.
form-date-not-real = The day “{ $input }” does not exist. Check day and month.
form-date-incomplete = “{ $input }” lacks the day or the month. Write it whole, for example 28/02/1990.
form-date-out-of-range = The year in “{ $input }” is outside what we accept. Write all four digits and check it.
form-invalid = The answer is not valid. See the hint beside it and type it again.
form-rule = The answers do not fit together. Check the fields concerned.
form-rule-unclear = This could not be checked against the other answers. Look at it again; if it is right, tell the one-stop desk.
form-unknown-field = The form no longer has this field. Open it again and go on; what was saved is still there.
form-unknown-page = The form has no such page. Open it from its first page; what was saved is still there.
form-too-large = The form holds more than { $limit } characters. Shorten the long answers.
form-read-only-field = A register answered this, so it cannot be changed here. If it is wrong, submit and say so; an officer will look into it.

## The catalogue
catalogue-unreadable = The procedure's file is malformed: { $reason }. The administrator has to correct it and load it again.
catalogue-not-compiled = Procedure { $code } has a condition that does not work at { $place }: { $reason }. The administrator has to correct and verify it.
catalogue-has-errors = Revision { $revision } of procedure { $code } has an error: { $finding }. The administrator has to correct it before publishing.
catalogue-overlapping-revisions = Revisions { $first } and { $second } of procedure { $code } are in force on the same day. The administrator has to set the dates of effect anew.
catalogue-not-in-force = Procedure { $code } has no revision in force on { $on }. Choose another day, or go to the one-stop desk.
catalogue-channel-closed = Procedure { $code } does not take dossiers this way ({ $channel }). Choose another way.
catalogue-no-price = There is no price for this way of submitting ({ $channel }) on { $on }. Choose another way; the administrator has to add the price of { $fee }.
catalogue-no-fee-count = The number the fee depends on is missing. Fill it in to go on.
catalogue-fee-unclear = The fee cannot be computed from the answers. Check the form; if it stays, ask the one-stop desk.
catalogue-unknown-placeholder = The template of the result names “{ $placeholder }”, which does not exist. The administrator has to correct the template.
catalogue-broken-template = The template of the result opens a bracket at { $at } and does not close it. The administrator has to correct the template.
