// Every kind of official in a real browser: the desk by keyboard alone, each role's first page on a desk and on a phone.
//
// Started by crates/server/tests/it/journey.rs with BASE (the demo's address), CHROMIUM (the browser) and, to keep
// pictures of every page, SHOTS (a folder). Every page is examined with axe-core; the last line is `journey: done`.

import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { receivesOrganisation, scans } from './counter.mjs';

const { BASE, CHROMIUM, SHOTS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const DESK = { viewport: { width: 1280, height: 900 }, locale: 'vi-VN' };
const PHONE = { width: 360, height: 740 };

let step = 0;

/** Looks at the page on the desk and on a phone: no grave fault, nothing wider than the screen. */
async function seen(page, name) {
  step += 1;
  const number = String(step).padStart(2, '0');
  console.log(`${number} ${name} ${new URL(page.url()).pathname}`);
  for (const [size, viewport] of [['desk', DESK.viewport], ['phone', PHONE]]) {
    await page.setViewportSize(viewport);
    if (SHOTS) {
      await page.screenshot({ path: `${SHOTS}/${number}-${name}-${size}.png`, fullPage: true });
    }
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const grave = violations.filter((fault) => ['serious', 'critical'].includes(fault.impact));
    if (grave.length > 0) {
      throw new Error(`${name}, ${size}: ${JSON.stringify(grave.map((f) => [f.id, f.nodes.map((n) => n.html)]))}`);
    }
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) {
      throw new Error(`${name}: ${over} px wider than the ${size}`);
    }
  }
  await page.setViewportSize(DESK.viewport);
}

/** Does something that leads to another page, and waits until that page is there. */
async function go(page, act) {
  const arrived = page.waitForEvent('framenavigated');
  await act();
  await arrived;
  await page.waitForLoadState('load');
}

function is(page, pattern) {
  const path = page.url().slice(BASE.length);
  if (!pattern.test(path)) {
    throw new Error(`at ${path}, not at ${pattern}`);
  }
}

/** A new browser in which somebody has signed in. */
async function signedIn(browser, door, button, name) {
  const context = await browser.newContext(DESK);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) {
      console.log(`refused by the policy: ${message.text()}`);
      process.exitCode = 1;
    }
  });
  await page.goto(`${BASE}${door}`);
  await go(page, () => page.getByText(button).click());
  await go(page, () => page.getByRole('button', { name }).click());
  return page;
}

const official = (browser, name) =>
  signedIn(browser, '/dang-nhap?cho=can-bo&ve=/can-bo', 'Đăng nhập tài khoản công vụ', name);

