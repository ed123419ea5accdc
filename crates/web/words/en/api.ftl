# What software is told, the pages where its tokens are made, and the page for developers.

problem-400 = The request cannot be read
problem-401 = Not authenticated
problem-403 = No right
problem-404 = Not found
problem-405 = Wrong method
problem-409 = Not possible at this stage
problem-412 = Changed meanwhile
problem-413 = Too large
problem-415 = Wrong media type
problem-422 = Not done
problem-428 = Version missing
problem-429 = Too many requests
problem-500 = Failure
problem-503 = Busy

api-no-address = The API has no such address. See the addresses in /api/v1/openapi.json.
api-no-such-method = This address does not take that method. Use one of those named in the Allow header.
api-not-json = The body must be JSON. Send it again with Content-Type: application/json.
api-not-octets = A piece of a file is its bytes. Send it again with Content-Type: application/octet-stream.
api-hash-missing = A piece needs the header X-Sha256 with the SHA-256 of the piece, 64 lower-case hexadecimal digits. Send it again with that header.
api-malformed-json = The body is not well-formed JSON ({ $why }). Mend it and send it again.
api-wrong-shape = The JSON can be read but has another shape ({ $why }). Compare it with /api/v1/openapi.json and send it again.
api-too-large = The body is larger than 1 MiB. Split it and send it again.
api-unreadable = A part of the address or a header cannot be read. Check that it is UTF-8 and send it again.
api-precondition-missing = This needs the If-Match header with the ETag of what you have read. Read again and send that ETag.
api-precondition-malformed = If-Match is no ETag of this API, which look like "3" in double quotes. Send the ETag you received.
api-key-missing = This needs the Idempotency-Key header, so that it is not done twice. Make a random key for each deed and send again.
api-key-malformed = An Idempotency-Key has 1 to 128 printable ASCII characters without blanks. Use a UUID, for example.
api-cursor-malformed = The cursor was not given by this API. Use the next of the page before, or leave after out to begin again.
api-query-malformed = The parameter { $name } does not take this value. See the values it takes in /api/v1/openapi.json.
api-other-account = This address is for the other kind of account. Use a citizen's token for citizens' matters, an official's for officials'.

access-token-unknown = The access token is wrong, has ended or was taken back. Its owner can make a new one on their page of access tokens.
access-scope-too-narrow = This access token may not be used for this, which needs the scope “{ $scope ->
    [read] look only
   *[act] look and act
}”. Its owner can make a token with that scope if they agree.

access-recent-proof-needed = This binds the agency, so the signer must have just proved who they are; an access token cannot. Open the dossier on the officials' pages, prove it again, and approve there.

once-key-reused = This Idempotency-Key was used for another request. Use a new key for a new request.

token-name-missing = The token has no name. Write which programme will use it, so that you know it again when you take it back.
token-name-too-long = The name is longer than { $limit } characters or has strange ones. Choose a short name on one line.
token-ends-wrong = The last day must be tomorrow or later, and not after { $latest }. Choose another day.
token-scope-unknown = Nothing is chosen that the programme may do. Choose one of the two.
token-too-many = You have { $limit } tokens that work, which is the most. Take back one you no longer use, then make a new one.

webhook-address-refused = Messages cannot be sent to this address. Use a public https address without a user name, on a machine outside private networks.
webhook-topic-unknown = There is no topic “{ $topic }”. Use dossier.changed, or a stage such as dossier.done.
webhook-agency-missing = Officials subscribe to an agency they may look at; citizens hear of their own dossiers only and name no agency. Mend the field agency.
webhook-too-many = You have { $limit } subscriptions, which is the most. End one you no longer use.
webhook-off = This installation does not send messages. Ask its operator, or read states through the API.

