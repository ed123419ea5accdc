# Pages of officials: worklists, one dossier, the forms of actions.

## Worklist
work-tabs = Waiting work, by who has it
work-tab-desk = To receive
work-tab-officer = To process
work-tab-signer = To sign
work-tab-clerk = To number and release
work-tab-delivery = To hand over
work-tab-applicant = With the applicant
work-tab-nobody = Finished
work-no-post = This account has no post that works on dossiers, so there is no worklist. If there should be one, ask your agency’s administrator to assign it.
work-empty = No dossier is left here.
work-empty-desk = Dossiers sent in online appear here by themselves; each says by when it must be received or answered.
work-empty-officer = Dossiers appear here when the desk has received them, or when the applicant has supplied what was missing.
work-empty-signer = Drafts appear here when an officer puts them before the signer.
work-empty-clerk = Papers appear here when the signer has approved them.
work-empty-delivery = Results appear here when the clerk has released them.
work-empty-applicant = No dossier is waiting for the applicant.
work-empty-nobody = Finished dossiers are not on a worklist.
work-code = Dossier code
work-no-code = No code yet
work-procedure = Procedure
work-owner = Owner
work-stage = Status
work-holder = With
work-due = Due
work-officer = Officer
work-officer-none = Nobody yet
work-officer-you = You
work-submitted = Sent in { $at }
work-first-page = Back to the top of the list
work-done = { $what }.
work-done-code = { $what }: dossier { $code }.
work-done-open = Open that dossier again

## Time
due-late = Overdue
due-today = Due today
due-later = In time
due-standing = Waiting, clock stands still
due-promised = Promised for
due-over = Over
late-is = Late by { $time } of working time. Cause: { $causes }.
late-was = Finished late by { $time } of working time. Cause: { $causes }.
late-not = In time so far.
late-just = Past its end, by no minute of working time yet.
late-stood = Was late by { $time } of working time before the wait; the clock stands still now. Cause: { $causes }.
late-standing = Not late; waiting, the clock stands still.
late-never = Finished in time.
time-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
time-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
time-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
clock-acceptance = Acceptance
clock-processing = Processing

## One dossier
dossier-others = Other things you can do
dossier-nothing-todo = There is nothing for you to do on this dossier now. It lies with: { $holder }.
dossier-choose = The dossier lies with: { $holder }. You can choose something to do in the row above.
dossier-answers = The form
dossier-parties = People
dossier-history = What happened
dossier-paper = The paper
dossier-supplement = Supplements
dossier-ledger = Time ledger
dossier-clock = Time
dossier-spent = Used, in working time:
dossier-terms = Rules that apply
alert-withdrawal = The applicant asks to withdraw.
alert-returned = Sent back by the signer:
alert-closed = Reason given:
alert-wait = Waiting.
alert-money = Still to be paid:
party-owner = Owner
party-submitter = Submitter
party-representative = Representative
party-personal-id = Personal id { $id }
party-organisation-code = Code { $id }
money-nothing = Nothing to pay
money-due = { $amount } to pay, not paid yet
money-paid = { $amount } paid
fact-submitted = Sent in
fact-channel = Channel
fact-money = Fees
fact-number = Number
fact-number-on = { $number }, { $on }
fact-evidence = Handed to
work-supplement-reason = Reason of the request
supplement-by = Answer by
supplement-answer = Supplied: { $name }
item-reason = Why: { $text }
item-ground = Ground: { $text }
item-example = Example: { $text }
ledger-clock = Clock
ledger-cause = On account of
ledger-from = From
ledger-until = Until
ledger-open = now
ledger-stands = does not count
terms-limit = Time limit
terms-after-supplement = After a supplement
terms-pause-resume = What was left of the time goes on
terms-restart = The time begins anew
terms-window = Time to supply
terms-revision = Revision
terms-ground = Ground of the time limit
terms-ground-supplement = Ground of the supplement rule
terms-decision = Published by decision
outcome-granted = Granted
outcome-rejected = Refused on the merits
manner-counter = At the counter
manner-hint-counter = Identity paper or authorisation seen
manner-post = By post
manner-hint-post = Given to the public postal service
manner-online = Online
story-due = Due { $at }
story-hash = Exactly what was shown, mark { $hash }…

