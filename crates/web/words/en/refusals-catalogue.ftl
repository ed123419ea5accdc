# Sentences for the catalogue (for administrators) and for the answers of a form (for everybody).

## Answers of a form, beside the field
form-required = Fill in this field.
form-required-choice = Choose one option.
form-required-tick = Tick this box to go on.
form-too-long = This is over { $limit } characters. Shorten it.
form-name-malformed = A name holds letters and spaces only. Write it as on the papers.
form-personal-id-malformed = The identification number has 12 digits. Check it on the card.
form-commune-unknown = “{ $input }” is not a commune we know. Choose the province, then give the name used since 1 July 2025.
form-commune-several = Several places have this name: { $names }. Choose the province and write xã, phường or đặc khu before the name.
form-commune-former = { $old } is a name from before 1 July 2025; the place now belongs to { $now }. Give the new name.
form-commune-choose = Type or choose a commune of { $province }.
form-commune-elsewhere = The authority you chose decides for { $office }, but this place lies in { $place }. Check the address; if it is right, choose another authority at the first question.
form-time-malformed = This is not a time of day. Write it like 7:30 or 19:05.
form-list-too-few = At least { $min } needed. Use the button to add one.
form-list-too-many = At most { $max }. Remove some.
form-not-a-list = The browser sent something unexpected. Reload the page and try again.
form-no-such-entry = This entry is no longer in the list, or the list is full. Go back to the list and check.
form-phone-malformed = A phone number has 10 or 11 digits and begins with 0. Check it.
form-email-malformed = The e-mail address is not right. Write it like name@example.com.
form-not-an-option = This option is not in the list. Choose again.
form-not-a-number = Give a whole number in digits, for example 2.
form-not-a-text = The browser sent something odd. Reload the page and choose again.
form-not-a-tick = The browser sent something odd. Reload the page and choose again.
form-number-too-small = The least is { $min }. Give it again.
form-number-too-large = The most is { $max }. Give it again.
form-date-malformed = “{ $input }” is not a date. Write it like 28/02/1990.
form-date-not-real = There is no such day as { $input }. Check day and month.
form-date-incomplete = Day, month and year are needed here. Write them like 28/02/1990.
form-date-out-of-range = The year in “{ $input }” cannot be right. Give a year from 1800 to 2200.
form-invalid = The answer is not valid. Check this field.
form-rule = The answers do not fit together. Check the fields concerned.
form-repeats-other = You said before that this is you, but gave something else here. Give the same as before, or change what you said before.
form-rule-unclear = This could not be checked together with the fields it belongs to. Check it; if it stays, tell the help desk.
form-unknown-field = The form has no field “{ $field }”. Reload the page and send again.
form-unknown-page = The form has no such page. Go back to its first page.
form-too-large = The form holds more than { $limit } characters. Shorten the long answers.
form-read-only-field = A register of the State answered this, so it cannot be changed here. If it is wrong, ask the office that keeps the data to correct it.

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