/** Presses Tab until the focus stands on what is wanted; a trap or something out of reach fails. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 150; presses += 1) {
    const there = await page.evaluate(
      (wanted) => document.activeElement !== null && document.activeElement.matches(wanted),
      selector,
    );
    if (there) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector}`);
}

async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

/** Chooses one of a group: Tab leads to the group, the arrows go through it, Space takes it. */
async function choose(page, name, value) {
  await tabTo(page, `input[name="${name}"]`);
  for (let presses = 0; presses < 30; presses += 1) {
    const at = await page.evaluate(() => document.activeElement.value);
    if (at === value) {
      await page.keyboard.press('Space');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${name}: no ${value}`);
}

/** The page has saved what was typed, and shows the questions that follow from it. */
async function settled(page, selector) {
  await page.waitForSelector(selector, { timeout: 10_000 });
  await page.waitForTimeout(150);
}

/** From the card to the receipt without a mouse; answers with the code. */
async function counterByKeyboard(browser) {
  const page = await official(browser, 'Dương Văn Tuấn');
  await seen(page, 'desk-worklist');
  await go(page, () => page.keyboard.press('q'));
  is(page, /^\/can-bo\/quay$/);
  await seen(page, 'counter');
  await page.keyboard.type('khong co thu tuc nay');
  await type(page, '#nguoi', '999193110245');
  await go(page, () => page.keyboard.press('Enter'));
  await page.getByText('chưa chỉ đúng một thủ tục').first().waitFor();
  await seen(page, 'counter-unclear');
  await page.locator('#thu-tuc').fill('2.000635');
  await page.locator('#thu-tuc').focus();
  await tabTo(page, '#nguoi');
  await go(page, () => page.keyboard.press('Enter'));
  is(page, /^\/can-bo\/quay\/H57\//);
  await page.getByText('Nguyễn Thị Lan').first().waitFor();
  await seen(page, 'counter-form');
  await go(page, () => page.keyboard.press('Control+Enter'));
  await seen(page, 'counter-form-with-faults');
  await choose(page, 'whose', 'self');
  await choose(page, 'event', 'birth');
  await settled(page, '#registration_place');
  await type(page, '#registration_place', 'Phường Thuận Hoá');
  await type(page, '#copies', '2');
  await choose(page, 'purpose', 'study');
  await choose(page, 'delivery', 'online');
  await settled(page, '#phone');
  await type(page, '#phone', '0900000000');
  await tabTo(page, '#declaration');
  await page.keyboard.press('Space');
  await page.getByText('16.000 đ').first().waitFor();
  // What has been mended is no longer called wrong, before anything is pressed again.
  await page.locator('#copies-error').waitFor({ state: 'detached' });
  await page.locator('#error-summary a[href="#copies"]').waitFor({ state: 'detached' });
  await seen(page, 'counter-form-full');
  // What was typed is there when the address is opened again, as after the end of a session.
  await page.goto(page.url());
  if ((await page.locator('#phone').inputValue()) !== '0900000000') {
    throw new Error('the counter has lost what was typed');
  }
  await scans(page, { seen, go });
  const twin = page.locator('#trung');
  if ((await twin.count()) > 0) {
    await twin.check();
  }
  await settled(page, '#counter');
  await go(page, () => page.keyboard.press('Control+Enter'));
  await page.getByText('Đã tiếp nhận').first().waitFor();
  await seen(page, 'counter-done');
  const receipt = await page.getByRole('button', { name: 'In giấy tiếp nhận' }).getAttribute('href');
  const printed = await page.request.get(`${BASE}${receipt}`);
  if (printed.headers()['content-type'] !== 'application/pdf' || (await printed.body()).length < 5_000) {
    throw new Error('the receipt is no file to print');
  }
  const code = (await page.locator('.govuk-panel .tt-code').innerText()).trim();
  await go(page, () => page.keyboard.press('n'));
  is(page, /^\/can-bo\/quay$/);
  await page.context().close();
  return code;
}

/** The officer finds the dossier by its code, moves through the list with keys, and drafts. */
async function officerDrafts(browser, code) {
  const page = await official(browser, 'Lâm Văn An');
  await seen(page, 'officer-worklist');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const at = await page.evaluate(() => document.activeElement.closest('tbody tr') !== null);
  if (!at) {
    throw new Error('j does not lead into the list');
  }
  await page.keyboard.press('?');
  await page.waitForSelector('#keys[open]');
  await seen(page, 'keys');
  await page.locator('#keys-off').click();
  await page.keyboard.press('/');
  if (await page.evaluate(() => document.activeElement.id === 'tim')) {
    throw new Error('keys that were switched off still work');
  }
  await page.locator('#keys-off').click();
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('/');
  await page.keyboard.type(code);
  await go(page, () => page.keyboard.press('Enter'));
  await seen(page, 'officer-found');
  await page.goto(`${BASE}/can-bo?viec=officer&han=tre`);
  await seen(page, 'officer-late');
  await page.goto(`${BASE}/can-bo?tim=nguyen`);
  await seen(page, 'officer-by-name');
  await page.goto(`${BASE}/can-bo?tim=${encodeURIComponent(code)}`);
  await go(page, () => page.getByRole('link', { name: code }).click());
  await seen(page, 'officer-dossier');
  await go(page, () => page.keyboard.press('b'));
  is(page, /viec=request-supplement/);
  await seen(page, 'officer-supplement');
  const other = await page.context().newPage();
  await other.goto(page.url().replace(/\?.*/, '?viec=start-wait'));
  // A sentence that is ready brings its reason, example and ground; the officer edits it.
  await page.locator('#mau').selectOption('blurred');
  await go(page, () => page.getByRole('button', { name: 'Điền câu này' }).click());
  const ground = await page.locator('#item-1-ground').inputValue();
  if (!ground.includes('Điều') || (await page.locator('#item-1-example').inputValue()) === '') {
    throw new Error(`the ready sentence brought no ground or example: ${ground}`);
  }
  await seen(page, 'officer-supplement-ready');
  await page.locator('#item-1-ground').fill('');
  await go(page, () => page.getByRole('button', { name: 'Yêu cầu bổ sung', exact: true }).last().click());
  await page.locator('a[href="#item-1-ground"]').waitFor();
  await seen(page, 'officer-supplement-without-ground');
  await page.reload();
  if (!(await page.locator('#item-1-ask').inputValue()).includes('bốn góc')) {
    throw new Error('loading the page of a refused form again has lost what was typed');
  }
  await page.locator('#item-1-ground').fill(ground);
  await page.locator('#item-1-ask').fill('Chụp lại giấy cho rõ');
  await other.locator('input[name=cause][value=other-agency]').check();
  await other.locator('#reason').fill('Đã hỏi Phường khác');
  await go(other, () => other.locator('form[action$="/start-wait"] button[type=submit]').click());
  await go(page, () => page.getByRole('button', { name: 'Yêu cầu bổ sung', exact: true }).last().click());
  // The second tab is told what changed, and by whom; what was typed is still there and can be sent again.
  await page.getByText('Có thay đổi trong lúc anh/chị làm').waitFor();
  await page.getByText('Bắt đầu chờ').first().waitFor();
  if ((await page.locator('#item-1-ask').inputValue()) !== 'Chụp lại giấy cho rõ') {
    throw new Error('what was typed is lost');
  }
  await seen(page, 'officer-second-tab');
  await page.goto(other.url());
  await go(page, () => page.keyboard.press('n'));
  await go(page, () => page.locator('form[action$="/end-wait"] button[type=submit]').click());
  await go(page, () => page.keyboard.press('e'));
  await seen(page, 'officer-draft');
  await go(page, () => page.locator('form[action$="/propose"] button[type=submit]').click());
  const address = page.url();
  await page.context().close();
  return address;
}

/** Opens the dossier by its code as somebody, looks, and presses the button of one action. */
async function acts(browser, name, who, code, action, before) {
  const page = await official(browser, name);
  await seen(page, `${who}-worklist`);
  await page.locator('#tim').fill(code);
  await go(page, () => page.keyboard.press('Enter'));
  await go(page, () => page.getByRole('link', { name: code }).first().click());
  await seen(page, `${who}-dossier`);
  await before(page);
  await go(page, () => page.locator(`form[action$="/${action}"] button[type=submit]`).first().click());
  await seen(page, `${who}-done`);
  return page;
}

const nothing = async () => {};

async function wholeWay(browser, code) {
  const signer = await acts(browser, 'Dương Xuân Phúc', 'signer', code, 'return', async (page) => {
    await go(page, () => page.keyboard.press('l'));
    await page.locator('#reason').fill('Ghi rõ số bản sao');
  });
  await signer.context().close();
  const officer = await acts(browser, 'Lâm Văn An', 'officer-again', code, 'propose', async (page) => {
    const text = await page.locator('#content').inputValue();
    // What is added stands above the signer: below, a paper takes nothing.
    await page.locator('#content').fill(text.replace('{signer.title}', 'Số bản sao: 02 (hai) bản.\n\n{signer.title}'));
  });
  await officer.context().close();
  // The signer sees what changed since the last look before approving.
  const again = await acts(browser, 'Dương Xuân Phúc', 'signer-again', code, 'approve', async (page) => {
    await page.getByText('Dự thảo đã thay đổi').waitFor();
    await page.locator('ins', { hasText: 'hai' }).first().waitFor();
  });
  await again.context().close();
  const clerk = await acts(browser, 'Châu Gia Vinh', 'clerk', code, 'number', nothing);
  await clerk.goto(`${BASE}/can-bo/so`);
  await seen(clerk, 'clerk-register');
  await clerk.context().close();
  const deliverer = await acts(browser, 'Bùi Thị Thanh Giang', 'deliverer', code, 'deliver', nothing);
  await deliverer.context().close();
}

/** The first pages of those who look on, and of the police. */
async function looksOn(browser) {
  for (const [name, who, pages] of [
    ['Nguyễn Quang Trung', 'head', ['/can-bo', '/can-bo/phan-cong', '/can-bo?viec=officer']],
    ['Mai Bảo Nga', 'inspector', ['/can-bo', '/can-bo/so', '/can-bo/thu-tuc', '/can-bo/phan-cong']],
    ['Hồ Xuân Long', 'admin', ['/can-bo', '/can-bo/thu-tuc']],
    ['Đặng Văn Vinh', 'police-desk', ['/can-bo', '/can-bo/quay']],
    ['Mai Xuân Bảo', 'police-officer', ['/can-bo']],
    ['Lâm Thị Dung', 'police-head', ['/can-bo', '/can-bo/phan-cong']],
    ['Võ Văn Phúc', 'police-signer', ['/can-bo']],
    ['Lâm Ngọc Cường', 'police-clerk', ['/can-bo', '/can-bo/so']],
    ['Ngô Văn Sơn', 'police-deliverer', ['/can-bo']],
  ]) {
    const page = await official(browser, name);
    for (const path of pages) {
      await page.goto(`${BASE}${path}`);
      await seen(page, `${who}${path.replaceAll(/[^a-z-]+/g, '-')}`);
    }
    const first = page.locator('[data-list] tbody tr a[href*="/ho-so/"]').first();
    if ((await first.count()) > 0) {
      await go(page, () => first.click());
      await seen(page, `${who}-dossier`);
    }
    await page.context().close();
  }
}

/** A business and its own pages. */
async function business(browser) {
  const page = await signedIn(browser, '/dang-nhap', 'Đăng nhập bằng VNeID', 'Công ty TNHH Gốm Sông Mẫu');
  for (const path of ['/', '/ca-nhan', '/ca-nhan/luot-xem', '/nop/2.000635']) {
    await page.goto(`${BASE}${path}`);
    await seen(page, `business${path.replaceAll(/[^a-z-]+/g, '-')}`);
  }
  await page.context().close();
}

/** Several dossiers at once, each with its own outcome. */
async function receivesSeveral(browser) {
  const page = await official(browser, 'Đặng Văn Vinh');
  const boxes = page.locator('input[name=chon]');
  const count = await boxes.count();
  for (let place = 0; place < count; place += 1) {
    await boxes.nth(place).check();
  }
  if (count > 0) {
    await go(page, () => page.getByRole('button', { name: 'Tiếp nhận các hồ sơ đã chọn' }).click());
    await seen(page, 'several');
  }
  await page.context().close();
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const code = await counterByKeyboard(browser);
  await receivesOrganisation(await official(browser, 'Dương Văn Tuấn'), { seen, go, settled });
  await officerDrafts(browser, code);
  await wholeWay(browser, code);
  await looksOn(browser);
  await receivesSeveral(browser);
  await business(browser);
  console.log('journey: done');
} finally {
  await browser.close();
}
