# Pages of a signed-in citizen: own space, forms, following a dossier.

## Days, times, answers
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
when-instant = { $time } on { $weekday }, { $date }
duration-minutes = { $minutes ->
    [one] { $minutes } working minute
   *[other] { $minutes } working minutes
}
duration-hours = { $hours ->
    [one] { $hours } working hour
   *[other] { $hours } working hours
}
duration-both = { $hours } h { $minutes } min of working time
answer-yes = Yes
answer-none = (left empty)
register-population = the national population database
source-proved = what was proved when the form was opened
source-offered = Filled in from { $register }. Change it where it is different today.
source-silent = The population database has not answered, so please give this yourself; the authority compares it later.
register-civil-status = the civil status database
register-residence = the residence database
register-land = the land database
register-enterprise = the business register
register-health = the health database
track-verified-declared = The State's registers hold nothing on this; the office goes by what you gave.
track-verified-verified = What you gave agrees with the State's registers.
track-verified-deferred = A register of the State has not answered. Your dossier is accepted all the same; it is asked again by itself, you need do nothing.
track-verified-contradicted = Something differs from the State's registers. The officer will look at it and ask you if needed; if the register is wrong, you may have it corrected.
register-other = a register of the State

## Level 2
level-two-title = You are signed in at level 1.
level-two-text = With this account you can look and fill in forms, but not submit or follow a dossier: level 1 does not say for certain who you are.
level-two-how = To get level 2, take your identity card to the nearest commune police office; it costs nothing. Then sign out and in again; what you have filled in stays.

## Before beginning
start-title = Before you begin
start-asked = What we will ask
start-saved = Every step is saved. Stop whenever you like; after a lost connection or on another device you go on where you were. What the State already knows is filled in.
start-begun = You have already begun this form. Press the button below to go on.
start-level-two = You are signed in at level 1: you can fill in the form, but need level 2 to submit it.
start-button = Begin
start-go-on = Go on with the form

## Filling in
draft-step = Part { $number } of { $count }
draft-question = { $title } (question { $number } of { $count })
draft-save = Save and go on
draft-save-later = Save, go on later
draft-fresh = Your last answer brings up more questions. Please fill them in:
draft-agency-title = The office that decides
draft-agency-question = Where do you submit it?
draft-agency-hint = Usually where you live, or where the matter is.
draft-overtaken-title = The form has just been saved in another window
draft-overtaken-text = To overwrite nothing by mistake, this was not saved. What you typed is still here. Choose one of the two ways.
draft-overtaken-kept = What you have just typed
draft-overtaken-newer = See the newer version
draft-overtaken-mine = Use what was typed here
draft-quiet-saved = Saved.
draft-quiet-unsaved = Not saved yet. Press “Save and go on”; what you typed is still on the screen.
draft-quiet-lost = The line is down; what you typed is still on the screen and will be saved when it is back.
draft-quiet-overtaken = This form has just been saved in another window. Press the save button below to choose which one to keep.
draft-discard = Throw this form away
draft-discard-question = Do you want to throw this form away?
draft-discard-text = The form stays in the bin on your own page for 30 days; until then you can take it back. Dossiers already submitted are not touched.
draft-discard-yes = Throw it away
draft-discard-no = No, go on filling it in

## Lists and communes
list-add = Add { $noun }
list-add-another = Add another { $noun }
list-change = { $noun } number { $number }
list-empty = No { $noun } given yet.
list-entry-wrong = Entry { $number } is incomplete or not right. Choose “Change” beside it.
list-unfinished = please check
list-save = Save this entry
list-remove = Remove
list-remove-question = Remove this { $noun } from the list?
list-remove-yes = Remove from the list
list-remove-no = No, keep it
commune-province = Province
commune-name = Name of the commune or ward
commune-name-hint = Type the name, for example Thuận Hoá. Choose the province first to get a list.

## Checking and sending
draft-check-title = Check and submit
draft-check-text = Read it through once more. Press “Change” where something is not right; you come back here afterwards.
draft-check-open = A few things are not finished; open them and go on
draft-papers = Papers
draft-paper-ready = Keep it ready; the office will tell you if it is needed.
draft-fee-title = Fees
draft-fee-total = Total
draft-fee-times = { $count } × { $amount }
draft-fee-exempt = exempt as declared: { $who }
draft-fee-later = Nothing has to be paid now. The office will tell you in the dossier how to pay.
draft-promise-title = What happens next?
draft-promise-acceptance = Within { $hours } working hours the office says whether it accepts the dossier; if anything is missing, it says so once and completely.
draft-promise-limit = Time limit from acceptance: { $limit }.
draft-promise-follow = You can follow where the dossier is, who has it and when it will be done; until it is accepted you can take it back at once.
draft-send = Submit

