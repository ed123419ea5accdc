# Names the rooms use, in words: stages, holders, causes, roles, actions, days off.

## Stages: the ten national names
stage-registered = New
stage-received = Received
stage-intake-rejected = Not accepted
stage-in-progress = In progress
stage-awaiting-supplement = Waiting for papers
stage-awaiting-payment = Waiting for payment
stage-withdrawn = Withdrawn
stage-stopped = Stopped
stage-done = Decided
stage-delivered = Delivered

## The same for the applicant, as a sentence
stage-plain-registered = The office has your application and checks whether it is complete.
stage-plain-received = Your dossier is complete and has been taken on.
stage-plain-intake-rejected = The office did not accept this dossier; the reason stands below.
stage-plain-in-progress = An officer is working on it.
stage-plain-awaiting-supplement = We wait for you to add what is missing; this time does not count.
stage-plain-awaiting-payment = We wait for your payment; this time does not count.
stage-plain-withdrawn = The dossier was withdrawn as you asked.
stage-plain-stopped = Work on the dossier has stopped; the reason stands below.
stage-plain-done = The result is ready.
stage-plain-delivered = You have received the result.

## Who has it
holder-applicant = The applicant
holder-desk = The one-stop desk
holder-officer = The processing officer
holder-signer = The signer
holder-clerk = The clerk
holder-delivery = The delivery desk
holder-nobody = Nobody, it is over

## On whose account the time goes
cause-officer = The deciding office
cause-applicant = Waiting for the applicant
cause-fee = Waiting for payment
cause-other-agency = Waiting for another agency
cause-partner-system = Another system does not answer
cause-our-outage = This system was down
cause-decision = Stopped by decision

## Roles
role-desk = Desk officer
role-officer = Processing officer
role-head = Head of unit
role-signer = Authorised signer
role-clerk = Clerk
role-deliverer = Delivery officer
role-delivery = Delivery officer
role-admin = Procedure administrator
role-inspector = Inspector

## Actions: on a button
action-submit-do = Submit
action-counter-intake-do = Take in a dossier at the counter
action-write-message-do = Write to the applicant
action-receive-do = Receive
action-reject-intake-do = Reject at intake
action-request-supplement-do = Ask for a supplement
action-answer-supplement-do = Send the supplement
action-forward-do = Assign
action-propose-do = Send for signature
action-return-do = Send back
action-approve-do = Approve
action-number-do = Number and register
action-release-do = Release
action-sign-do = Sign
action-seal-do = Seal
action-deliver-do = Deliver
action-recall-delivery-do = Take the delivery back
action-request-withdrawal-do = Ask to withdraw
action-accept-withdrawal-do = Accept the withdrawal
action-decline-withdrawal-do = Decline the withdrawal
action-request-payment-do = Ask for payment
action-confirm-payment-do = Confirm the payment
action-stop-do = Stop
action-resume-do = Resume
action-extend-do = Apologise and set a new date
action-start-wait-do = Record a wait
action-end-wait-do = End the wait
action-acknowledge-sync-do = Acknowledge the sync
action-read-do = Read the dossier

## Actions: in the history
action-submit-done = Submitted
action-receive-done = Received
action-reject-intake-done = Rejected at intake
action-request-supplement-done = Supplement asked for
action-answer-supplement-done = Supplement sent
action-forward-done = Assigned
action-propose-done = Draft sent for signature
action-return-done = Draft sent back
action-approve-done = Approved
action-number-done = Numbered and registered
action-release-done = Result released
action-sign-done = Signed
action-seal-done = Sealed for the authority
action-deliver-done = Result delivered
action-recall-delivery-done = Delivery taken back
action-request-withdrawal-done = Withdrawal asked for
action-accept-withdrawal-done = Withdrawal accepted
action-decline-withdrawal-done = Withdrawal declined
action-request-payment-done = Payment asked for
action-confirm-payment-done = Payment confirmed
action-stop-done = Stopped
action-resume-done = Resumed
action-extend-done = Apologised and set a new date
action-start-wait-done = Wait begun
action-end-wait-done = Wait over
action-start-verification-do = Ask another agency to verify
action-verify-do = Compare with registers
action-accept-value-do = Accept the value given
action-start-verification-done = Another agency was asked to verify
action-verify-done = Compared with registers
action-accept-value-done = The value given was accepted
standing-declared = as declared
standing-verified = verified
standing-deferred = waiting for the register
standing-contradicted = register says otherwise
action-acknowledge-sync-done = Status received by the national portal

## Why a day does not count
day-weekly-rest = Weekly day of rest
day-compensation = Day off in lieu
day-swap = Swapped working day
day-new-year = New Year's Day
day-tet = Lunar New Year
day-victory = Victory Day, 30 April
day-labour = Labour Day, 1 May
day-national-day = National Day
day-hung-kings = Hung Kings' Commemoration
day-culture-day = Vietnamese Culture Day
