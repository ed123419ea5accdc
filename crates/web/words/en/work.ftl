# Officials' lists: filters, today's board, several rows at once, the pages of each role, keys.

work-places = Workplaces
work-search = Find by dossier code, personal id or the owner's name
work-search-button = Find
work-found = Found for “{ $typed }”
work-found-none = No such dossier at this agency. Try the whole code, the 12 digits, or the beginning of the name; marks are not needed.
work-found-cut = More dossiers match: only the first { $count } are shown. Type more of the name, or look for the personal id or the dossier's code.
work-empty-narrowed = Nothing matches these filters. Take some of them away.
work-late-count = { $count } late
work-since = since { $at }
work-previous = Previous page
work-tab-other-agency = Waiting for another agency
work-tab-partner-system = Waiting for another system
work-tab-our-outage = This system was down
work-tab-fee = Waiting for a payment
work-tab-decision = Stopped by decision
work-empty-other-agency = Nothing waits for another agency.
work-empty-partner-system = Nothing waits for another system.
work-empty-our-outage = Nothing waits because this system was down.
work-empty-fee = Nothing waits for a payment.
work-empty-decision = Nothing is stopped.
board-title = Today
board-late = late, { $list }
board-today = due today, { $list }
board-waits = waiting: { $who }
filter-title = Narrow the list
filter-any = All
filter-who = Officer
filter-mine = Mine
filter-other-officer = The one chosen
filter-due = Due
filter-due-tre = Late
filter-due-hom-nay = Today
filter-due-tuan-nay = Within 7 days
filter-running = Only dossiers whose clock runs are counted; one that waits with its clock standing still is not counted as late.
filter-channel = Came in
filter-channel-online = Online
filter-channel-counter = At the counter
filter-channel-post = By post
filter-procedure = Procedure
filter-none = Show everything
due-left-days = { $count } days left
due-left-hours = { $count } hours left
due-past-days = { $count } days late
due-past-hours = { $count } hours late

many-title = Several dossiers
many-choose = Choose
many-choose-one = Choose the dossier of { $who }
many-receive = Receive those chosen
many-forward = Assign those chosen
many-none = No dossier was chosen. Go back to the list and tick those you mean.
many-done = { $done } of { $all } dossiers done.
many-ok = done
many-open = Dossier
many-refused = Not done:
many-back = Back to the list

team-title = Who has how much
team-how = Follow a name to see that person's dossiers; tick several in a list to assign them to somebody else.
team-none = There is no officer here.
team-all = In hand
team-late = Late

book-title = Register of results
book-of-year = Register of results of { $year }
book-on = Date
book-none = Nothing was entered in this year.

revisions-title = Procedures in force
revisions-how = Every procedure this system can carry out, its revision in force, and what the verifier says.
revisions-decided-by = Decided by
revisions-holds = Holds
revisions-verdict = Verdict
revisions-from = since { $on }
revisions-fields = { $count } questions
revisions-papers = { $count } papers
revisions-steps = { $count } steps
revisions-from-memory = { $count ->
    [one] 1 ground
   *[other] { $count } grounds
} still to be compared with the text of the act
revisions-sample-price = { $count ->
    [one] 1 price is
   *[other] { $count } prices are
} of the sample province
revisions-sound = No fault

keys-title = Keys
keys-help = The key ? opens this table. Everything can be done with the mouse and the Tab key; these keys are only faster.
keys-list = Next row, previous row; Enter opens it
keys-tick = Tick the row
keys-search = To the search box
keys-turn = Previous page, next page
keys-home = Back to the worklist
keys-deeds = The letter beside each deed opens it
keys-send = Receive at the counter
keys-off = Switch single keys off
keys-on = Switch single keys on

dossier-changed = Since you last looked ({ $at })
dossier-diff = The draft has changed
dossier-diff-how = What is struck through was taken out, what is underlined was put in.
dossier-diff-removed = taken out:
dossier-diff-added = put in:
conflict-title = Something changed while you worked
conflict-how = Your deed was not done. Look at what has changed and send again if it is still right; what you typed stands below.
ledger-bar = Time used, from left to right
ledger-minutes = Working hours
