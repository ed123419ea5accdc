// One dossier from search to result, in a real browser: a citizen on a phone without JavaScript, officials at a desk.
//
// Started by crates/server/tests/it/journey.rs with BASE (the demo's address), CHROMIUM (the browser) and, to keep
// pictures of every page, SHOTS (a folder). Every page is also examined with axe-core; the last line is `journey: done`.

import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { BASE, CHROMIUM, SHOTS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const PHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, locale: 'vi-VN' };
const DESK = { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false, locale: 'vi-VN' };

let step = 0;

/** Says where we are, keeps a picture, and looks for faults of accessibility in the page as it was served. */
async function seen(page, name, examiner) {
  step += 1;
  console.log(`${String(step).padStart(2, '0')} ${name} ${new URL(page.url()).pathname}`);
  if (SHOTS) {
    await page.screenshot({ path: `${SHOTS}/${String(step).padStart(2, '0')}-${name}.png`, fullPage: true });
  }
  await examiner.examine(page, name);
}

/** A second window with JavaScript, only for axe: the page's own HTML is put into it. */
class Examiner {
  static async open(browser) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
    const examiner = new Examiner();
    examiner.page = await context.newPage();
    return examiner;
  }

  async examine(page, name) {
    const html = (await page.content()).replace('<head>', `<head><base href="${BASE}/">`);
    await this.page.setViewportSize(page.viewportSize());
    await this.page.setContent(html, { waitUntil: 'load' });
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    const grave = violations.filter((fault) => ['serious', 'critical'].includes(fault.impact));
    if (grave.length > 0) {
      throw new Error(`${name}: ${JSON.stringify(grave.map((fault) => [fault.id, fault.nodes.map((n) => n.html)]))}`);
    }
    const overflow = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) {
      throw new Error(`${name}: ${overflow} px wider than the screen`);
    }
  }
}

/** Does something that leads to another page, and waits until that page is there. */
async function go(page, act) {
  const arrived = page.waitForEvent('framenavigated');
  await act();
  await arrived;
  await page.waitForLoadState('load');
}

async function expectText(page, text) {
  await page.getByText(text).first().waitFor({ timeout: 5_000 });
}

async function next(page) {
  await go(page, () => page.locator('main form button[type=submit]').first().click());
}

/** The citizen searches, signs in, fills in, makes a mistake, mends it, and submits. */
async function submits(page, examiner) {
  await page.goto(BASE);
  await seen(page, 'home', examiner);
  await page.fill('#q', 'ban sao giay khai sinh');
  await go(page, () => page.keyboard.press('Enter'));
  await seen(page, 'search', examiner);
  await go(page, () => page.getByRole('link', { name: 'Cấp bản sao Trích lục hộ tịch' }).first().click());
  await seen(page, 'procedure', examiner);
  await go(page, () => page.getByText('Nộp trực tuyến').first().click());
  await seen(page, 'sign-in', examiner);
  await go(page, () => page.getByText('Đăng nhập bằng VNeID').click());
  await go(page, () => page.getByRole('button', { name: 'Nguyễn Thị Lan' }).click());
  await seen(page, 'start', examiner);
  await next(page);
  await seen(page, 'authority', examiner);
  await page.getByText('phường Thuận Hoá').first().click();
  await next(page);
  await page.getByLabel('Của tôi').check();
  await next(page);
  await seen(page, 'person', examiner);
  // The register has filled in name, number and date of birth.
  await expectText(page, 'Nguyễn Thị Lan');
  if (new URL(page.url()).pathname.endsWith('/person')) {
    await next(page);
  }
  await page.getByLabel('Khai sinh').first().check();
  await page.locator('#registration_on').fill('31/02/2024');
  await next(page);
  await expectText(page, 'Không có ngày');
  await seen(page, 'event-with-a-day-that-is-none', examiner);
  await page.locator('#registration_on').fill('15/02/2024');
  await next(page);
  await seen(page, 'delivery', examiner);
  await page.locator('#copies').fill('2');
  await page.locator('input[name=purpose][value=study]').check();
  await page.locator('input[name=delivery][value=online]').check();
  await page.locator('#phone').fill('0900000000');
  await page.locator('#declaration').check();
  await next(page);
  await seen(page, 'check', examiner);
  await expectText(page, '16.000 đ');
  await go(page, () => page.getByRole('button', { name: /Nộp/ }).click());
  await seen(page, 'submitted', examiner);
  return new URL(page.url()).pathname.split('/').pop();
}

/** An official signs in, finds the dossier in the own worklist, opens it, and does one thing. */
async function official(browser, examiner, name, id, what, act) {
  const context = await browser.newContext(DESK);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(`${BASE}/dang-nhap?cho=can-bo&ve=/can-bo`);
  await go(page, () => page.getByText('Đăng nhập tài khoản công vụ').click());
  await go(page, () => page.getByRole('button', { name }).click());
  await seen(page, `${what}-worklist`, examiner);
  await go(page, () => page.locator(`a[href*="${id}"]`).first().click());
  await seen(page, `${what}-dossier`, examiner);
  await act(page);
  await seen(page, `${what}-done`, examiner);
  await context.close();
}

/** A link to the form of an action, or the button that does it at once. */
async function press(page, action, id) {
  const form = page.locator(`form[action$="${id}/${action}"] button[type=submit]`);
  if ((await form.count()) > 0) {
    await go(page, () => form.first().click());
    return;
  }
  await go(page, () => page.locator(`a[href*="${id}?viec=${action}"]`).first().click());
  await go(page, () => page.locator(`form[action$="${id}/${action}"] button[type=submit]`).first().click());
}

/** The citizen opens the dossier, takes the result and reads it. */
async function takesTheResult(page, examiner) {
  await page.reload();
  await expectText(page, 'TB-UBND');
  await seen(page, 'result-is-there', examiner);
  await go(page, () => page.getByRole('button', { name: 'Nhận kết quả' }).click());
  await expectText(page, 'Đã trả kết quả');
  await expectText(page, 'BẢN SAO');
  await seen(page, 'result-taken', examiner);
  await page.goto(`${BASE}/ca-nhan/luot-xem`);
  await expectText(page, 'Dương Xuân Phúc');
  await seen(page, 'who-has-looked', examiner);
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const examiner = await Examiner.open(browser);
  const context = await browser.newContext(PHONE);
  context.setDefaultTimeout(10_000);
  const citizen = await context.newPage();
  const id = await submits(citizen, examiner);
  await official(browser, examiner, 'Dương Văn Tuấn', id, 'desk', (page) => press(page, 'receive', id));
  await official(browser, examiner, 'Lâm Văn An', id, 'officer', (page) => press(page, 'propose', id));
  await official(browser, examiner, 'Dương Xuân Phúc', id, 'signer', (page) => press(page, 'approve', id));
  await official(browser, examiner, 'Châu Gia Vinh', id, 'clerk', (page) => press(page, 'number', id));
  await takesTheResult(citizen, examiner);
  console.log('journey: done');
} finally {
  await browser.close();
}
