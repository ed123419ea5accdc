// One dossier from search to result, in a real browser: a citizen on a phone without JavaScript, officials at a desk.
//
// Started by crates/server/tests/it/journey.rs with BASE (the demo's address), CHROMIUM (the browser) and, to keep
// pictures of every page, SHOTS (a folder). Every page is also examined with axe-core; the last line is `journey: done`.

import { BASE, DESK, Examiner, PHONE, expectText, go, launch, next, scales, seen } from './steps.mjs';

/** A page is no heavier than a line of 2G carries in a few seconds. */
function light(what, bytes, most) {
  if (!(bytes > 1_000 && bytes < most)) {
    throw new Error(`${what}: ${bytes} bytes, at most ${most} are wanted`);
  }
}

/** The citizen searches, signs in, fills in, makes a mistake, mends it, and submits. */
async function submits(page, examiner) {
  const weigh = await scales(page);
  await page.goto(BASE);
  light('the first page of a visit', await weigh(), 100_000);
  await seen(page, 'home', examiner);
  // A grandmother finds what she wants without typing: one tap to the procedure, one to the form.
  await go(page, () => page.getByRole('link', { name: /Khai sinh cho con, cháu/ }).click());
  await expectText(page, 'Nộp trực tuyến');
  light('a page after it', await weigh(), 15_000);
  await page.goto(BASE);
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
  await seen(page, 'whose', examiner);
  await page.getByLabel('Của tôi').check();
  await next(page);
  await page.getByLabel('Khai sinh').first().check();
  await seen(page, 'event', examiner);
  await next(page);
  await page.locator('#registration_on').fill('31/02/2024');
  await next(page);
  await expectText(page, 'Không có ngày');
  await seen(page, 'registration-on-a-day-that-is-none', examiner);
  await page.locator('#registration_on').fill('15/02/2024');
  await next(page);
  await page.locator('#copies').fill('2');
  await seen(page, 'copies', examiner);
  await next(page);
  await page.locator('input[name=purpose][value=study]').check();
  await next(page);
  await page.locator('input[name=delivery][value=online]').check();
  await next(page);
  await page.locator('#phone').fill('0900000000');
  await seen(page, 'contact', examiner);
  await page.locator('#declaration').check();
  await next(page);
  await seen(page, 'check', examiner);
  // What the register knew stands there without having been asked.
  await expectText(page, 'Nguyễn Thị Lan');
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

const browser = await launch();
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