## Forms of actions
deed-release = Number, seal and release
deed-reject-instead = Draft a refusal instead
deed-grant-instead = Draft a grant instead
deed-more = Add an item
deed-second-supplement = A supplement has been asked for once already. Another request has to come from the leader: ask the leader to open this dossier.
deed-ready = Ready sentence, with reason, ground and example; put it in and edit it
deed-ready-put = Put it in
deed-item = Item { $place }
deed-closed = This can no longer be done: the dossier has moved on. It lies with: { $holder }.
deed-kept = What you typed, to copy if you need it
deed-reload = Open the dossier again
deed-outcome = Outcome
deed-title = Title of the paper
deed-content = Text of the paper
deed-content-hint = Leave what stands in braces: number, date, name and title of the signer are filled in at signing and numbering.
deed-to = Give to
deed-cause = Waiting for whom
deed-day = New day
deed-day-hint = For example 05/03/2026; until 17:00 of that day
deed-amount = Sum (đồng)
deed-amount-hint = For example 8.000
deed-reference = Receipt number or transfer reference
deed-reference-hint = To compare when accounts are closed
deed-receiver = Who took it
deed-receiver-hint = Name of whoever takes the result, also when it is somebody else than the owner
deed-manner = How
deed-item-what = Which paper or question
deed-item-reason = Why
deed-item-ask = What the person must do
deed-item-example = An example of what would do
deed-item-ground = Ground: act and article
deed-item-hint-what = Choose Another paper where it is not in the list
deed-item-hint-reason = The person reads it word for word
deed-item-hint-ask = So that it can be done at once, for example: photograph the authorisation again with all four corners
deed-item-hint-example = For example: a straight photo in which every line can be read
deed-item-hint-ground = For example: Luật Hộ tịch 60/2014/QH13 Điều 64
deed-item-held = { $paper } (the State has it: say why)
deed-item-other = Another paper

deed-intro-receive = The dossier gets its code, and the promised day is counted from the moment you press the button.
deed-intro-reject-intake = The dossier ends here. The applicant reads the reason word for word.
deed-intro-request-supplement = Ask for everything that is missing in one go. Time spent waiting does not count.
deed-intro-forward = The dossier stays at this step; only the officer changes.
deed-intro-propose = When the draft is ready, put it before the signer, who sees exactly this text.
deed-intro-return = The officer reads this word for word and corrects the draft.
deed-intro-approve = Read the whole paper above before you press. If it was changed since you opened this page, nothing is recorded.
deed-intro-number = The paper takes the next number of this year’s register and goes out to the applicant.
deed-intro-release = The paper takes the next number of this year’s register and goes out to the applicant.
deed-intro-deliver = Check who takes it first. The hand-over is kept as evidence.
deed-intro-recall-delivery = For a result handed over by mistake. The dossier goes back to the delivery desk.
deed-intro-accept-withdrawal = The dossier ends as the applicant asked.
deed-intro-decline-withdrawal = Work on the dossier goes on. The applicant reads the reason.
deed-intro-request-payment = The clock stands still until it is paid.
deed-intro-confirm-payment = The sum must be exactly the sum owed.
deed-intro-stop = The clock stands still by this decision. The applicant reads the reason.
deed-intro-resume = What was left of the time goes on.
deed-intro-extend = The applicant gets an apology, the reason and the new day.
deed-intro-start-wait = The clock goes on, but the wait is put on the right account.
deed-intro-end-wait = From now on the time is the deciding office’s again.

