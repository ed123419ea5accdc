# Sentences for codes that begin with `oidc.`; see gateways. One sentence a code, each with what to do next.
