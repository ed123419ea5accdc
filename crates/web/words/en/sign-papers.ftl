# Signing papers: the pages of leaders and clerks, and what everybody is told of a signature.
signed-by = Signed by: { $who }
signed-sealed-by = Sealed by the authority: { $who }
signed-at-proven = { $at } (timestamped)
signed-at-claimed = { $at } (by the signer's own clock, no timestamp)
signed-verdict-sound = The signature is sound
signed-verdict-unproven = Not enough is proved to decide
signed-verdict-broken = The signature is not sound
signed-about = Certificate { $serial }, level { $level }
signed-hashes = SHA-256 before signing: { $before }; after: { $after }
paper-unsigned = not signed

check-signatures = Digital signatures on the paper
check-signed = Send the PDF below to learn whether the file you have is the signed one. A print is only for reading: the signature is in the file, not on the printed page.
check-same-earlier = The file you chose is a signed one, unchanged. The paper was sealed or got newer evidence since; download it again if you need the latest.
check-same-unsigned = The file you chose has the right content, but it is the one from before it was signed. Download the paper again where the dossier was sent in to get the signed one.

sign-title-sign = Sign
sign-title-seal = Seal for the authority
sign-waiting = Papers that wait for your signature or the seal
sign-open = Open
sign-exception = This document refuses what was asked. Open the PDF below and read it first; only then can it be signed.
deed-intro-sign = The paper is made and waits for your signature.
deed-intro-seal = It is signed by whoever has to, and waits for the seal of the agency.
sign-go-sign = See and sign
sign-go-seal = See and seal
sign-this = The document to be signed
sign-open-file = Open exactly the PDF that will be signed
sign-key = Key to sign with
sign-key-about = Certificate { $serial }, valid until { $until }.
sign-key-development = A key for development in the demo, worth nothing outside.
sign-pin = PIN of the key
sign-pin-hint = The PIN goes to the signer to open the key and is not kept.
sign-pin-development = The PIN of keys for development is 123456.
sign-level-timed = The signature bears a timestamp of a time-stamping authority (level B-T).
sign-level-plain = No time-stamping authority is set up: the signature only says the time of this machine (level B-B).
sign-no-key = No key can sign now. Plug the token in and load the page again, or ask the administrator to set a key up.
sign-prove-why = The last confirmation was more than a few minutes ago. Confirm that it is you, then choose the key and type its PIN.
sign-prove = Confirm, then sign
sign-unusable = Keys that cannot be used now
sign-signer = The signer
sign-button-sign = Sign this document
sign-button-seal = Seal this document
sign-bound = The signature is bound to the hash above. If the file is another by then, nothing is signed and the difference is told.

changed-title = The file is another than the one you saw
changed-words = { $count ->
    [one] The words differ in one place. Read it before you decide to sign.
   *[other] The words differ in { $count } places. Read each before you decide to sign.
}
changed-many = The words differ in very many places; here are the first { $most }. Open both files and read all of it before you sign.
changed-no-word = The words of both files are the same; signatures, pictures or other things differ. Open the file that is there now and look again.
changed-unreadable = No words can be taken out of the files to compare them (they may be scans). Open both below and compare them yourself before you sign.
changed-not-kept = The file you saw is not kept any more, so it cannot be shown what differs. Open the one that is there now and read all of it before you sign.
changed-pages = Pages: { $before } before, { $now } now.
changed-came = Signatures that were added
changed-went = Signatures that are gone
changed-shown = The file you saw
changed-now = The file there now
changed-open-shown = Open the file you saw
changed-open-now = Open the file there now
changed-see = See what differs:

sign-many-title = Sign and seal
sign-what-sign = To be signed
sign-what-seal = To be sealed
sign-many-lead-sign = Untick what you do not want to sign yet. A document that refuses the request is opened and read first; load this page again, then tick it.
sign-many-lead-seal = Untick what you do not want to seal yet. A document that refuses the request is opened and read first; load this page again, then tick it.
sign-many-none = No document waits for your signature or seal.
sign-many-told = What became of it
sign-many-done = { $done } of { $all } documents are signed.
sign-many-which = The documents just signed
sign-many-button-sign = Sign the ticked documents
sign-many-button-seal = Seal the ticked documents
sign-tick = Tick
sign-open-first = Open and read
app-no-signer = Nothing is signed at this installation; papers stay unsigned. Ask the administrator to set a signer up.
app-signature-unsound = A signature with the certificate of { $name } would be believed by nobody: it was withdrawn, or its issuer is not trusted. The document is not signed. Choose another key, or tell the administrator.
app-not-signed = The document was not signed because the system failed; the paper is as it was. Try again in a few minutes, or tell the administrator.
dossier-not-the-approver = This document was approved by { $approver }, who signs it in person. Pass it on to them.
dossier-paper-signed = This document is signed already. Open the dossier to see by whom and when.
dossier-paper-sealed = This document is sealed already. Open the dossier to see by whom and when.
dossier-paper-unsigned = The authorised person has not signed the document, so it cannot be sealed yet. Wait for whoever approved it to sign.
dossier-paper-other = The file to be sealed is not the one the authorised person signed. Open the document again and seal it then.
dossier-not-the-signatory = This paper confirms what { $who } did, who signs it in person. Pass it on to them.
dossier-leader-signs = This paper is signed by whoever may sign for the authority. Pass it on to a leader.
dossier-paper-bears-none = A paper of this kind bears no signature. Open the dossier to see which do.
dossier-paper-unopened = This document refuses what was asked, so it is opened and read before it is signed. Open the PDF on this page, read it, then sign.

declaration-title = Sign the declaration
declaration-text = Sending in with a level 2 account is enough. Where the authority or you need a declaration with a signature, it is made as a PDF of exactly what was sent in, and you sign it with your own key at a service of remote signing.
declaration-make = Make the declaration to sign
declaration-open = Open the declaration (PDF) and read it before signing
declaration-sign = Sign this declaration
declaration-signed = You have signed the declaration.
sign-key-remote = A key at a service of remote signing.
sign-key-remote-sample = A key at the simulated service of remote signing of the demo, worth nothing outside.
