// Keys for officials: every page works without this file. Single keys can be switched off; the choice stays in this browser.
(() => {
  'use strict';
  const STORE = 'tt-keys';
  const isOff = () => { try { return localStorage.getItem(STORE) === 'off'; } catch { return false; } };
  const help = document.getElementById('keys');

  // In a field, letters are letters.
  const isTyping = (target) => target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]') !== null;

  const showState = () => {
    const toggle = document.getElementById('keys-off');
    if (toggle) {
      toggle.hidden = false;
      toggle.setAttribute('aria-pressed', String(isOff()));
      toggle.textContent = isOff() ? toggle.dataset.on : toggle.dataset.off;
    }
    document.documentElement.classList.toggle('tt-keys-on', !isOff());
  };

  const openHelp = () => {
    if (help) {
      help.open = !help.open;
      help.querySelector('summary').focus();
      help.scrollIntoView({ block: 'nearest' });
    }
  };

  // Rows of a list: j and k, or the arrows while a row has the focus.
  const links = () => [...document.querySelectorAll('[data-list] tbody tr')].map((row) => row.querySelector('a')).filter(Boolean);
  const move = (by) => {
    const all = links();
    if (all.length === 0) { return false; }
    const at = all.findIndex((link) => link.closest('tr').contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[next].focus();
    return true;
  };
  const tick = () => {
    const row = document.activeElement.closest('[data-list] tbody tr');
    const box = row && row.querySelector('input[type=checkbox]');
    if (box) { box.checked = !box.checked; }
    return Boolean(box);
  };
  const follow = (selector) => {
    const link = document.querySelector(selector);
    if (link) { link.click(); }
    return Boolean(link);
  };
  const focus = (id) => {
    const field = document.getElementById(id);
    if (field) { field.focus(); field.select(); }
    return Boolean(field);
  };

  const single = (key) => {
    switch (key) {
      case '?': openHelp(); return true;
      case '/': return focus('tim');
      case 'j': return move(1);
      case 'k': return move(-1);
      case 'x': return tick();
      case ']': return follow('a[rel=next]');
      case '[': return follow('a[rel=prev]');
      case 'g': return follow('.tt-nav a[href="/can-bo"]');
      default: {
        const named = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
        if (named) { named.focus(); named.click(); }
        return Boolean(named);
      }
    }
  };

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey) { return; }
    if (event.ctrlKey) {
      const main = event.key === 'Enter' && document.querySelector('[data-key="ctrl+enter"]');
      if (main) { event.preventDefault(); main.click(); }
      return;
    }
    if (event.key === 'Escape' && help && help.open) { help.open = false; return; }
    const inList = document.activeElement && document.activeElement.closest('[data-list] tbody');
    if (inList && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      if (move(event.key === 'ArrowDown' ? 1 : -1)) { event.preventDefault(); }
      return;
    }
    if (isOff() || isTyping(event.target) || event.key.length !== 1) { return; }
    if (single(event.key)) { event.preventDefault(); }
  });

  const toggle = document.getElementById('keys-off');
  if (toggle) {
    toggle.addEventListener('click', () => {
      try { localStorage.setItem(STORE, isOff() ? 'on' : 'off'); } catch { /* a browser that keeps nothing keeps the keys on */ }
      showState();
    });
  }
  showState();

  // The counter: what is typed is kept as it is typed, and questions and the fee follow the answers.
  const live = () => document.querySelector('form[data-live]');
  let running = false;
  let again = false;
  let waiting = null;
  let sending = false;
  let overtaken = false;
  // What became of the last save, in the status line; a screen reader hears it.
  const say = (form, what, isWrong) => {
    const note = form.querySelector('[data-keeping]');
    if (!note) { return; }
    if (note.textContent !== note.dataset[what]) { note.textContent = note.dataset[what]; }
    note.classList.toggle('tt-keeping--wrong', isWrong);
  };
  const keep = async () => {
    const form = live();
    // A form saved in another window takes nothing more from this one until its button has shown both.
    if (!form || overtaken) { return; }
    if (running) { again = true; return; }
    running = true;
    again = false;
    try {
      const body = new URLSearchParams(new FormData(form));
      // A page that tells what is wrong asks what still is.
      body.set('viec', document.getElementById('error-summary') ? 'luu-sai' : 'luu');
      const sent = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin' });
      overtaken = sent.status === 409;
      const isSaved = sent.ok && swap(form, await sent.text(), body);
      say(form, overtaken ? 'overtaken' : isSaved ? 'saved' : 'unsaved', !isSaved);
    } catch {
      // The line is down: the button saves later, and what was typed stands in the page.
      say(form, 'lost', true);
    } finally {
      running = false;
      const then = waiting;
      if (again && !overtaken) {
        keep();
      } else if (then) {
        waiting = null;
        then();
      }
    }
  };
  // Only what the answers change is put in: the version, the parts with other questions, papers and fee.
  const swap = (form, html, sent) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const fresh = page.querySelector('form[data-live]');
    if (!fresh) { return false; }
    const [forms, others] = [document.getElementById('tep-forms'), page.getElementById('tep-forms')];
    if (forms && others && !sending) { forms.innerHTML = others.innerHTML; }
    form.elements.version.value = fresh.elements.version.value;
    const names = (part) => [...part.querySelectorAll('[name]')].map((field) => field.name).join(' ');
    const now = new URLSearchParams(new FormData(form));
    now.set('viec', sent.get('viec'));
    now.set('version', sent.get('version'));
    const isTypedOn = now.toString() !== sent.toString();
    for (const id of ['giay-to', 'total']) {
      const [old, next] = [document.getElementById(id), fresh.querySelector(`#${id}`)];
      const isBusy = sending || (old && old.contains(document.activeElement));
      if (old && next && old.innerHTML !== next.innerHTML && !isBusy) { old.innerHTML = next.innerHTML; }
    }
    const [old, next] = [form.querySelector('[data-parts]'), fresh.querySelector('[data-parts]')];
    if (old && next) { unmarkMended(old, next); }
    if (old && next && names(old) !== names(next) && !isTypedOn) {
      const at = document.activeElement && document.activeElement.id;
      old.innerHTML = next.innerHTML;
      const field = at && document.getElementById(at);
      if (field) { field.focus(); }
    }
    if (isTypedOn) { again = true; }
    unlist();
    return true;
  };
  // What has been mended is no longer called wrong; what is newly wrong is told when the button is pressed.
  const MARK = '.govuk-error-message';
  const unmarkMended = (old, next) => {
    const ids = (part) => new Set([...part.querySelectorAll(MARK)].map((mark) => mark.id));
    const [before, after] = [ids(old), ids(next)];
    for (const mark of old.querySelectorAll(MARK)) { if (!after.has(mark.id)) { unmark(mark); } }
    for (const mark of next.querySelectorAll(MARK)) { if (!before.has(mark.id)) { unmark(mark); } }
  };
  const unmark = (mark) => {
    const group = mark.closest('.govuk-form-group--error');
    mark.remove();
    if (!group) { return; }
    group.classList.remove('govuk-form-group--error');
    for (const field of group.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.classList.remove('govuk-input--error', 'govuk-textarea--error', 'govuk-select--error');
      const told = (field.getAttribute('aria-describedby') || '').split(' ').filter((id) => id && id !== mark.id);
      if (told.length > 0) { field.setAttribute('aria-describedby', told.join(' ')); } else { field.removeAttribute('aria-describedby'); }
    }
  };
  // The summary follows the marks; what is said of papers or of a twin goes once somebody has seen to it there.
  const unlist = (touched) => {
    const summary = document.getElementById('error-summary');
    if (!summary) { return; }
    for (const link of summary.querySelectorAll('a[href^="#"]')) {
      const target = document.getElementById(link.hash.slice(1));
      const isField = target && target.closest('[data-parts]');
      const isMended = isField ? !target.closest('.govuk-form-group--error') : !target || (touched && target.contains(touched));
      if (isMended) { link.closest('li').remove(); }
    }
    if (!summary.querySelector('li')) { summary.remove(); }
  };
  // A scanned file goes at once, but after everything typed is saved: its page comes back as it was saved last.
  const sendFiles = (box) => {
    const drop = () => { sending = false; box.value = ''; };
    if (overtaken) { drop(); return; }
    sending = true;
    waiting = () => { if (overtaken) { drop(); } else { box.form.requestSubmit(); } };
    keep();
  };
  document.documentElement.classList.add('tt-scripted');
  document.addEventListener('change', (event) => {
    if (event.target.matches('input[type=file][data-send]')) {
      if (event.target.files.length > 0) { sendFiles(event.target); }
      return;
    }
    if (event.target.form && event.target.form.matches('form[data-live]')) {
      unlist(event.target);
      keep();
    }
  });

  // A button pressed twice is one press.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('form[data-live]') && running) {
      // What is being saved is saved first, so that the button does not meet an older form.
      event.preventDefault();
      const button = event.submitter;
      waiting = () => form.requestSubmit(button);
      return;
    }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) { delete form.dataset.sent; }
  });
})();
