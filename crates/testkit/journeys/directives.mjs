// A directive from its text to its proof: a leader puts a notice in and makes it clear, an officer does the task and signs
// its product, the side that asked checks and accepts; boards, calendar and the public page show it. Without scripts.
//
// Started by crates/server/tests/it/journey.rs with BASE (the demo's address), CHROMIUM (the browser) and, to keep
// pictures of every page, SHOTS (a folder). Every page is examined with axe-core on the desk, on a phone and at 320 px.

import { BASE, DESK, Examiner, PHONE, expectText, go, launch, officer, seen } from './steps.mjs';

/** The PIN of every key for development. */
const PIN = '123456';
const DEED = 'Ban hành Kế hoạch trực giải quyết hồ sơ ngày thứ bảy';
const NUMBER = `${Math.floor(Date.now() / 1000) % 1_000_000}/TB-UBND`;

/** A day from today on, as people write it. */
function day(inDays) {
  const at = new Date(Date.now() + (inDays * 24 + 7) * 3_600_000);
  const two = (number) => String(number).padStart(2, '0');
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

const NOTICE = `Ủy ban nhân dân phường Thuận Hoá ban hành Kế hoạch trực giải quyết hồ sơ ngày thứ bảy.
Ủy ban nhân dân xã Phú Vang rà soát danh sách hộ nghèo trước ngày ${day(20)}, chậm nhất ngày ${day(30)}.
Ủy ban nhân dân phường Thuận Hoá định kỳ hằng tháng báo cáo kết quả tiếp nhận hồ sơ.`;

/** A whole PDF of one page. */
function pdf() {
  const words = 'BT /F 18 Tf 72 720 Td (Ke hoach) Tj ET';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${words.length}>>stream\n${words}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let file = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 6\n0000000000 65535 f \n${lines}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`,
  );
}

let examiner;

/** The page on the desk, on a phone, and on the narrowest screen. */
async function looked(page, name) {
  for (const [size, { viewport }] of [['desk', DESK], ['phone', PHONE]]) {
    await page.setViewportSize(viewport);
    await seen(page, `${name}-${size}`, examiner);
  }
  await page.setViewportSize(DESK.viewport);
}

const button = (page, name) => page.getByRole('button', { name, exact: true }).first();

/** Opens what is folded under this title, where it is not open yet. */
async function unfold(page, title) {
  const folded = page.locator('details', { has: page.locator('summary', { hasText: title }) }).first();
  if ((await folded.getAttribute('open')) === null) {
    await folded.locator('summary').first().click();
  }
}

/** Answers the five questions of the item that is open. */
async function makesClear(page, { unit, person, owner, when, on, product, helper }) {
  await page.locator('#unit').selectOption({ label: unit });
  await go(page, () => button(page, 'Lấy danh sách người của đơn vị').click());
  await page.locator('#person').selectOption({ label: person });
  await page.locator('#owner').selectOption({ label: owner });
  await page.locator('#when').selectOption({ label: when });
  await page.locator('#day').fill(on);
  await page.locator('#product').fill(product);
  await page.locator('#proof').selectOption({ label: 'Sản phẩm có chữ ký' });
  await page.locator('#public').check();
  if (helper) {
    await unfold(page, 'Đơn vị phối hợp');
    await page.getByLabel(helper, { exact: true }).first().check();
  }
}

const THUAN_HOA = 'Ủy ban nhân dân phường Thuận Hoá';
const LAM_VAN_AN = 'Lâm Văn An, Công chức tư pháp – hộ tịch';
const DUONG_XUAN_PHUC = 'Dương Xuân Phúc, Phó Chủ tịch Ủy ban nhân dân phường';

/** A leader puts the notice in, sees sentences and gaps, answers, and issues; answers with the address. */
async function issues(browser) {
  const page = await officer(browser, 'Nguyễn Thị Minh Tâm', '/can-bo/chi-dao/moi');
  await looked(page, 'new');
  await go(page, () => button(page, 'Đọc và đề xuất nhiệm vụ').click());
  await expectText(page, 'Hãy chọn tệp hoặc dán văn bản');
  await looked(page, 'new-empty');
  await page.locator('#van-ban').fill(NOTICE);
  await page.locator('#ngay').fill(day(0));
  await go(page, () => button(page, 'Đọc và đề xuất nhiệm vụ').click());
  const directive = page.url();
  if ((await page.locator('mark.tt-span').count()) < 3) {
    throw new Error('the sentences are not marked');
  }
  await expectText(page, 'hai thời hạn khác nhau');
  await expectText(page, 'chưa ban hành được');
  await looked(page, 'draft');

  await go(page, () => page.locator('#muc-1').getByRole('link', { name: 'Làm rõ' }).click());
  await looked(page, 'item');
  await makesClear(page, {
    unit: THUAN_HOA, person: LAM_VAN_AN, owner: DUONG_XUAN_PHUC, when: 'Chậm nhất vào ngày', on: '31/02/2027',
    product: 'Kế hoạch', helper: 'Sở Tài chính thành phố Huế',
  });
  await page.locator('#deed').fill(DEED);
  await go(page, () => button(page, 'Lưu').click());
  await page.locator('a[href="#day"]').waitFor();
  await looked(page, 'item-with-a-day-that-is-none');
  await page.locator('#day').fill(day(20));
  await go(page, () => button(page, 'Lưu và sang nhiệm vụ sau').click());
  const head = page.locator('#person option');
  await page.locator('#unit').selectOption({ label: 'Ủy ban nhân dân xã Phú Vang' });
  await go(page, () => button(page, 'Lấy danh sách người của đơn vị').click());
  const people = await head.allInnerTexts();
  await page.locator('#person').selectOption({ label: people.find((one) => one.includes('Chánh Văn phòng')) });
  await page.locator('#owner').selectOption({ index: 1 });
  await page.locator('#when').selectOption({ label: 'Trước ngày' });
  await page.locator('#day').fill(day(30));
  await page.locator('#product').fill('Danh sách');
  await page.locator('#proof').selectOption({ label: 'Sản phẩm có chữ ký' });
  await go(page, () => button(page, 'Lưu và sang nhiệm vụ sau').click());
  await makesClear(page, {
    unit: THUAN_HOA, person: LAM_VAN_AN, owner: DUONG_XUAN_PHUC, when: 'Hằng tháng', on: '', product: 'Báo cáo',
  });
  await go(page, () => button(page, 'Lưu').click());
  await looked(page, 'draft-clear-but-for-its-number');
  await unfold(page, 'Số, ký hiệu, trích yếu, công khai');
  await page.locator('#number').fill(NUMBER);
  await page.locator('#title').fill('Kết luận về giải quyết hồ sơ ngày thứ bảy');
  await page.locator('#replaces').fill('0/TB-KHONG-CO');
  await page.locator('#public').check();
  const describe = page.locator('form[action$="/mo-ta"] button[type=submit]');
  await go(page, () => describe.click());
  await page.locator('a[href="#replaces"]').waitFor();
  await looked(page, 'head-with-an-unknown-number');
  await page.locator('#replaces').fill('');
  await go(page, () => describe.click());
  await expectText(page, 'Mọi nhiệm vụ đã rõ');
  await looked(page, 'draft-clear');
  await go(page, () => button(page, 'Ban hành và giao nhiệm vụ').click());
  await expectText(page, 'Xong 0 trên 3 nhiệm vụ');
  await looked(page, 'issued');
  await page.context().close();
  return directive;
}

/** The officer takes the task on, reports, and signs the product; answers with the address of the task. */
async function does(browser) {
  const page = await officer(browser, 'Lâm Văn An', '/can-bo/nhiem-vu');
  await looked(page, 'officer-board');
  await go(page, () => page.getByRole('link', { name: DEED }).first().click());
  const task = page.url();
  await expectText(page, 'chưa có báo cáo');
  await looked(page, 'task-assigned');
  await go(page, () => button(page, 'Nhận việc').click());
  await unfold(page, 'Báo cáo tiến độ');
  await page.locator('#percent').fill('40');
  await page.locator('#report-words').fill('Đã soạn dự thảo, đang lấy ý kiến.');
  await go(page, () => page.locator('#viec-report button[type=submit]').click());
  await expectText(page, '40 %');
  await unfold(page, 'Nộp sản phẩm');
  await looked(page, 'task-at-work');
  await page.locator('#tep').setInputFiles({ name: 'ke-hoach.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await go(page, () => page.locator('#viec-hand-in button[type=submit]').click());
  await expectText(page, 'ke-hoach.pdf');
  await looked(page, 'product-to-sign');
  await page.locator('#pin').fill('000000');
  await go(page, () => button(page, 'Ký số và nộp').click());
  await page.locator('#pin-error').waitFor();
  await looked(page, 'product-wrong-pin');
  await page.locator('#pin').fill(PIN);
  await go(page, () => button(page, 'Ký số và nộp').click());
  await expectText(page, 'Chờ kiểm tra sản phẩm');
  await looked(page, 'task-handed-in');
  for (const path of ['/can-bo/nhiem-vu/lich', '/can-bo/nhiem-vu/cho', '/can-bo/nhiem-vu/tuan']) {
    await page.goto(`${BASE}${path}`);
    await looked(page, `officer${path.replaceAll('/', '-')}`);
  }
  await page.context().close();
  return task;
}

/** The side that asked checks the product by its signature, and accepts it. */
async function accepts(browser, task) {
  const head = await officer(browser, 'Trần Quang Huy', new URL(task).pathname);
  await expectText(head, 'có chữ ký số của người nộp');
  await expectText(head, 'Lâm Văn An');
  await looked(head, 'task-to-check');
  await unfold(head, 'Sản phẩm đạt');
  await go(head, () => head.locator('#viec-check button[type=submit]').click());
  await head.context().close();
  const leader = await officer(browser, 'Nguyễn Thị Minh Tâm', new URL(task).pathname);
  await looked(leader, 'task-checked');
  await go(leader, () => button(leader, 'Nghiệm thu').click());
  await expectText(leader, 'Hoàn thành');
  await looked(leader, 'task-done');
  return leader;
}

/** Boards, calendar, waits, digest, the directive itself. */
async function looksOver(page, directive) {
  await page.goto(directive);
  await expectText(page, 'Xong 1 trên 3 nhiệm vụ');
  await looked(page, 'directive-with-progress');
  for (const [path, name] of [
    ['/can-bo/nhiem-vu?co-quan=H57&ben=da-giao&theo=don-vi', 'board-by-body'],
    ['/can-bo/nhiem-vu?co-quan=H57&ben=da-giao&theo=nguoi', 'board-by-person'],
    ['/can-bo/nhiem-vu?co-quan=H57&ben=da-giao&theo=van-ban', 'board-by-directive'],
    ['/can-bo/nhiem-vu?co-quan=H57&ben=da-giao&ngan=closed', 'board-closed'],
    ['/can-bo/nhiem-vu/lich?co-quan=H57&ben=da-giao', 'calendar'],
    ['/can-bo/nhiem-vu/cho?co-quan=H57', 'waits'],
    ['/can-bo/nhiem-vu/phoi-hop?co-quan=H57', 'helping'],
    ['/can-bo/nhiem-vu/tuan?co-quan=H57&ben=da-giao', 'digest'],
    ['/can-bo/chi-dao?co-quan=H57', 'directives'],
  ]) {
    await page.goto(`${BASE}${path}`);
    await looked(page, name);
    if (name === 'board-by-directive') {
      await expectText(page, NUMBER);
    }
  }
  await page.context().close();
}

/** Whoever helps finds the task; everybody finds what is public, and no names of people. */
async function othersLook(browser) {
  const helper = await officer(browser, 'Đỗ Thị Ngọc Hà', '/can-bo/nhiem-vu/phoi-hop?ngan=closed');
  await expectText(helper, DEED);
  await looked(helper, 'helper');
  await helper.context().close();
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.goto(`${BASE}/nhiem-vu/H57`);
  await expectText(page, DEED);
  if ((await page.content()).includes('Lâm Văn An')) {
    throw new Error('the public page names a person');
  }
  await looked(page, 'public');
  await context.close();
}

const browser = await launch();
try {
  examiner = await Examiner.open(browser);
  const directive = await issues(browser);
  const task = await does(browser);
  const leader = await accepts(browser, task);
  await looksOver(leader, directive);
  await othersLook(browser);
} finally {
  await browser.close();
}
console.log('journey: done');
