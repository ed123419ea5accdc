# Papers: their names, the list on a dossier, and the page where anybody checks one.
paper-receipt = Receipt and appointment
paper-supplement = Request for what is missing
paper-rejection = Notice of rejection at intake
paper-outcome = Result
paper-control = Control sheet of the process

papers-title = Papers made by the authority
papers-size = PDF, pages: { $pages }, { $kb } kB
papers-pending = PDF
papers-failed = This paper could not be made yet. The authority knows; open this page again later.
papers-control = Make the control sheet

standing-in-force = In force
standing-appointment-moved = The appointment on it has moved
standing-fulfilled = Done with
standing-superseded = A newer paper has taken its place
standing-ended = The dossier was withdrawn or stopped

app-paper-incomplete = The paper could not be made, because this is missing: { $missing }. Once it is there, the system makes the paper by itself.
paper-missing-agency-name = the agency's name (the administrator supplies it)
paper-missing-agency-place = the agency's place (the administrator supplies it)
paper-missing-owner-name = the owner's name (the desk supplies it)
paper-missing-officer-name = the name of the official (the administrator supplies it)
paper-missing-reason = the reason (the official in charge supplies it)
paper-missing-code = the dossier's code (the desk supplies it)
paper-missing-number = the number (the clerk supplies it)
paper-missing-signer = the signer (the leader approves again)
paper-missing-signer-title = the signer's title (the administrator supplies it)

check-title = Check a paper
check-lead = A paper made by this system carries a QR code and a check code at its end. Enter the code to learn whether the paper is real and in force.
check-code = Check code
check-code-hint = Printed beside the QR code, for example H57-7F3A-K2M9-QXYZ
check-button = Check
check-unknown = No paper has this code.
check-unknown-what = Compare the code with the paper sign by sign and enter it again. If it is as printed and still not found, this system did not make that paper: ask the authority named on it.
check-found = This system made a paper with the code { $code }.
check-kind = Kind of paper
check-dossier = Dossier code
check-no-code = None yet
check-agency = Made by
check-at = Made at
check-pages = Pages
check-hash = SHA-256 of the file
check-no-signature = A true code can be printed on another paper. So compare kind, dossier code, authority and time above with the paper in your hands; if you have the PDF, compare the file below. The paper has no digital signature yet.
check-compare = Compare a file
check-file = The PDF you have
check-file-hint = Choose the file to learn whether it is the original, letter by letter. It is compared and forgotten, never kept; 1 MB at most.
check-compare-button = Compare
check-compared = Comparison
check-same = The file you chose is the original, unchanged.
check-other = The file you chose is not the original: it is another one, or it was changed. Download the paper again from where the dossier was filed.
check-other-hash = SHA-256 of the chosen file: { $hash }
check-nothing = No file was chosen. Choose the PDF, then press Compare.
