# Signing in and out.
sign-in-citizen-text = Citizens and businesses sign in with their VNeID electronic identity; no other account is needed. Afterwards you come back to the page you were on.
sign-in-citizen = Sign in with VNeID
sign-in-official-text = Officials sign in with their agency's duty account.
sign-in-official = Sign in with a duty account
sign-in-official-link = I am an official
sign-in-citizen-link = I am a citizen or a business
