// Files in pieces, for the page of a paper. Without this script the form sends them whole.
//
// A piece that was lost on the line is sent again; a file that was broken off by a reload goes on by itself, because
// the browser keeps it until it has arrived. The server names every sentence; this script only shows them.
'use strict';
(() => {
  const form = document.querySelector('form[data-upload]');
  if (!form || !globalThis.crypto?.subtle || !globalThis.indexedDB) return;
  const { upload: base, csrf, lost, sending, looking, failed } = form.dataset;
  const box = form.querySelector('.tt-progress');
  const text = box.querySelector('.tt-progress__text');
  const bar = box.querySelector('progress');
  let busy = false;

  const say = (words, share) => {
    box.hidden = false;
    text.textContent = words;
    bar.value = Math.round(share * 100);
  };

  /** Waits until the line is back, a little longer each time. */
  const pause = (turn) => new Promise((wake) => {
    const timer = setTimeout(wake, Math.min(30, 2 ** turn) * 1000);
    addEventListener('online', () => { clearTimeout(timer); wake(); }, { once: true });
  });

  /** Sends until an answer comes; only the line and a busy server are tried again. */
  const ask = async (address, options, share) => {
    for (let turn = 0; ; turn += 1) {
      try {
        const answer = await fetch(address, { method: 'POST', credentials: 'same-origin', ...options });
        if (answer.status < 500) return answer;
        if (turn > 8) return answer;
      } catch { /* the line is down */ }
      say(lost, share);
      await pause(turn);
    }
  };

  const fields = (values) => ({ body: new URLSearchParams({ csrf, ...values }) });

  const read = async (answer) => {
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(body.sai || failed);
    return body;
  };

  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

  const send = async (file, place, count) => {
    const words = count > 1 ? `${sending} ${place}/${count}: ${file.name}` : `${sending} ${file.name}`;
    say(words, 0);
    const begun = await read(await ask(`${base}/bat-dau`, fields({ ten: file.name, co: file.size }), 0));
    const pieces = Math.ceil(file.size / begun.manh);
    const have = new Set(begun.co);
    for (let number = 0; number < pieces; number += 1) {
      if (!have.has(number)) {
        const bytes = await file.slice(number * begun.manh, (number + 1) * begun.manh).arrayBuffer();
        const headers = {
          'content-type': 'application/octet-stream',
          'x-csrf': csrf,
          'x-sha256': hex(await crypto.subtle.digest('SHA-256', bytes)),
        };
        const address = `${base}/${begun.ma}/manh/${number}`;
        await read(await ask(address, { body: bytes, headers }, number / pieces));
      }
      say(words, (number + 1) / pieces);
    }
    say(looking, 1);
    await read(await ask(`${base}/${begun.ma}/xong`, fields({}), 1));
  };

  /** The browser's own keeping place, so that a reload loses nothing. */
  const kept = (mode, act) => new Promise((done) => {
    const open = indexedDB.open('toantrinh-upload', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('files');
    open.onerror = () => done(undefined);
    open.onsuccess = () => {
      const store = open.result.transaction('files', mode).objectStore('files');
      const request = act(store);
      request.onsuccess = () => { open.result.close(); done(request.result); };
      request.onerror = () => { open.result.close(); done(undefined); };
    };
  });
  const keep = (files) => kept('readwrite', (store) => store.put(files, base));
  const forget = () => kept('readwrite', (store) => store.delete(base));

  const sendAll = async (files) => {
    if (busy || files.length === 0) return;
    busy = true;
    const wrong = [];
    for (const [place, file] of files.entries()) {
      try {
        await send(file, place + 1, files.length);
      } catch (error) {
        wrong.push(error.message);
      }
    }
    await forget();
    busy = false;
    if (wrong.length === 0) {
      location.reload();
      return;
    }
    form.reset();
    box.hidden = true;
    form.querySelectorAll('.tt-upload-error').forEach((old) => old.remove());
    for (const words of wrong) {
      const line = document.createElement('p');
      line.className = 'govuk-error-message tt-upload-error';
      line.setAttribute('role', 'alert');
      line.textContent = words;
      form.querySelector('label').after(line);
    }
    form.querySelector('#tep').focus();
  };

  const chosen = () => [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files]);
  const begin = async () => {
    const files = chosen();
    await keep(files);
    await sendAll(files);
  };
  form.addEventListener('submit', (event) => {
    if (chosen().length === 0) return;
    event.preventDefault();
    begin();
  });
  form.addEventListener('change', begin);
  kept('readonly', (store) => store.get(base)).then((files) => files && sendAll(files));
})();
