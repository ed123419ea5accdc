# Pages that say no, and failures.
error-title-refused = This could not be done
error-title-not-found = There is no such page
error-title-forbidden = This page is not for the account you are using
error-title-session = Please sign in again
error-title-conflict = Somebody else has just acted on this dossier
error-title-fault = Something went wrong on our side
error-reference = If you call us, read out this number and we can find it at once:
error-law = Ground: { $law }.
error-again = Open this page again
error-home = Go to the home page

web-no-page = There is nothing at this address, or it has moved. Check the address, or search for a procedure below.
web-no-such-method = This page does not accept that kind of request. Go back and use the button on the page.
web-forged = The form was too old or came from another site, so nothing was recorded. Open the page again and send it once more.
web-too-large = What you sent is too large. Shorten your answers; of a picture or file choose a smaller one, and send them one by one.
web-unreadable = We could not read what was sent. Go back, check it and send it again.
web-other-account = This page is for the other kind of account. Sign out, then sign in with the right one.
web-session-over = Your session is over, or was signed out elsewhere, so what you just sent was not saved. Everything saved before is still there. Sign in again and enter it once more.

app-not-found = We did not find this, or your account may not see it. Check the code, or open it from your own list.
app-conflict = While you were looking, somebody else acted on this dossier. Your click was not recorded; open the page again, see how things stand and go on.
app-too-many = Too many requests in a short time. Wait a minute and try again; everything saved is still there.

fault-storage-locked = The system is busy writing. Your last step was not saved; wait a few seconds and send it again.
fault-data-in-use = Another Toàn Trình process works on this data folder, and only one may write to a folder. Stop that process and start again, or choose another folder with --data.
fault-storage-full = The storage is full, so nothing more can be written. What was submitted is safe; the operator has been told, please try again in a few minutes.
fault-storage-read-only = The system can only be read at the moment, so nothing was saved. You can still look at dossiers; send again when the maintenance is over.
fault-storage-unreachable = The storage does not answer. What was submitted is safe; try again in a minute.
fault-file-missing = This file is missing from the store. The rest of the dossier is safe; please give the number below to support, so that the file can be restored.
fault-inconsistent = Some stored data contradict each other, so we stopped rather than do something wrong. Please give the number below to support.
fault-data-newer = The system is being upgraded and cannot be used yet. What you have sent is safe; try again in a few minutes.
fault-partner-down = Another agency's system does not answer. Your dossier is not lost; try again in a few minutes, or submit anyway and the check will follow.
fault-address-taken = Another program uses this network address, or it is not an address of this machine. Choose another one with --listen.
fault-clock-behind = The clock of this machine stands before what has already been recorded, so every due date would be wrong. Set the time (timedatectl, chrony) and start again.
fault-internal = Something failed on our side; it is not your fault. Try again; if it stays, give the number below to support.

app-form-incomplete = The form still has { $count } open questions. Open the check page, correct what is marked and submit.
app-no-authority = No office at { $place } takes this kind of dossier here yet. Choose another place, or go to the one-stop desk where you live.
app-place-elsewhere = This is about a place in { $place }, but the authority chosen decides for { $office }. Check the address, or choose the authority of that place.
app-not-online = Procedure { $code } cannot be submitted online here yet. Read the guidance and go to the one-stop desk.
app-no-owner = This account carries no identification number, so no dossier can be opened. Sign in with an account of identification level 2.
app-sign-in-lost = This sign-in is too old, or was begun in another browser. Start signing in again.
app-no-post = You have signed in, but hold no post here today. Ask the personnel office or the administrator of your agency to assign one, then sign in again.
app-register-silent = The register { $register } does not answer, so this step cannot go on. Try again in a few minutes; nothing is lost.
app-revision-changed = Revision { $revision } of procedure { $code } was changed after it was published, so the system stopped. The administrator has to issue a new revision instead.
app-draft-overtaken = This draft was just saved in another window, so this save did not overwrite it. Open the draft again, look at what is new and go on.
app-draft-sent = This form has been submitted already. Follow it under “My dossiers”; to change something wait for the office to ask, or ask to withdraw.
app-level-unknown = The identity system does not say at which level this account stands, so it cannot be let in. Sign in with an activated VNeID account; if it stays so, have the account checked by the police of a commune or ward.
app-level-not-reached = This confirmation did not reach level 2, so the deed could not be done; the session in use is untouched. Confirm again with a level 2 account; if you have none, the commune police can issue it.
app-proof-too-old = The identity system did not ask you to confirm again, so this cannot go on. Sign in again and confirm with your password or face.
app-word-repeated = This notice of signing out has been received already. It need not be sent again.
web-too-many = There were too many requests in a short time. Wait { $seconds } seconds and try again; what was saved is still there.
web-too-slow = What you sent arrived too slowly and is incomplete. Check the line and send it again; what was saved is still there.
