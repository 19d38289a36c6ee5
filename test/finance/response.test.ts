import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fault, UnreadableResponse } from '../../src/claim/response-faults.ts';
import { MOST_ANSWERS } from '../../src/finance/answer.ts';
import { readResponse } from '../../src/finance/response.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readResponse(bytes(text)).answers;
function faultsOf(file: Uint8Array | string): Fault[] {
  try {
    readResponse(typeof file === 'string' ? bytes(file) : file);
  } catch (error) {
    if (error instanceof UnreadableResponse) return [...error.faults];
    throw error;
  }
  return [];
}
const reference = '12-ML-2026-000042-7';
const head = 'viite;summa;tila;paiva;syy\r\n';

describe('CSV', () => {
  test('Finnish form and plain form say the same, with a byte order mark or without', () => {
    const expected = { reference, batchNumber: 12, cents: 123_450, status: 'paid', date: '2026-03-24', reason: '' };
    expect(read(`\uFEFF${head}${reference};1 234,50;Maksettu;24.3.2026;\r\n`)).toMatchObject([expected]);
    expect(read(`tila,viite,summa,paiva\npaid,${reference},1234.50,2026-03-24\n`)).toMatchObject([expected]);
  });

  test('rejected with its reason, returned, and waiting without a day', () => {
    const rows = `${reference};1,00;hylätty;;"AC04; tili suljettu"\n13-ML-2026-000042-7;1;palautunut;24.3.2026;AC01\n14-ML-2026-000042-7;-1,0;odottaa;;`;
    expect(read(head + rows).map(({ status, cents, reason }) => [status, cents, reason])).toEqual([
      ['rejected', 100, 'AC04; tili suljettu'],
      ['returned', 100, 'AC01'],
      ['pending', -100, ''],
    ]);
  });

  test.each([
    ['a sum that is none', `${reference};12,345;maksettu;24.3.2026;`, 'bad-sum'],
    ['a state nobody knows', `${reference};1,00;ehkä;24.3.2026;`, 'bad-status'],
    ['paid without a day', `${reference};1,00;maksettu;;`, 'bad-date'],
    ['a day that does not exist', `${reference};1,00;maksettu;30.2.2026;`, 'bad-date'],
    ['rejected without a reason', `${reference};1,00;hylätty;;`, 'no-reason'],
    ['another reference', `RF1234;1,00;maksettu;24.3.2026;`, 'row-empty-reference'],
    ['a row that is too short', `${reference};1,00`, 'row-broken'],
    ['a quote that is never closed', `${reference};"1,00;maksettu;24.3.2026;`, 'row-broken'],
  ])('%s is named by its row', (_, row, code) => {
    expect(faultsOf(`${head}99-ML-2026-000001-1;1,00;maksettu;24.3.2026;\r\n${row}`)).toMatchObject([{ row: 3, code }]);
  });

  test('every row that is wrong is told, not only the first', () => {
    const faults = faultsOf(`${head}${reference};x;maksettu;24.3.2026;\nx;1;maksettu;24.3.2026;\n`);
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'bad-sum'],
      [3, 'row-empty-reference'],
    ]);
  });

  test('the same payment twice is refused by its second row and names the first', () => {
    const row = `${reference};1,00;maksettu;24.3.2026;\n`;
    expect(faultsOf(head + row + row)).toMatchObject([{ row: 3, code: 'duplicate-row', params: { first: 2 } }]);
  });

  test('a heading without what is needed, an empty file and another file altogether', () => {
    expect(faultsOf('a;b\n1;2\n')).toMatchObject([{ row: 1, code: 'columns-missing' }]);
    expect(faultsOf('')).toMatchObject([{ code: 'columns-missing' }]);
    expect(faultsOf(head)).toMatchObject([{ row: null, code: 'no-rows' }]);
    expect(faultsOf(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).toMatchObject([{ row: 1, code: 'not-utf8' }]);
  });

  test('another encoding is named by its first row: Latin-1 and UTF-16', () => {
    const latin = Buffer.from(`${head}${reference};1,00;hylätty;;x\n`, 'latin1');
    expect(faultsOf(new Uint8Array(latin))).toMatchObject([{ row: 2, code: 'not-utf8' }]);
    expect(faultsOf(new Uint8Array(Buffer.from(`\uFEFF${head}`, 'utf16le')))).toMatchObject([{ code: 'not-utf8' }]);
  });

  test(`${MOST_ANSWERS} rows are read, one more is refused, and a million are refused by the same row`, () => {
    const rows = (count: number) =>
      head + Array.from({ length: count }, (_, at) => `${at + 1}-ML-2026-000042-7;1;maksettu;24.3.2026;\n`).join('');
    expect(read(rows(MOST_ANSWERS))).toHaveLength(MOST_ANSWERS);
    expect(faultsOf(rows(MOST_ANSWERS + 1))).toMatchObject([{ row: MOST_ANSWERS + 2, code: 'too-many-rows' }]);
    const million = bytes(head + `${reference};1;maksettu;24.3.2026;\n`.repeat(1_000_000));
    expect(faultsOf(million)).toMatchObject([{ row: MOST_ANSWERS + 2, code: 'too-many-rows' }]);
  });
});