## My space
space-mine-to-do = Waiting for you
space-drafts = Forms you have begun
space-dossiers = Submitted dossiers
space-further = Dossiers submitted earlier
space-draft-saved = Last saved: { $when }
space-draft-go-on = Go on
space-discarded = The form was thrown away.
space-empty = You have no dossiers yet. Find a procedure to begin.
space-end = This is the end of the list.
space-submitted = Submitted at { $when }
space-due-acceptance = The office answers by { $when }.
space-due-result = The result is promised by { $when }.

## Who has looked at my data
readings-title = Who has looked at my data
readings-text = Each time an official opens a dossier of yours, it is noted here. Nobody can delete this list.
readings-none = Nobody has opened a dossier of yours yet.
readings-when = When
readings-who = Who
readings-why = Why
readings-ground = Ground
readings-where = Dossier
readings-open = Open the dossier
readings-complain = If a line looks wrong, ask the office it names, or complain to the authority above it.
purpose-settle-dossier = To settle the dossier you submitted

## Following a dossier
track-no-code = The dossier gets its code when it is accepted
track-code = Dossier code
track-agency = The office that decides
track-holder = Now with
track-holder-officer = { $holder }; officer in charge: { $name }
track-when = When it will be done
track-money = Money
track-submitted = Submitted at
track-due-acceptance = The office says by { $when } whether it accepts it
track-due-result = The result comes by { $when }
track-due-missed = It was promised by { $when }, but the office is not done
track-due-paused = The clock has stood still since { $when }, waiting for you. It runs on when you are done.
track-due-stopped = Stopped by decision since { $when }; no date yet
track-due-done = Done at { $when }
track-due-closed = The dossier is closed
track-money-nothing = Nothing to pay
track-money-due = { $amount } to pay, not paid yet
track-money-paid = { $amount } paid
track-new = Your dossier is submitted. The office answers by { $when }; you need not go there, just look at this page.
track-supplied = What you added is sent. The clock runs on; you need not do anything now.
track-withdrawal-asked = Your wish to withdraw the dossier is noted.
track-taken = You have received the result. You can open it here at any time.
track-reason = Reason
track-withdrawal-pending = You have asked to withdraw the dossier. The office is answering; no result is signed meanwhile.
track-todo-supplement = Please add what is missing
track-supplement-button = Add it now
track-answer-by = By { $date } at the latest.
track-todo-payment = Please pay { $amount }
track-todo-payment-text = The reason stands under “Where the dossier has been”. Pay at the one-stop desk or as the office tells you; this time does not count.
track-todo-take = The result is ready
track-todo-take-text = Read the result below, then press the button to confirm that you have it.
track-todo-take-read = Read the result
track-take-button = Receive the result
track-todo-fetch = The result is ready
track-fetch-desk = Fetch the paper at the desk of { $agency }; bring your identity card.
track-fetch-post = The result is sent by post to the address you gave.
track-todo-rejected = The authority has answered: it cannot do what was asked
track-todo-again = The authority did not accept this dossier
track-todo-again-text = Mend what the reason says and send it in again; this attempt does not count.
track-again-button = Send it in again
track-late = The dossier is late by { $by }
track-late-why = The time went to:
track-late-what = We are sorry. You need not do anything; if you want to ask, tell the one-stop desk the dossier code.
track-result = Result
track-result-released = Released at { $when }.
track-result-rejected = The office could not grant what you asked; the reason stands in the paper. If you disagree you may complain.
track-result-print = For a paper copy use your browser's print function; only this text is printed.
track-history = Where the dossier has been
track-by-system = The system
track-note-received = Dossier code { $code }. Promised by { $when }.
track-note-runs-on = New end: { $when }.
track-note-forward = Given to { $name }.
track-note-number = Number { $number }.
track-note-new-due = New date: { $when }.
track-added = What you added
track-supplied-other = Added
track-answers = See what you have declared
track-answer-before = (before it was supplemented: { $answer })
track-withdraw = I want to withdraw this dossier

## Adding what is missing, withdrawing, two at once
supplement-title = Add to the dossier
supplement-reason = Why something is needed
supplement-text = Answer every item below and send it in one go.
supplement-empty = There is no answer here yet. Fill it in and send again.
supplement-no-file = No file yet. Upload the paper, then send.
supplement-before = You declared: { $answer }
supplement-example = For example: { $example }
withdraw-title = Withdraw the dossier
withdraw-at-once = The dossier has not been accepted yet, so it is withdrawn at once. You can submit again from the start.
withdraw-asked = The dossier has been accepted, so the office will say whether it agrees. You see the answer on the dossier's page.
withdraw-reason = Reason
withdraw-reason-hint = You do not have to give one.
withdraw-no = Keep the dossier
conflict-text = What you have just pressed was not recorded. Open the dossier, see how it stands, and go on from there.
conflict-copy = If you still need this text, copy it before you leave the page.
conflict-open = Open the dossier

