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
draft-step = Step { $number } of { $count }
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
draft-discard = Throw this form away
draft-discard-question = Do you want to throw this form away?
draft-discard-text = What you have filled in will be deleted and cannot be brought back. Dossiers already submitted are not touched.
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
draft-check-open = Some pages are not finished; open them and go on
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
track-take-button = Receive the result
track-todo-fetch = The result is ready
track-fetch-desk = Fetch the paper at the desk of { $agency }; bring your identity card.
track-fetch-post = The result is sent by post to the address you gave.
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
track-withdraw = I want to withdraw this dossier

## Adding what is missing, withdrawing, two at once
supplement-title = Add to the dossier
supplement-reason = Why something is needed
supplement-text = Answer every item below and send it in one go.
supplement-empty = There is no answer here yet. Fill it in and send again.
withdraw-title = Withdraw the dossier
withdraw-at-once = The dossier has not been accepted yet, so it is withdrawn at once. You can submit again from the start.
withdraw-asked = The dossier has been accepted, so the office will say whether it agrees. You see the answer on the dossier's page.
withdraw-reason = Reason
withdraw-reason-hint = You do not have to give one.
withdraw-no = Keep the dossier
conflict-text = What you have just pressed was not recorded. Open the dossier, see how it stands, and go on from there.
conflict-copy = If you still need this text, copy it before you leave the page.
conflict-open = Open the dossier