tokens-title = Access tokens for software
tokens-text = An access token lets a programme look or act in your name, for the time you set. Give it only to software you trust: whoever has it can do what you can.
tokens-made-title = New token, shown once
tokens-made-text = Copy it into “{ $name }” now. Once you leave this page it cannot be shown again; if it is lost, take it back and make another.
tokens-made-label = Access token
tokens-none = There is no token that works.
tokens-list = Tokens that work
tokens-name = Software
tokens-scope = Scope
tokens-ends = Ends
tokens-used = Last used
tokens-never = Not used yet
tokens-deed = What to do
tokens-revoke = Take back
tokens-revoked = The token was taken back. Software that holds it can no longer come in.
tokens-new = Make a new token
tokens-field-name = Which software is it for?
tokens-field-name-hint = For example: the shop's bookkeeping
tokens-field-scope = What may the software do?
scope-read = Look only
scope-read-hint = See dossiers, forms and worklists; change nothing
scope-act = Look and act
scope-act-hint = File, supplement and process dossiers as you would yourself
tokens-field-ends = Until the end of which day?
tokens-field-ends-hint = A year at most, until { $latest }
tokens-day-wrong = This day cannot be read. Write day, month and year, for example 31/12/2026.
tokens-make = Make the token
tokens-developers = For developers
tokens-level = You are signed in at level { $level }. A token made now cannot do what needs a higher level.

developers-title = API for developers
developers-text = Everything that can be done on the pages can be done through the API, with the same rules and the same rights. The whole description as OpenAPI 3.1:
developers-begin = To begin
developers-begin-token = Sign in and make an access token: citizens at /ca-nhan/ma-truy-cap, officials at /can-bo/ma-truy-cap.
developers-begin-header = Send it in the Authorization header. The API reads no cookies.
developers-begin-schema = Each procedure has a JSON Schema of its answers with an example, at /api/v1/procedures/…/schema.
developers-walk = Once from beginning to end
developers-walk-text = Copy these lines into a shell that has curl, jq and openssl. Try them on a test system first: a dossier filed here is a real one.
developers-walk-set = Set the address of the portal and your access token, made while signed in at level 2.
developers-walk-me = See in whose name the token speaks, and how long.
developers-walk-file = Take the procedure's example answers, make them yours, choose the authority, and file. The key goes into a variable, so that it can be sent again.
developers-walk-again = The line broke, and you do not know whether it was filed? Send the same key with the same body: it is the same dossier.
developers-walk-follow = Follow the dossier, ask the authority something, and read the answer.
developers-walk-paper = Where a procedure needs papers, fill in a draft, upload the file in pieces (up to 256 KiB it is one), and see what the checks say of it.
developers-walk-no = What may not be done says why, and what to do: here, taking a result before there is one.
developers-rules = Conventions
developers-rule-key = Every POST carries an Idempotency-Key. The same key with the same request hears the first answer again and the deed is done once; the same key with another request is refused (422). Keys are kept for 48 hours.
developers-rule-version = A deed on something with a version carries If-Match with the ETag you read. If somebody acted before you, the answer is 412: read again and decide.
developers-rule-pages = Where a list has next, the next page is ?after=next. A cursor has no other meaning. A list without next is short by a rule and always whole, unless its description names a most.
developers-rule-often = Whoever asks too often hears 429, with Retry-After in seconds. Counted is the account, however many tokens it has; without a token, the network address.
developers-rule-browser = Four things are done on the pages only: signing in, making and revoking access tokens, proving a higher level, and approving, for a signer must have proved who they are within 5 minutes.
developers-rule-errors = Errors are application/problem+json (RFC 9457): type leads to this page, detail follows Accept-Language (vi, en), errors names each wrong answer by JSON Pointer.
developers-hooks = Being told
developers-hooks-text = Subscribe with POST /api/v1/webhooks. Each message is a CloudEvents 1.0 JSON with ids and states and no personal data; for more, ask the API. A message may come twice: know it by its id. Without a 2xx within 10 seconds it comes again after 10 seconds, 1, 5, 30 minutes, 2, 6, 12, 24 hours; then it stands in the list dead and can be sent again with replay.
developers-hooks-signature = The header Toantrinh-Signature reads t=seconds,v1=hex; hex is HMAC-SHA256 with the subscription's secret over “t.body”, byte for byte as received. Drop messages whose t is more than 5 minutes away.
developers-addresses = Addresses
developers-method = Method
developers-path = Address
developers-who = Whose token
developers-purpose = What for
api-door-open = None needed
api-door-token = Any token
api-door-citizen = Citizens
api-door-official = Officials
developers-codes = Codes of problems
developers-codes-text = Codes stay the same between versions; sentences may change.
developers-code = Code
developers-meaning = Meaning, and what to do
