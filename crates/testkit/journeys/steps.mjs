// What every journey shares: the browser, looking at a page, going on, signing in.

import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export const { BASE, CHROMIUM, SHOTS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
export const PHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, locale: 'vi-VN' };
export const DESK = { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false, locale: 'vi-VN' };
/** The narrowest screen a page must fit: an old phone, or 1280 px at 400 %. */
const NARROW = 320;

let step = 0;

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** Says where we are, keeps a picture, and looks for faults of accessibility in the page as it was served. */
export async function seen(page, name, examiner) {
  step += 1;
  console.log(`${String(step).padStart(2, '0')} ${name} ${new URL(page.url()).pathname}`);
  if (SHOTS) {
    await page.screenshot({ path: `${SHOTS}/${String(step).padStart(2, '0')}-${name}.png`, fullPage: true });
  }
  await examiner.examine(page, name);
}

/** A second window with JavaScript, only for axe: the page's own HTML is put into it, without its scripts. */
export class Examiner {
  static async open(browser) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
    const examiner = new Examiner();
    examiner.page = await context.newPage();
    // Our styles are given to our own pages only, so the window must stand at our address.
    await examiner.page.goto(`${BASE}/healthz`);
    return examiner;
  }

  async examine(page, name) {
    const html = (await page.content())
      .replace(/<script\b[^>]*><\/script>/g, '')
      .replace('<head>', `<head><base href="${BASE}/">`);
    const size = page.viewportSize();
    await this.page.setViewportSize(size);
    await this.page.setContent(html, { waitUntil: 'load' });
    const font = await this.page.evaluate(() => getComputedStyle(document.querySelector('h1')).fontFamily);
    if (!font.includes('Be Vietnam Pro')) {
      throw new Error(`${name}: examined without its styles (${font})`);
    }
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    const grave = violations.filter((fault) => ['serious', 'critical'].includes(fault.impact));
    if (grave.length > 0) {
      throw new Error(`${name}: ${JSON.stringify(grave.map((fault) => [fault.id, fault.nodes.map((n) => n.html)]))}`);
    }
    for (const width of size.width < 500 ? [size.width, NARROW] : [size.width]) {
      await this.page.setViewportSize({ width, height: size.height });
      const wide = await this.page.evaluate(tooWide);
      if (wide) {
        throw new Error(`${name}: ${wide.by} px wider than a screen of ${width}: ${wide.parts.join(' | ')}`);
      }
    }
  }
}

/** By how much a page is wider than its screen, and which parts stick out; runs inside the page. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  const by = document.documentElement.scrollWidth - width;
  if (by <= 0) {
    return null;
  }
  const out = [...document.querySelectorAll('body *')].filter((part) => part.getBoundingClientRect().right > width + 0.5);
  const told = (part) => `${part.tagName}.${part.className} at ${Math.round(part.getBoundingClientRect().right)}: ${part.textContent.trim().slice(0, 60)}`;
  return { by, parts: out.slice(0, 8).map(told) };
}

/** Does something that leads to another page, and waits until that page is there. */
export async function go(page, act) {
  const arrived = page.waitForEvent('framenavigated');
  await act();
  await arrived;
  await page.waitForLoadState('load');
}

export async function expectText(page, text) {
  await page.getByText(text).first().waitFor({ timeout: 10_000 });
}

export async function next(page) {
  await go(page, () => page.locator('main form button[type=submit]').first().click());
}

/** A citizen's own window, signed in at the simulated VNeID and sent on to `to`. */
export async function citizen(browser, name, to, options = PHONE) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`${BASE}/dang-nhap?ve=${encodeURIComponent(to)}`);
  await go(page, () => page.getByText('Đăng nhập bằng VNeID').click());
  await go(page, () => page.getByRole('button', { name }).click());
  return page;
}

/** An official's own window, signed in at the simulated officials' gate. */
export async function officer(browser, name, to) {
  const context = await browser.newContext(DESK);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`${BASE}/dang-nhap?cho=can-bo&ve=${encodeURIComponent(to)}`);
  await go(page, () => page.getByText('Đăng nhập tài khoản công vụ').click());
  await go(page, () => page.getByRole('button', { name }).click());
  return page;
}

/** Counts what comes over the line, headers included, as it was sent; asked again it begins anew. */
export async function scales(page) {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  let bytes = 0;
  line.on('Network.loadingFinished', (done) => { bytes += done.encodedDataLength; });
  return async () => {
    // A picture waits for the letters, which a busy browser may ask for long after everything else.
    await page.screenshot();
    await page.waitForLoadState('networkidle');
    const sum = bytes;
    bytes = 0;
    return sum;
  };
}
