# Home, search, one procedure.
home-title = What do you need to get done?
home-online-title = Done online from start to finish
plain-1-001193 = Register a birth
plain-2-000635 = Copy of a birth or marriage record
plain-1-004194 = Temporary residence
plain-1-004222 = Permanent residence
plain-1-004873 = Certificate that I am single
plain-1-001612 = Open a household business
home-life-title = Find by what happens in life
home-promise-title = What to expect here
home-promise-1 = What the State already knows is not asked again; you only fill in what is missing.
home-promise-2 = Everything is saved as you go. If the line drops or the battery dies, it is still there.
home-promise-3 = You get a promised date. At any time you can see where your dossier is, who has it, and why.
home-promise-4 = If something is missing you are asked once, for all of it, with a reason in words.

life-birth = A child is born
life-birth-1 = Register a birth
life-birth-2 = Copy of a birth certificate
life-birth-3 = Recognition of a father, mother or child
life-marriage = Getting married
life-marriage-1 = Certificate of marital status
life-marriage-2 = Register a marriage
life-marriage-3 = Copy of a marriage record
life-home = A place to live
life-home-1 = Temporary residence
life-home-2 = Permanent residence
life-home-3 = Separate household
life-business = Doing business
life-business-1 = Open a household business
life-business-2 = Change a household business
life-business-3 = Close a household business
life-papers = Papers
life-papers-1 = Certified copy of an original
life-papers-2 = Identity card
life-papers-3 = Criminal record certificate
life-loss = When somebody dies
life-loss-1 = Register a death
life-loss-2 = Help with funeral costs
life-loss-3 = Remove a permanent residence

search-label = What you need to do
search-hint = For example: khai sinh, tam tru, giấy độc thân
search-button = Search
search-title = Find a procedure
search-title-for = Search for “{ $query }”
search-empty = Type what you need to do in the box above and press Search.
search-count = { $count ->
    [one] One procedure found.
   *[other] { $count } procedures found, the closest first.
}
search-count-cut = More than { $count } procedures fit; these are the closest. Add a word or two to narrow it down.
search-nothing = No procedure found for “{ $query }”
search-nothing-try = Try one of these:
search-nothing-1 = Use fewer words, only the main matter, for example “khai sinh” (birth registration).
search-nothing-2 = Say it another way, for example “giấy độc thân” instead of “xác nhận tình trạng hôn nhân”.
search-nothing-3 = If you know the code of the procedure, type it, for example 1.001193; or ask the one-stop desk of your commune.

service-end-to-end = Online from start to finish
service-partial = Partly online
service-information-only = Information only

procedure-start = Apply online
procedure-start-whole = From the form to the result everything is done online; you need not come in.
procedure-start-partial = Fill in and submit online; one step needs you in person, the next pages say which.
procedure-information-title = This procedure cannot be submitted here yet.
procedure-information-text = This page only explains it. To apply, go to the one-stop desk where you live, or to the National Public Service Portal.
procedure-time = How long does it take?
procedure-time-unknown = The national list does not state a unit of time, so we do not promise a date. Please ask the receiving office.
procedure-fee = How much is it?
procedure-fee-none = It is free of charge.
procedure-result = What do you get?
procedure-needs = What do you need?
procedure-need-known = The office looks this up itself; you do not hand it in.
procedure-need-originals = { $count ->
    [one] 1 original.
   *[other] { $count } originals.
}
procedure-need-copies = { $count ->
    [one] 1 copy.
   *[other] { $count } copies.
}
procedure-need-some = Only in some cases; the form will tell you.
procedure-who = For whom, and who decides?
procedure-audience = For
procedure-decided-by = Decided by
procedure-steps = What happens to your dossier?
procedure-basis = Legal basis and code
procedure-code = Procedure code
procedure-decision = Published by { $decision }.
procedure-ground = Ground: { $ground }.
procedure-sample = This figure belongs to the sample province.

channel-counter = At the counter
channel-online = Online
channel-post = By post
fee-unit-case = each time
fee-unit-copy = each copy
fee-unit-page = each page
fee-unit-person = each person

procedure-unchecked = Still to be compared with the text of the act.
procedure-fee-unknown = The national list does not state the fee. Please ask the receiving office.
procedure-national-list = the national list of administrative procedures
fee-free = Free
limit-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
limit-working-hours = { $count ->
    [one] 1 working hour
   *[other] { $count } working hours
}
limit-working-days = { $count ->
    [one] 1 working day
   *[other] { $count } working days
}
limit-calendar-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
limit-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
limit-same-day = The same working day; received after { $count }:00, the next working day
body-commune-committee = People's Committee of the commune or ward
body-commune-police = Police of the commune or ward
body-commune-business-registration = Business registration office of the commune or ward
audience-citizen = Vietnamese citizens
audience-official = Officials and public employees
audience-overseas-vietnamese = Vietnamese living abroad
audience-foreigner = Foreigners
audience-resident-foreigner = Foreigners residing in Viet Nam
audience-enterprise = Enterprises
audience-vietnamese-enterprise = Vietnamese enterprises
audience-foreign-invested-enterprise = Foreign-invested enterprises
audience-cooperative = Cooperatives
audience-organisation = Other organisations
audience-foreign-organisation = Foreign organisations
audience-party-member = Party members
audience-party-organisation = Party organisations
home-begun = You have begun: { $procedure }. What you have filled in is kept.
