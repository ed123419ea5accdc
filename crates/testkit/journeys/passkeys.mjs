// An official adds a passkey, confirms with it before signing a result, and cannot any more once it is removed. The browser
// has an authenticator of its own. Time is the test's: `CLOCK` asks for ten minutes more, and the answer is a line.

import { createInterface } from 'node:readline';
import { Examiner, PHONE, expectText, go, launch, seen } from './steps.mjs';

const { BASE, SID, SIGN, PIN } = process.env;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const later = async () => {
  console.log('CLOCK');
  await lines.next();
};

const browser = await launch();
const examiner = await Examiner.open(browser);
const context = await browser.newContext({ ...PHONE, javaScriptEnabled: true });
context.setDefaultTimeout(15_000);
await context.addCookies([{ name: 'sid', value: SID, url: BASE, httpOnly: true, sameSite: 'Lax' }]);
const page = await context.newPage();
const line = await context.newCDPSession(page);
await line.send('WebAuthn.enable');
const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
  options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});
const press = (name) => page.getByRole('button', { name }).click();
const faults = [];
page.on('pageerror', (error) => faults.push(error));

await page.goto(`${BASE}/phien`);
await go(page, () => page.getByRole('link', { name: 'Khoá truy cập' }).click());
await expectText(page, 'Chưa có khoá truy cập nào.');
await seen(page, 'passkeys-none', examiner);
await go(page, () => page.getByRole('button', { name: 'Thêm khoá truy cập' }).click());
await page.getByLabel('Tên của khoá').fill('Máy phòng 12');
await seen(page, 'passkey-new', examiner);
await go(page, () => press('Tạo khoá truy cập'));
await expectText(page, 'Đã thêm khoá truy cập.');
await expectText(page, 'Máy phòng 12');
await seen(page, 'passkeys-one', examiner);
const { credentials } = await line.send('WebAuthn.getCredentials', { authenticatorId });
if (credentials.length !== 1 || credentials[0].rpId !== 'localhost') {
  throw new Error(`the authenticator holds ${JSON.stringify(credentials)}`);
}
// The same authenticator is not added twice.
await go(page, () => page.getByRole('button', { name: 'Thêm khoá truy cập' }).click());
await press('Tạo khoá truy cập');
await expectText(page, 'Thiết bị này đã có khoá truy cập');

await later();
await page.goto(`${BASE}${SIGN}`);
await expectText(page, 'Xác nhận rồi ký');
await seen(page, 'sign-stale', examiner);
await go(page, () => page.getByRole('button', { name: 'Xác nhận rồi ký' }).click());
await seen(page, 'step-up-passkey', examiner);
// Who does not prove to be the holder is not let on.
await line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
await press('Xác nhận bằng khoá truy cập');
await expectText(page, 'Chưa có xác nhận nào');
await line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
await go(page, () => press('Xác nhận bằng khoá truy cập'));
await page.getByLabel('Mã PIN').fill(PIN);
await seen(page, 'sign-fresh', examiner);
await go(page, () => press('Ký số văn bản này'));
await expectText(page, 'Chữ ký hợp lệ');
await seen(page, 'signed', examiner);

await page.goto(`${BASE}/khoa-truy-cap`);
await go(page, () => page.getByRole('button', { name: 'Gỡ khoá này' }).click());
await expectText(page, 'Đã gỡ khoá truy cập.');
await later();
await page.goto(`${BASE}/xac-thuc?can=moi&ve=/can-bo`);
await expectText(page, 'Xác nhận lại');
if ((await page.getByText('Xác nhận bằng khoá truy cập').count()) > 0) {
  throw new Error('a key that was removed is still asked for');
}
if (faults.length > 0) {
  throw faults[0];
}
await browser.close();
console.log('journey: done');
process.exit(0);
