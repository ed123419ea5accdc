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
  const scan = { name: 'the-can-cuoc.pdf', mimeType: 'application/pdf', buffer: sheet() };
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

/** An empty page as a scanner writes it: the desk signs its copy, so it has to be one a signature can be added to. */
function sheet() {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'];
  let text = '%PDF-1.7\n';
  const table = objects.map((object, index) => {
    const at = String(text.length).padStart(10, '0');
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${at} 00000 n \n`;
  });
  const end = `xref\n0 4\n0000000000 65535 f \n${table.join('')}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end);
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
