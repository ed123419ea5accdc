// The certified OpenID provider, as a judge of our sign-in: people choose an account and a level, nothing is styled.
//
// Started by crates/server/tests/it/identity/judge.rs with BASE (the product's address) and ACCOUNTS (a JSON object from
// subject to claims). It prints one line, `judge: <issuer>`. Everything goes through a proxy of ours, which passes
// honest answers on and, when told to by POST /forge, forges them with the provider's own key: what a correct provider
// never does, and a broken or conquered one might.

import { createServer } from 'node:http';
import { decodeJwt, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';

const { BASE } = process.env;
const ACCOUNTS = JSON.parse(process.env.ACCOUNTS);
const HOUR = 3600;

const pair = async (kid) => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
};
const honest = await pair('judge-1');
const stranger = await pair('judge-1');

let forge = '';
let inner;

const body = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

/** The ID token, wrong in the way asked for. */
async function forged(token) {
  const claims = decodeJwt(token);
  const now = Math.floor(Date.now() / 1000);
  const changes = {
    'wrong-nonce': { nonce: 'another' },
    'expired': { iat: now - 2 * HOUR, exp: now - HOUR },
    'from-the-future': { iat: now + HOUR, exp: now + 2 * HOUR },
    'wrong-issuer': { iss: 'https://another.example' },
    'wrong-audience': { aud: 'another-client' },
    'wrong-party': { azp: 'another-client' },
    'two-audiences': { aud: [claims.aud, 'another-client'] },
    'unknown-level': { acr: 'loa-la' },
    'raised-level': { acr: undefined },
    'old-proof': { auth_time: now - HOUR },
    'no-proof-time': { auth_time: undefined },
  };
  const told = { ...claims, ...changes[forge] };
  if (forge === 'alg-none') {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(told)}.`;
  }
  if (forge === 'shared-secret') {
    const key = new TextEncoder().encode('judge-only-and-long-enough-for-hs256');
    return new SignJWT(told).setProtectedHeader({ alg: 'HS256', kid: honest.kid }).sign(key);
  }
  if (forge === 'public-key-as-secret') {
    const { kty, n, e } = honest;
    const key = new TextEncoder().encode(await exportSPKI(await importJWK({ kty, n, e }, 'RS256')));
    return new SignJWT(told).setProtectedHeader({ alg: 'HS256', kid: honest.kid }).sign(key);
  }
  const key = await importJWK(forge === 'wrong-signature' ? stranger : honest, 'RS256');
  return new SignJWT(told).setProtectedHeader({ alg: 'RS256', kid: honest.kid }).sign(key);
}

/** Asks the provider itself, and forges what comes back. */
async function through(request, response) {
  const { 'content-length': _, host: __, connection: ___, ...headers } = request.headers;
  const sent = await body(request);
  const answer = await fetch(`http://127.0.0.1:${inner}${request.url}`, {
    method: request.method, headers, body: sent.length > 0 ? sent : undefined, redirect: 'manual',
  });
  const told = await answer.json();
  if (forge !== '' && told.id_token) told.id_token = await forged(told.id_token);
  if (forge === 'swapped-subject' && told.sub) told.sub = Object.keys(ACCOUNTS).find((sub) => sub !== told.sub);
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(told));
}

function client(id, key) {
  return {
    client_id: id,
    client_secret: 'judge-only-and-long-enough-for-hs256',
    redirect_uris: [`${BASE}/dang-nhap/${key}/ve`],
    post_logout_redirect_uris: [`${BASE}/`],
    backchannel_logout_uri: `${BASE}/dang-nhap/${key}/dang-xuat`,
    backchannel_logout_session_required: true,
    token_endpoint_auth_method: 'client_secret_post',
    require_auth_time: true,
  };
}

function provider(issuer) {
  const judge = new Provider(issuer, {
    clients: [client('citizens', 'vneid'), client('duty', 'officials')],
    jwks: { keys: [honest] },
    cookies: { keys: ['judge-only'] },
    acrValues: ['loa1', 'loa2'],
    claims: { openid: ['sub'], profile: ['TechID', 'LoaiTaiKhoan', 'HoVaTen', 'SoDinhDanh'] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = form; } },
    },
    // Its guard against private addresses would keep it from this machine, where the product answers in a test.
    fetch: (url, { method, headers, body, redirect }) => fetch(url, { method, headers, body, redirect }),
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...ACCOUNTS[sub] }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  judge.on('server_error', (_, error) => console.error(error));
  judge.on('backchannel.error', (_, error) => console.error(error.message));
  return judge;
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const judge = provider(issuer);
  const answer = judge.callback();
  const behind = createServer(answer).listen(0, '127.0.0.1', () => { inner = behind.address().port; });
  server.on('request', async (request, response) => {
    const { pathname } = new URL(request.url, issuer);
    try {
      if (pathname === '/forge') {
        forge = (await body(request)).toString();
        response.end();
      } else if (pathname.startsWith('/interaction/') && request.method === 'POST') {
        const chosen = new URLSearchParams((await body(request)).toString());
        const result = chosen.has('deny')
          ? { error: 'access_denied' }
          : { login: { accountId: chosen.get('sub'), acr: chosen.get('acr'), remember: true } };
        await judge.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      } else if (pathname.startsWith('/interaction/')) {
        response.end('choose');
      } else if (pathname === '/token' || pathname === '/me') {
        await through(request, response);
      } else {
        answer(request, response);
      }
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
  console.log(`judge: ${issuer}`);
});
