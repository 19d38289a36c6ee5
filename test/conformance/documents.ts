import sharp from 'sharp';
import type { Language } from '../../src/claim/claim.ts';
import type { ClaimDocument, ReceiptFile } from '../../src/document/claim-document.ts';
import type { CmsKey } from '../../src/document/cms.ts';
import { longTerm } from '../../src/document/long-term.ts';
import { sealApproval, sealClaim } from '../../src/document/seal-claim.ts';
import { settlementsOf } from '../../src/document/settlements.ts';
import type { Authority } from '../document/authority.ts';
import { expense, line, photo, sampleClaim, sha256, ticket } from '../document/sample.ts';

/** The claims that other people's programs look at: short and long, every kind of receipt, both languages. */
export interface Specimen {
  name: string;
  pdf: Uint8Array;
  /** Certificate that vouches for the seals, PEM. */
  rootPem: string;
  seals: number;
  longTerm: boolean;
}

type Wanted = { name: string; claim: ClaimDocument; approved: boolean; longTerm: boolean };

export async function specimens(authority: Authority): Promise<Specimen[]> {
  const wanted: Wanted[] = [
    { name: 'short', claim: await bare(), approved: false, longTerm: false },
    { name: 'seven-pages', claim: await sampleClaim(), approved: true, longTerm: false },
    { name: 'swedish-long-term', claim: await sampleClaim({ language: 'sv' }), approved: true, longTerm: true },
    { name: 'long-names', claim: await longNames('fi'), approved: true, longTerm: true },
    { name: 'transparent', claim: await transparent(), approved: false, longTerm: true },
    { name: 'sixty-receipts', claim: await sixty(), approved: true, longTerm: false },
  ];
  const made: Specimen[] = [];
  for (const each of wanted) made.push(await sealed(each, authority));
  return made;
}

async function sealed({ name, claim, approved, longTerm: long }: Wanted, authority: Authority): Promise<Specimen> {
  const rootPem = authority.root.certificate.toString();
  const key: CmsKey = {
    keyPem: authority.seal.keyPem,
    certificatePem: authority.seal.certificate.toString(),
    chainPem: rootPem,
  };
  const proving = long ? longTerm(key, { url: authority.tsaUrl, trustedPem: [rootPem] }) : undefined;
  const sent = await sealClaim(claim, key, proving);
  const approval = {
    language: claim.language,
    approverName: 'Testi Hyväksyjä-Åberg',
    approvedAt: claim.madeAt,
    payableCents: claim.evaluation.totals.payableCents,
    settlements: settlementsOf({ ...claim, findings: claim.evaluation.findings }, () => null),
  };
  const pdf = approved ? await sealApproval(sent, approval, key, proving) : sent;
  return { name, pdf, rootPem, seals: approved ? 2 : 1, longTerm: long };
}

const now = { madeAt: new Date().toISOString() };
const bare = () => sampleClaim({ ...now, receipts: [], invitation: null });

async function longNames(language: Language): Promise<ClaimDocument> {
  const name = 'Testi-Aleksandra Hyvinpitkäsukunimi-Åkerblom von Övermyrgård-Žilinskienė '.repeat(2).trim();
  const word = 'yhdysviestintäpalvelukeskusjärjestelmäkoordinaattori'.repeat(4);
  const claim = await sampleClaim({ ...now, language, claimantName: name, group: word });
  return {
    ...claim,
    signature: { ...claim.signature, signedName: name },
    lateReason: `${word} ${'pitkä selitys '.repeat(200)}`,
  };
}

async function transparent(): Promise<ClaimDocument> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><text x="20" y="90" font-size="40">23,40</text></svg>';
  const png = new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
  return sampleClaim({ ...now, receipts: [receipt(1, 'läpikuultava.png', 'image/png', png)] });
}

/** Sixty lines with sixty receipts: photographs, tickets as PDF. */
async function sixty(): Promise<ClaimDocument> {
  const picture = await photo(['TAKSI TESTI OY', '10.3.2026 06:40', 'YHTEENSÄ 23,40 €']);
  const pdf = await ticket(1);
  const base = await sampleClaim(now);
  const numbers = Array.from({ length: 60 }, (_, at) => at + 1);
  const expenses = numbers.map((number) => expense(`e${number}`, 2340));
  return {
    ...base,
    tripClaim: { ...base.tripClaim, expenses },
    evaluation: {
      ...base.evaluation,
      lines: numbers.map((number) => line('expense.taxi', 2340, { subject: `expenses[e${number}]` })),
    },
    receipts: numbers.map((number) =>
      number % 3 === 0
        ? receipt(number, `lippu-${number}.pdf`, 'application/pdf', pdf)
        : receipt(number, `taksi-${number}.jpg`, 'image/jpeg', picture),
    ),
  };
}

const receipt = (number: number, fileName: string, mediaType: string, bytes: Uint8Array): ReceiptFile => ({
  id: `r${number}`,
  fileName,
  mediaType,
  bytes,
  sha256: sha256(bytes),
  text: 'TAKSI TESTI OY YHTEENSÄ 23,40 €',
  number,
  expenseIds: [`e${number}`],
});