deed-reason-reject-intake = Why it is not received
deed-reason-hint-reject-intake = What is missing or wrong, and what the applicant should do next
deed-ground = Ground: act and article
deed-ground-hint = For example: Nghị định 118/2025/NĐ-CP
deed-reason-request-supplement = A word for all items
deed-reason-hint-request-supplement = Not needed where each item says why
deed-reason-return = What must change
deed-reason-hint-return = Point to the place, so that one correction is enough
deed-reason-recall-delivery = Why it is taken back
deed-reason-hint-recall-delivery = For example: given to the wrong person
deed-reason-decline-withdrawal = Why not
deed-reason-hint-decline-withdrawal = Give the ground
deed-reason-request-payment = What for
deed-reason-hint-request-payment = Name of the charge and its ground, for example: fee for 2 copies
deed-reason-stop = Why it stops
deed-reason-hint-stop = Give the ground and what would let it go on
deed-reason-resume = Why it goes on
deed-reason-hint-resume = What has changed
deed-reason-extend = Why it is late
deed-reason-hint-extend = The applicant reads this word for word
deed-reason-start-wait = Waiting for what
deed-reason-hint-start-wait = Who was asked, since when, number of the letter if there is one
deed-intro-start-verification = Another agency is asked; the limit is extended by the time the law gives for it, once.
deed-reason-start-verification = What is to be verified
deed-reason-hint-start-verification = For example: marital status while a resident there
deed-with = Which agency is asked
deed-with-hint = For example: the People's Committee of Phú Vang
deed-intro-accept-value = Accept only on good ground. The reason is kept and counted; if in doubt, ask the applicant by a supplement request.
deed-reason-accept-value = Ground for accepting
deed-reason-hint-accept-value = For example: compared with the original register, number and date
deed-check = Which value
alert-awaited-title = Waiting for a register; no proposal or approval yet
alert-contradicted-title = A register says otherwise; ask the applicant or accept with a reason
value-flagged = filled in by a register but not well-formed, please check
mark-verified = { $register } bore it out at { $at }
mark-deferred = Waiting for { $register }, asked at { $at }
mark-differs = { $register } says otherwise: “{ $found }”
mark-unknown = { $register } does not know this
mark-accepted = Differs from { $register }; an official accepted it for a reason
mark-filled = Taken from { $register } at { $at }
mark-proved = Proved at sign-in or when the form was opened; sent at { $at }
mark-person = Given by the applicant
mark-desk = Typed by an official at the counter
mark-assisted = Filled in online, finished with an official at the counter
mark-supplemented = Added by the applicant
mark-before = (before: { $value })
value-not-found = { $field }: the register has nothing
value-differs = { $field }: the register says “{ $found }”

## What cannot be read
input-amount-malformed = “{ $input }” is not a sum. Enter đồng, for example 8.000 or 8000.
input-amount-missing = There is no sum. Enter đồng above 0, for example 8.000.
input-day-missing = There is no day. Enter day/month/year, for example 05/03/2026.
input-day-incomplete = “{ $input }” lacks the day or the month. Enter all of it, for example 05/03/2026.
input-choice-missing = Nothing is chosen. Choose one and send again.
input-ask-missing = This item does not say what to do. Write one sentence the applicant can follow at once.
input-receiver-missing = Nobody is named as the receiver. Enter the name.

## Papers people uploaded
dossier-papers = Papers the person uploaded
dossier-papers-none = The person sent no files along.
remark-upload-mislabelled = The ending of the name says something else than the content; kept as what it is.
remark-upload-picture-blurred = The picture may be blurred; the person looked again and kept it.
remark-upload-pdf-active = The PDF holds something that acts by itself or a file inside: press nothing in it.

## Messages with people
message-title-officer = Messages with the person
message-text-officer = The person reads what you write here, with your name and title. Where papers or answers are missing, send a supplement request instead.
message-label-officer = Answer
message-waiting-title = Messages waiting for an answer
message-waiting-none = No message is waiting.
message-waiting-count = { $count } unread
message-waiting-since = Waiting since { $when }
rating-officer-title = What people say
rating-officer-text = Figures and remarks only, without names and dossiers.
rating-officer-count = { $count } ratings
rating-officer-few = Fewer than { $least }, so no details are shown: who said what could be guessed.
