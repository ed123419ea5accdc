// A lease photographed with a phone, a line that breaks, a supplement, messages and an opinion.
//
// The citizen's window has JavaScript in the first half (files go in pieces, a reload goes on) and none in the second.
// Started by crates/server/tests/it/journey.rs as the other journeys are; the last line is `journey: done`.

import { Examiner, PHONE, BASE, citizen, expectText, go, launch, next, officer, seen } from './steps.mjs';

const WITH_SCRIPT = { ...PHONE, javaScriptEnabled: true };
const CITIZEN = 'Trần Minh Khôi';

/** A page of writing as a PNG, drawn in the browser itself; out of focus where asked. */
async function photo(page, blur) {
  const url = await page.evaluate((softness) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 1200];
    const pen = canvas.getContext('2d');
    pen.filter = softness ? `blur(${softness}px)` : 'none';
    pen.fillStyle = '#e9e6df';
    pen.fillRect(-50, -50, 1000, 1300);
    pen.fillStyle = '#222';
    pen.font = '22px serif';
    for (let line = 0; line < 34; line += 1) {
      pen.fillText('HỢP ĐỒNG THUÊ NHÀ Ở – bên cho thuê và bên thuê thoả thuận như sau', 70, 90 + line * 32);
    }
    return canvas.toDataURL('image/png');
  }, blur);
  return Buffer.from(url.split(',')[1], 'base64');
}

async function fill(page, values) {
  for (const [id, value] of Object.entries(values)) {
    const box = page.locator(`#${id}`);
    if ((await box.count()) > 0) {
      await box.fill(value);
    }
  }
}

const choose = (page, name, value) => page.locator(`input[name=${name}][value=${value}]`).check();

/** Temporary residence in a rented room, up to the page of the lease. */
async function toTheLease(page, examiner) {
  await next(page);
  await page.getByText('phường Thuận Hoá').first().click();
  await next(page);
  await choose(page, 'filing', 'household');
  await next(page);
  await choose(page, 'with_family', 'no');
  await next(page);
  await page.locator('select[name="stay_commune.tinh"]').selectOption('Thành phố Huế');
  await fill(page, { stay_commune: 'Thuận Hoá', stay_line: '12 Lê' });
  // What is typed is saved by itself; leaving the page by "back" and coming again loses nothing.
  await expectText(page, 'Đã lưu.');
  await fill(page, { stay_line: '12 Lê Lợi' });
  await page.goBack();
  await page.waitForLoadState('networkidle');
  await page.goForward();
  await page.waitForFunction(() => document.querySelector('#stay_line')?.value === '12 Lê Lợi');
  await seen(page, 'address', examiner);
  await next(page);
  await choose(page, 'dwelling', 'lease');
  await next(page);
  for (let turn = 0; turn < 3 && /\/place\//.test(page.url()); turn += 1) {
    await fill(page, { host_name: 'Lê Văn Thuận', lease_until: '31/12/2031' });
    await next(page);
  }
  await choose(page, 'is_head', 'self');
  await next(page);
  const day = (from) => new Date(Date.now() + from * 86_400_000).toLocaleDateString('en-GB');
  await fill(page, { from_on: day(1), to_on: day(200) });
  await next(page);
  for (const [name, value] of [['reason', 'study'], ['fee_exemption', 'none'], ['delivery', 'online']]) {
    await choose(page, name, value);
    await next(page);
  }
  await fill(page, { phone: '0912345678' });
  await page.locator('#declaration').check();
  await next(page);
}

/** The lease: a blurred photo is told, a broken line and a reload lose nothing. */
async function uploads(page, examiner) {
  await expectText(page, 'Hợp đồng');
  await seen(page, 'lease-to-upload', examiner);
  const blurred = await photo(page, 14);
  await go(page, () => page.setInputFiles('#tep', { name: 'mo.png', mimeType: 'image/png', buffer: blurred }));
  await expectText(page, 'có vẻ bị mờ');
  await seen(page, 'lease-blurred', examiner);
  await go(page, () => page.getByRole('button', { name: /^Bỏ/ }).click());
  await page.setInputFiles('#tep', { name: 'thu.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a pdf') });
  await expectText(page, 'không phải ảnh JPEG, PNG hay PDF');
  // The line breaks after the first piece: the script says so, and a reload goes on with what is missing.
  const sharp = Buffer.concat([await photo(page, 0), Buffer.alloc(700_000)]);
  let pieces = 0;
  await page.route('**/manh/**', (route) => {
    pieces += 1;
    return pieces === 2 ? route.abort('internetdisconnected') : route.continue();
  });
  await page.setInputFiles('#tep', { name: 'hop-dong.png', mimeType: 'image/png', buffer: sharp });
  await expectText(page, 'Mất mạng');
  await page.reload();
  await expectText(page, 'hop-dong.png');
  await page.getByRole('link', { name: 'hop-dong.png' }).first().waitFor();
  await page.unroute('**/manh/**');
  await seen(page, 'lease-uploaded', examiner);
  await go(page, () => page.getByRole('button', { name: 'Đi tiếp' }).click());
  await expectText(page, 'hop-dong.png');
  await seen(page, 'check-with-paper', examiner);
}