const pain = (body: string, message = 'MATKALASKU-12') =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
  <GrpHdr><MsgId>b</MsgId><CreDtTm>2026-03-24T10:00:00</CreDtTm></GrpHdr>
  <OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId></OrgnlGrpInfAndSts>${body}</CstmrPmtStsRpt></Document>`;
const transaction = (status: string, more = '') =>
  `<OrgnlPmtInfAndSts><OrgnlPmtInfId>x</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${status}</TxSts>${more}</TxInfAndSts></OrgnlPmtInfAndSts>`;

describe('pain.002', () => {
  test('settled is paid on the day of the report; accepted is waiting; rejected has its code and words', () => {
    expect(read(pain(transaction('ACSC')))).toMatchObject([
      { reference, status: 'paid', date: '2026-03-24', cents: null },
    ]);
    expect(read(pain(transaction('ACSP')))).toMatchObject([{ status: 'pending' }]);
    const why = '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Tili &amp; asiakas suljettu</AddtlInf></StsRsnInf>';
    expect(read(pain(transaction('RJCT', why)))).toMatchObject([
      { status: 'rejected', reason: 'AC04 Tili & asiakas suljettu' },
    ]);
  });

  test('a group rejected as a whole is an answer of its batch', () => {
    const part = '<OrgnlPmtInfAndSts><OrgnlPmtInfId>x</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts>';
    expect(read(pain(part))).toMatchObject([{ reference: null, batchNumber: 12, status: 'rejected' }]);
  });

  test('a report of somebody else’s message, or with a payment of another batch, is refused', () => {
    expect(faultsOf(pain(transaction('ACSC'), 'OTHER-1'))).toMatchObject([{ code: 'wrong-batch' }]);
    expect(faultsOf(pain(transaction('ACSC'), 'MATKALASKU-13'))).toMatchObject([{ row: 1, code: 'wrong-batch' }]);
    expect(faultsOf(pain(transaction('WHAT')))).toMatchObject([{ row: 1, code: 'bad-status' }]);
  });
});

const camt = (entries: string) =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn><Ntfctn>${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
const entry = (direction: string, details: string, end = reference) =>
  `<Ntry><Amt Ccy="EUR">54.00</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-25</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>${end}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">54.00</Amt></TxAmt></AmtDtls>${details}</TxDtls></NtryDtls></Ntry>`;

describe('camt.054', () => {
  test('a booked debit is paid on its day, a credit that says return has come back, other traffic is counted', () => {
    const back = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
    const found = readResponse(
      bytes(camt(entry('DBIT', '') + entry('CRDT', back, '13-ML-2026-000042-7') + entry('DBIT', '', 'NOTPROVIDED'))),
    );
    expect(found.foreign).toBe(1);
    expect(found.answers).toMatchObject([
      { row: 1, status: 'paid', cents: 5400, date: '2026-03-25' },
      { row: 2, status: 'returned', reason: 'AC04' },
    ]);
  });

  test('a credit with our reference that is no return is refused by its row', () => {
    expect(faultsOf(camt(entry('CRDT', '')))).toMatchObject([{ row: 1, code: 'bad-status' }]);
  });
});

describe('XML that means harm', () => {
  const bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  test.each([
    ['a bomb of entities', `<?xml version="1.0"?>${bomb}<Document>&b;</Document>`, 'doctype'],
    [
      'an entity from a file',
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>',
      'doctype',
    ],
    ['a tag never closed', '<Document><a></Document>', 'xml-broken'],
    ['a tower of tags', '<a>'.repeat(5000) + '</a>'.repeat(5000), 'xml-broken'],
    ['another message', '<Document><CstmrCdtTrfInitn/></Document>', 'not-an-answer'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><Document/>', 'not-utf8'],
  ])('%s is refused', (_, xml, code) => {
    expect(faultsOf(xml)).toMatchObject([{ code }]);
  });
});

test('law: no bytes at all make the reading fail otherwise than by telling a row', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (file) => {
      expect(faultsOf(file).length).toBeGreaterThan(0);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void faultsOf(`${head}${text}`)));
  fc.assert(fc.property(fc.string(), (text) => void faultsOf(`<Document>${text}`)));
});
