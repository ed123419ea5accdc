// Passkeys: puts the question of the page to an authenticator and sends what it answers. The browser itself shows who is
// asking; nothing of the key comes here. Without this script the other way of confirming stays, as the page says.
'use strict';
(() => {
  const form = document.querySelector('form[data-passkey]');
  if (!form) return;
  const { dataset, elements } = form;
  const note = form.querySelector('[role=alert]');
  const say = (words) => { note.textContent = words; note.hidden = false; };
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const known = () => dataset.known.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: bytes(id) }));
  const common = { challenge: bytes(dataset.challenge), timeout: 120000 };

  const make = () => navigator.credentials.create({
    publicKey: {
      ...common,
      rp: { id: dataset.place, name: dataset.service },
      user: { id: bytes(dataset.account), name: dataset.person, displayName: dataset.person },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: known(),
      attestation: 'none',
    },
  });
  const ask = () => navigator.credentials.get({
    publicKey: { ...common, rpId: dataset.place, allowCredentials: known(), userVerification: 'required' },
  });

  const why = (error) => {
    if (error.name === 'InvalidStateError') return dataset.taken;
    return error.name === 'SecurityError' ? dataset.elsewhere : dataset.cancelled;
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      say(dataset.unable);
      return;
    }
    note.hidden = true;
    try {
      const isNew = dataset.passkey === 'create';
      const { rawId, response } = await (isNew ? make() : ask());
      elements.credential.value = text(rawId);
      elements.client_data.value = text(response.clientDataJSON);
      elements.device_data.value = text(isNew ? response.getAuthenticatorData() : response.authenticatorData);
      elements.signature.value = isNew ? '' : text(response.signature);
    } catch (error) {
      say(why(error));
      return;
    }
    form.submit();
  });
})();
