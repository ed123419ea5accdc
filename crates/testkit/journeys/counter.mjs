// Parts of the officers' journey at the counter: the desk's scanner, and an organisation whose owner does not stand there.

const { BASE } = process.env;

/** A paper the State has is looked at for a reason, and what the scanner made of it goes along; an empty file is told at once. */
export async function scans(page, { seen, go }) {
  await page.getByText('Không yêu cầu:').first().waitFor();
  await page.locator('#giay-to summary').first().click();
  await page.locator('#van-xem-identity').fill('Ảnh trong dữ liệu không giống người đến');
  const empty = { name: 'trong.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) };
  await go(page, () => page.locator('#quet-tep-identity').setInputFiles(empty));
  await page.locator('#error-summary').waitFor();
  await seen(page, 'counter-empty-scan');
  const pages = '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
    + '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n';
  const pdf = Buffer.from(`%PDF-1.7\n${pages}trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`);
  const scan = { name: 'the-can-cuoc.pdf', mimeType: 'application/pdf', buffer: pdf };
  await go(page, () => page.locator('#quet-tep-identity').setInputFiles(scan));
  await page.getByText('the-can-cuoc.pdf').first().waitFor();
  if (!(await page.locator('#giay-to-identity').isChecked())) {
    throw new Error('what was scanned does not count as seen');
  }
  if ((await page.locator('#van-xem-identity').inputValue()) === '') {
    throw new Error('sending a file has lost the reason that was typed');
  }
  await seen(page, 'counter-scanned');
}

/** A company is received for the person who acts for it. */
export async function receivesOrganisation(page, { seen, go, settled }) {
  await page.goto(`${BASE}/can-bo/quay`);
  await page.locator('#thu-tuc').fill('2.000635');
  await page.locator('#nguoi').fill('9900000016');
  await go(page, () => page.keyboard.press('Enter'));
  await page.getByText('phải có người đến nộp').first().waitFor();
  await seen(page, 'counter-organisation-alone');
  await page.locator('#nop-thay').fill('999084176226');
  await go(page, () => page.keyboard.press('Enter'));
  await page.getByText('Công ty TNHH Gốm Sông Mẫu').first().waitFor();
  await page.getByText('Phan Quốc Huy').first().waitFor();
  await seen(page, 'counter-organisation');
  for (const [name, value] of [['whose', 'self'], ['event', 'birth'], ['purpose', 'work'], ['delivery', 'online']]) {
    await page.locator(`input[name="${name}"][value="${value}"]`).check();
  }
  await settled(page, '#registration_place');
  await page.locator('#registration_place').fill('Xã Phú Vang');
  await page.locator('#copies').fill('1');
  await settled(page, '#phone');
  await page.locator('#phone').fill('0900000001');
  await page.locator('#declaration').check();
  await settled(page, '#counter');
  await go(page, () => page.keyboard.press('Control+Enter'));
  await page.getByText('Đã tiếp nhận').first().waitFor();
  await page.getByText('9900000016').first().waitFor();
  await seen(page, 'counter-organisation-done');
  await page.context().close();
}
