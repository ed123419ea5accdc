# Signing in and out.
sign-in-citizen-text = Citizens and businesses sign in with their VNeID electronic identity; no other account is needed. Afterwards you come back to the page you were on.
sign-in-citizen = Sign in with VNeID
sign-in-official-text = Officials sign in with their agency's duty account.
sign-in-official = Sign in with a duty account
sign-in-official-link = I am an official
sign-in-citizen-link = I am a citizen or a business
step-up-title = Confirm that it is you
step-up-why = Sending a dossier, seeing results and whatever concerns a dossier needs a VNeID account at level 2, so that nobody acts in your place without leave.
step-up-kept = What you have filled in is kept. After confirming, you come back to exactly where you were.
step-up-do = Confirm at level 2 with VNeID
step-up-none = No account at level 2 yet? Take your identity card to the police of any commune or ward; the form you have begun waits here.
step-up-later = Later; back to my space
step-up-anew-why = This binds the agency and yourself, so it must be certain that it is you who sits at this screen. The last confirmation was more than a few minutes ago.
step-up-anew-do = Confirm again

kept-title = Not sent yet: please check, then send it on
kept-text = When it was sent, the session was over or more proof was needed, so nothing was recorded. All that was typed is still here.
kept-typed = What was typed
kept-send = Send it on
kept-not = Do not send; back to my space

sessions-title = Where I am signed in
sessions-text = This account is open in the places below. If one is strange to you, or you forgot to sign out on a shared machine, sign out there.
sessions-done = Signed out there.
sessions-unknown-device = Unknown device
sessions-device = { $browser } on { $system }
sessions-this = This one
sessions-began = Signed in at { $when }
sessions-used = Last used at { $when }
sessions-end = Sign out there
sessions-end-all = Sign out everywhere
sessions-stranger = If a stranger got in, sign out everywhere, then open your identity app to change the password or lock the account.
