// What is being typed is saved quietly, a moment after the last key. Without this script the button saves, as ever.
//
// A save that may have been lost on the line is sent again as it was before anything newer, so that the server can tell
// it from another window's. Forms that have no place on the server keep their words in the tab until they are sent.
'use strict';
(() => {
  /** How long nobody must have typed, and how long a press of the button waits for a save under way. */
  const [QUIET, PATIENCE] = [900, 4000];

  const quietly = (form) => {
    const note = form.querySelector('.tt-quiet');
    const typed = () => {
      const fields = new URLSearchParams(new FormData(form));
      fields.delete('version');
      return fields.toString();
    };
    let [saved, unsure, flying, timer, leaving] = [typed(), null, null, 0, false];

    const say = (words, isWrong) => {
      if (note.textContent !== words) note.textContent = words;
      note.classList.toggle('tt-quiet--wrong', isWrong);
    };

    /** One save; true where it is known to have arrived. */
    const send = async (fields) => {
      const body = `${fields}&version=${encodeURIComponent(form.elements.version.value)}`;
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const how = { method: 'POST', credentials: 'same-origin', redirect: 'manual', keepalive: true, headers, body };
      let answer;
      try {
        answer = await fetch(form.dataset.quiet, how);
      } catch {
        unsure = fields;
        say(form.dataset.lost, true);
        return false;
      }
      unsure = null;
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok || !told.ban) {
        say(told.sai || form.dataset.unsaved, true);
        return false;
      }
      saved = fields;
      form.elements.version.value = told.ban;
      if (told.noi && !form.dataset.quiet.startsWith(`${told.noi}/`)) {
        const [, way] = form.getAttribute('action').split('?');
        const here = way ? `${told.noi}?${way}` : told.noi;
        form.setAttribute('action', here);
        form.dataset.quiet = `${told.noi}/luu`;
        history.replaceState(null, '', here);
      }
      say(form.dataset.saved, false);
      return true;
    };

    const plan = () => {
      clearTimeout(timer);
      timer = setTimeout(save, QUIET);
    };
    const run = async () => {
      while (!leaving && (unsure ?? typed()) !== saved) {
        if (!(await send(unsure ?? typed()))) break;
      }
      flying = null;
    };
    const save = () => {
      clearTimeout(timer);
      flying ??= run();
      return flying;
    };

    form.addEventListener('input', plan);
    form.addEventListener('change', plan);
    addEventListener('online', save);
    addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
    // A page taken out of the browser's own memory may be older than what is saved.
    addEventListener('pageshow', (event) => event.persisted && location.reload());
    form.addEventListener('submit', (event) => {
      clearTimeout(timer);
      leaving = true;
      const before = flying ?? (unsure === null ? null : send(unsure));
      if (before === null) return;
      event.preventDefault();
      flying = null;
      const late = new Promise((done) => setTimeout(done, PATIENCE));
      Promise.race([before, late]).then(() => {
        unsure = null;
        form.requestSubmit(event.submitter);
      });
    });
  };

  const inTheTab = (form) => {
    const key = `toantrinh ${location.pathname}`;
    const boxes = [...form.querySelectorAll('textarea')];
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    for (const box of boxes) box.value ||= kept[box.name] ?? '';
    const words = () => JSON.stringify(Object.fromEntries(boxes.map((box) => [box.name, box.value])));
    form.addEventListener('input', () => sessionStorage.setItem(key, words()));
    form.addEventListener('submit', () => sessionStorage.removeItem(key));
  };

  document.querySelectorAll('form[data-quiet]').forEach(quietly);
  document.querySelectorAll('form[data-keep]').forEach(inTheTab);
})();
