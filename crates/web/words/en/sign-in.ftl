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