/** The draft is left, thrown away, taken back, and sent. */
async function foundAgain(page, examiner) {
  await page.goto(`${BASE}/ca-nhan`);
  await seen(page, 'space-with-draft', examiner);
  await go(page, () => page.getByRole('link', { name: /^Bỏ tờ khai/ }).first().click());
  await next(page);
  await page.getByText('Thùng rác').click();
  await seen(page, 'space-with-bin', examiner);
  await go(page, () => page.getByRole('button', { name: /^Lấy lại/ }).first().click());
  await expectText(page, 'Nộp hồ sơ');
  await go(page, () => page.getByRole('button', { name: 'Nộp hồ sơ' }).click());
  await expectText(page, 'Đã nộp hồ sơ');
  await seen(page, 'submitted', examiner);
  return new URL(page.url()).pathname;
}

/** The desk opens the paper, asks for a better one, and writes. */
async function asks(page, dossier, examiner) {
  const address = dossier.replace('/ho-so/', '/can-bo/ho-so/G01/');
  await page.goto(BASE + address);
  await expectText(page, 'hop-dong.png');
  await seen(page, 'desk-with-papers', examiner);
  await page.goto(`${BASE}${address}/request-supplement`);
  const option = page.locator('#item-1-what option[value$="dwelling_lease"]');
  await page.selectOption('#item-1-what', await option.getAttribute('value'));
  await page.locator('#item-1-reason').fill('Trang cuối bị mờ.');
  await page.locator('#item-1-ask').fill('Chụp lại trang có chữ ký.');
  await page.locator('#item-1-example').fill('Thấy rõ chữ ký hai bên.');
  await page.locator('#item-1-ground').fill('Luật Cư trú 68/2020/QH14 Điều 28');
  await seen(page, 'desk-asks', examiner);
  await go(page, () => page.getByRole('button', { name: 'Yêu cầu bổ sung', exact: true }).last().click());
  await expectText(page, 'Đã');
  await page.goto(`${BASE}${address}/trao-doi`);
  await page.locator('#tin').fill('Ông chụp lại giúp trang cuối, có chữ ký hai bên.');
  await next(page);
  await seen(page, 'desk-writes', examiner);
}

/** Without script: the message is read and answered, the paper added, everything sent in one go. */
async function answers(page, dossier, examiner) {
  await page.goto(`${BASE}/ca-nhan`);
  await expectText(page, 'tin mới của cơ quan');
  await seen(page, 'space-with-news', examiner);
  await page.goto(BASE + dossier);
  await seen(page, 'status-waiting-for-me', examiner);
  await page.goto(`${BASE}${dossier}/trao-doi`);
  await expectText(page, 'trang cuối');
  await page.locator('#tin').fill('Tôi gửi ngay đây.');
  await next(page);
  await seen(page, 'messages', examiner);
  await page.goto(`${BASE}${dossier}/bo-sung`);
  await seen(page, 'supplement', examiner);
  const upload = page.getByRole('button', { name: /Tải giấy tờ lên/ });
  await go(page, () => upload.first().click());
  await page.setInputFiles('#tep', { name: 'trang-cuoi.pdf', mimeType: 'application/pdf', buffer: scan() });
  await go(page, () => page.getByRole('button', { name: 'Tải lên', exact: true }).click());
  await expectText(page, 'trang-cuoi.pdf');
  await seen(page, 'supplement-paper', examiner);
  await go(page, () => page.getByRole('button', { name: 'Đi tiếp' }).click());
  for (const box of await page.locator('main form textarea').all()) {
    await box.fill('Đã chụp lại.');
  }
  await next(page);
  await expectText(page, 'Đã gửi phần bổ sung');
  await seen(page, 'supplement-sent', examiner);
}

const scan = () => Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
  + '3 0 obj<</Type/Page/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n',
);

/** A dossier of the demo's past that is delivered: what its owner says about it. */
async function rates(page, examiner) {
  await page.goto(`${BASE}/ca-nhan`);
  const delivered = page.locator('li.tt-card', { hasText: 'Đã trả kết quả' }).locator('a').first();
  if ((await delivered.count()) === 0) {
    return;
  }
  await go(page, () => delivered.click());
  await go(page, () => page.getByRole('link', { name: /được làm thế nào/ }).click());
  await next(page);
  await expectText(page, 'Hãy chọn một mức');
  await seen(page, 'rating-not-chosen', examiner);
  await choose(page, 'diem', '5');
  await page.locator('#loi').fill('Nhanh và dễ hiểu.');
  await next(page);
  await expectText(page, 'Cảm ơn ông/bà');
  await seen(page, 'rated', examiner);
}

const browser = await launch();
try {
  const examiner = await Examiner.open(browser);
  const scripted = await citizen(browser, CITIZEN, '/nop/1.004194', WITH_SCRIPT);
  await seen(scripted, 'start', examiner);
  await toTheLease(scripted, examiner);
  await uploads(scripted, examiner);
  const dossier = await foundAgain(scripted, examiner);
  const desk = await officer(browser, 'Đặng Văn Vinh', '/can-bo');
  await asks(desk, dossier, examiner);
  const plain = await citizen(browser, CITIZEN, '/ca-nhan');
  await answers(plain, dossier, examiner);
  await desk.goto(`${BASE}/can-bo/tin-nhan`);
  await expectText(desk, 'tin chưa đọc');
  await seen(desk, 'desk-messages', examiner);
  await desk.goto(`${BASE}/can-bo/danh-gia`);
  await seen(desk, 'desk-ratings', examiner);
  await rates(plain, examiner);
  console.log('journey: done');
} finally {
  await browser.close();
}