## Papers as files
paper-files = { $count } uploaded
paper-preview = Preview of { $name }
paper-keep = It can be read, keep it
paper-remove = Remove
paper-up = Move up
paper-down = Move down
paper-doubtful = Press the picture to look again. If it can be read, press “It can be read, keep it”; if not, press “Remove” and take it again.
paper-onward = Go on
paper-add = Upload the paper
paper-add-more = Add pages, or use another file instead
paper-how-1 = Take the photo from straight above, in good light, with all four corners and sharp letters.
paper-how-2 = For several pages choose several photos at once, or one PDF.
paper-limits = JPEG and PNG pictures and PDF; { $megabytes } MB a file at most, { $files } files at most.
paper-choose = Choose photos or a PDF
paper-camera = Or take a photo now
paper-send = Upload
paper-sending = Sending
paper-looking = Looking at the file…
paper-line-lost = The line is down. What was sent is safe; it goes on by itself when the line is back.
paper-failed = This file could not be sent. Open the page again and send it once more; what was sent is safe.
paper-later = Save, go on later
paper-later-supplement = Back to what is to be added
draft-paper-add = Upload
track-papers = Papers submitted

## Messages with the authority
message-title = Write to the office
message-link = Ask the office about this dossier
message-text = Write to { $agency } about this dossier; the office answers here. Messages do not change the time limit.
message-none = There are no messages yet.
message-you = You
message-new = New
message-seen = seen
message-label = What you would like to ask
message-hint = Keep it short, { $limit } characters at most. Do not write passwords or card numbers.
message-send = Send
message-new-count = { $count } new from the office

## Saying how it was
rating-title = Your opinion
rating-link = How was this service?
rating-question = How was this service?
rating-5 = Very good
rating-4 = Good
rating-3 = All right
rating-2 = Not good
rating-1 = Very bad
rating-words = Anything else
rating-words-hint = You need not; { $limit } characters at most. Do not write anybody's name or number.
rating-private = The office sees figures and remarks only, never your name or dossier. You can change it for 15 days.
rating-send = Send
rating-change = Change
rating-no = No, thank you
rating-thanks = Thank you for telling us.

## Where it is, in plain words
status-title = Where it is and when it will be done
status-steps = The steps of the dossier
status-step-sent = You send it in
status-step-taken = The authority takes it in
status-step-solved = The officer works on it
status-step-signed = It is signed
status-step-given = You get the result
status-step-now = It is here now
status-step-wait = Waiting for you
status-step-stop = Stopped here
status-where = Where is it, who has it?
status-when = When will it be done?
status-why = Which time does not count, and why?
status-mine = What must you do?
status-place = { $hands } of { $agency }.
status-place-applicant = Waiting for you; the dossier is kept at { $agency }.
status-place-officer = { $hands } of { $agency }; { $name } is in charge.
status-place-closed = { $agency } has done its part; the dossier is kept there.
status-hands-desk = At the one-stop desk
status-hands-officer = With the officer
status-hands-signer = With the signer
status-hands-clerk = With the clerk, to be numbered and released
status-hands-delivery = At the delivery desk
status-hands-nobody = Nobody has to do anything more; it is kept at the office
status-how = How it is counted: accepted at { $when }, time limit { $limit } by { $ground }; days off and the time waiting for you do not count.
status-how-acceptance = How it is counted: you submitted at { $when }; the office has 8 working hours to say whether it accepts the dossier.
status-how-moved = The date was moved once, with an apology.
status-stopped = From { $from } to { $until }: { $cause }. This time does not count.
status-stands = Since { $from }: { $cause }. This time does not count.
status-stop-officer = the office at work
status-stop-applicant = waiting for what you were asked to add
status-stop-fee = waiting for your payment
status-stop-other-agency = waiting for another office
status-stop-partner-system = waiting for another system
status-stop-our-outage = an outage on our side
status-stop-decision = stopped by decision of the office
status-mine-nothing = Nothing now. If something is needed, this page and your own page will say so.
status-mine-supplement = Add what the office asks for: press “Add it now” above.
status-mine-payment = Pay the sum above.
status-mine-take = Take the result, as told above.
status-mine-closed = There is nothing left to do.
status-mine-again = See the reason above. You may mend it and send it in again at once.

supplement-kept = What you have filled in is kept here. Fill in the rest, then send it all at once.
supplement-why = Why
supplement-upload = Upload the paper
supplement-upload-more = See or add files
space-bin = Bin ({ $count })
space-bin-text = Forms you threw away are kept for 30 days with their papers, then deleted for good.
space-bin-restore = Take it back
