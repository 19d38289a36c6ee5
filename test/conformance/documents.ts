import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Language, languages } from '../../src/claim/claim.ts';
import type { Decision as ReviewDecision } from '../../src/claim/review/decision.ts';
import type { ClaimDocument, ReceiptFile } from '../../src/document/claim-document.ts';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import type { CmsKey } from '../../src/document/cms.ts';
import { buildCoverSheet, type CoverSheet } from '../../src/document/cover-sheet.ts';
import { buildLetter } from '../../src/document/letter-pdf.ts';
import { letterContent } from '../../src/document/letter-text.ts';
import { type LongTerm, longTerm } from '../../src/document/long-term.ts';
import { MOST_PAGES } from '../../src/document/pictures.ts';
import { openFile } from '../../src/document/seal.ts';
import { sealApproval, sealClaim } from '../../src/document/seal-claim.ts';
import { type Decision, settlementsOf } from '../../src/document/settlements.ts';
import type { Authority } from '../document/authority.ts';
import { letterFacts } from '../document/letter-facts.ts';
import { expense, line, photo, sampleClaim, sha256, ticket } from '../document/sample.ts';

/** The claims that other people's programs look at: short and long, every kind of receipt, both languages. */
export interface Specimen {
  name: string;
  pdf: Uint8Array;
  pages: number;
  /** Certificate that vouches for the seals, PEM. */
  rootPem: string;
  /** None in a cover sheet or a decision letter. */
  seals: number;
  level: Level;
}

type Level = 'PAdES-B-B' | 'PAdES-B-T' | 'PAdES-B-LT';
type Wanted = {
  name: string;
  claim: ClaimDocument;
  approved: boolean;
  level: Level;
  rsa?: boolean;
  /** What the assistant decided on the findings, one after the other. */
  decisions?: Decision[];
  /** The document must have exactly so many. */
  pages?: number;
};

export async function specimens(authority: Authority): Promise<Specimen[]> {
  const wanted: Wanted[] = [
    { name: 'shortest', claim: await shortest(), approved: true, level: 'PAdES-B-B', pages: LEAST_PAGES },
    { name: 'seven-pages', claim: await ofPages(7), approved: true, level: 'PAdES-B-B', pages: 7 },
    { name: 'sixty-pages', claim: await ofPages(60), approved: true, level: 'PAdES-B-LT', pages: 60 },
    { name: 'without-receipts', claim: await bare(), approved: false, level: 'PAdES-B-B' },
    { name: 'finance', claim: await sampleClaim(FINANCE), approved: true, level: 'PAdES-B-T' },
    {
      name: 'finance-swedish',
      claim: await sampleClaim({ ...FINANCE, language: 'sv' }),
      approved: true,
      level: 'PAdES-B-B',
    },
    { name: 'english', claim: await sampleClaim({ language: 'en' }), approved: true, level: 'PAdES-B-B' },
    { name: 'settled', claim: await withFindings(), approved: true, level: 'PAdES-B-B', decisions: [...TOLD_APART] },
    { name: 'rsa', claim: await sampleClaim(now), approved: true, level: 'PAdES-B-B', rsa: true },
    { name: 'stamped', claim: await sampleClaim(), approved: true, level: 'PAdES-B-T' },
    { name: 'photo-and-ticket', claim: await sampleClaim(), approved: true, level: 'PAdES-B-B' },
    { name: 'swedish-long-term', claim: await sampleClaim({ language: 'sv' }), approved: true, level: 'PAdES-B-LT' },
    { name: 'long-names', claim: await longNames('fi'), approved: true, level: 'PAdES-B-LT' },
    { name: 'transparent', claim: await transparent(), approved: false, level: 'PAdES-B-LT' },
    { name: 'sixty-receipts', claim: await sixty(), approved: true, level: 'PAdES-B-B' },
  ];
  const made: Specimen[] = [];
  for (const each of wanted) made.push(await sealed(each, authority));
  for (const language of languages) made.push(await coverSheet(language), await letter(language));
  return made;
}

/** The authority's EC key under its root, or an RSA key that vouches for itself. */
function keyOf(authority: Authority, rsa: boolean): { key: CmsKey; rootPem: string } {
  if (rsa) {
    const key = rsaKey();
    return { key, rootPem: key.certificatePem };
  }
  const { seal, root } = authority;
  const rootPem = root.certificate.toString();
  return { key: { keyPem: seal.keyPem, certificatePem: seal.certificate.toString(), chainPem: rootPem }, rootPem };
}

function rsaKey(): CmsKey {
  const folder = mkdtempSync(join(tmpdir(), 'rsa-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=Test RSA Seal', '-days', '365', '-addext', 'keyUsage=digitalSignature,nonRepudiation'];
  const made = ['req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-keyout', key, '-out', certificate, ...subject];
  execFileSync('openssl', made, { stdio: 'pipe' });
  return { keyPem: readFileSync(key, 'utf8'), certificatePem: readFileSync(certificate, 'utf8') };
}

const NO_PROOF = { certificates: [], crls: [], ocsps: [] };

/** Time stamps, with or without proofs of the certificates. */
function provingFor(level: Level, key: CmsKey, url: string, rootPem: string): LongTerm | undefined {
  if (level === 'PAdES-B-B') return undefined;
  const proving = longTerm(key, { url, trustedPem: [rootPem] });
  return level === 'PAdES-B-LT' ? proving : { stamp: proving.stamp, proof: async () => NO_PROOF };
}

async function sealed(wanted: Wanted, authority: Authority): Promise<Specimen> {
  const { name, approved, level, rsa, decisions = [] } = wanted;
  const { key, rootPem } = keyOf(authority, rsa ?? false);
  // After the certificates were made: before that they are not in force.
  const claim = { ...wanted.claim, madeAt: new Date().toISOString() };
  const proving = provingFor(level, key, authority.tsaUrl, rootPem);
  const sent = await sealClaim(claim, key, proving);
  const left = [...decisions];
  const approval = {
    language: claim.language,
    approverName: 'Testi Hyväksyjä-Åberg',
    approvedAt: claim.madeAt,
    payableCents: claim.evaluation.totals.payableCents,
    settlements: settlementsOf({ ...claim, findings: claim.evaluation.findings }, () => left.shift() ?? null),
  };
  const pdf = approved ? await sealApproval(sent, approval, key, proving) : sent;
  const pages = await pagesOf(pdf);
  if (wanted.pages !== undefined && pages !== wanted.pages)
    throw new Error(`${name} has ${pages} pages, not ${wanted.pages}`);
  return { name, pdf, pages, rootPem, seals: approved ? 2 : 1, level };
}

const pagesOf = async (pdf: Uint8Array): Promise<number> => (await openFile(pdf)).doc.getPageCount();

const now = { madeAt: new Date().toISOString() };
/**
 * The least a claim takes: one leg, one compensation, no costs. Two pages: the terms in both languages, what the sums
 * rest on, the whole declaration and two seals in type one can read have no room on one.
 */
const LEAST_PAGES = 2;

async function shortest(): Promise<ClaimDocument> {
  const claim = await sampleClaim({ ...now, receipts: [], invitation: null, version: 1, replaces: null });
  const { tripClaim, evaluation } = claim;
  const [perDiem] = evaluation.lines;
  if (!perDiem) throw new Error('the sample has no line');
  const cents = perDiem.amountCents ?? 0;
  const totals = { ...evaluation.totals, mileageCents: 0, transportCents: 0, payableCents: cents };
  return {
    ...claim,
    replacedSha256: null,
    tripClaim: { ...tripClaim, expenses: [], mileage: [] },
    evaluation: { ...evaluation, lines: [perDiem], findings: [], totals },
  };
}

/** Every fourth page beyond the first ones a photograph, the others those of tickets: exactly so many in all. */
async function ofPages(wanted: number): Promise<ClaimDocument> {
  const photos = Math.floor(wanted / 4);
  const fixed = await pagesOf(await buildClaimPdf(await filledWith(photos, 1)));
  return filledWith(photos, 1 + wanted - fixed);
}

/** So many photographs, and a ticket of so many pages in files of at most `MOST_PAGES`; each with a line of its own. */
async function filledWith(photos: number, ticketPages: number): Promise<ClaimDocument> {
  const picture = await photo(['TAKSI TESTI OY', '10.3.2026 06:40', 'YHTEENSÄ 23,40 €']);
  const pictures = Array.from({ length: photos }, (_, at) =>
    receipt(at + 1, `taksi-${at + 1}.jpg`, 'image/jpeg', picture),
  );
  const parts = [ticketPages];
  while ((parts.at(-1) ?? 0) > MOST_PAGES) parts.splice(-1, 1, MOST_PAGES, (parts.at(-1) ?? 0) - MOST_PAGES);
  const tickets = await Promise.all(
    parts.map(async (pages) => receipt(photos + 1, 'lippu.pdf', 'application/pdf', await ticket(pages))),
  );
  const receipts = [...pictures, ...tickets].map((each, at) => ({ ...each, id: `r${at + 1}`, number: at + 1 }));
  return withCosts(await sampleClaim({ ...now, receipts }), photos + 1);
}

/** The finance copy has the whole account number and the identity code; both are invented. */
const FINANCE = {
  copy: 'finance',
  identityCode: '010190-999X',
  payment: { iban: 'FI21 1234 5600 0007 85', accountHolder: 'Testi Hämäläinen-Öhman' },
} as const;

const TOLD_APART: readonly Decision[] = [
  { code: 'not-duplicate', reason: 'Kaksi eri matkaa samana päivänä.' },
  null,
  { code: 'not-duplicate', reason: 'Sama summa, eri kuitti. '.repeat(12).trim() },
];

/** More findings to be settled than the seal's usual place has room for. */
async function withFindings(): Promise<ClaimDocument> {
  const claim = await sampleClaim({ ...now, settled: [{ finding: 'Taksi, Tosite 1', how: 'Ei sama kuitti.' }] });
  const [finding] = claim.evaluation.findings;
  if (!finding) throw new Error('the sample has no finding');
  return { ...claim, evaluation: { ...claim.evaluation, findings: Array.from({ length: 12 }, () => finding) } };
}

async function coverSheet(language: Language): Promise<Specimen> {
  const sheet: CoverSheet = {
    language,
    number: 'ML-2026-000042-2',
    version: 3,
    claimantName: 'Testi Hämäläinen-Öhman',
    meeting: { purpose: 'Ydinryhmän kokous', place: 'Helsinki', date: '2026-03-10' },
    invitation: 'kutsu.pdf',
    originals: [1, 2, 3].map((number) => ({
      receiptId: `r${number}`,
      number,
      fileName: `kuitti-${number}.jpg`,
      costs: [{ kind: 'taxi', date: '2026-03-10', amountCents: 2340, currency: 'EUR' }],
      state: number === 2 ? 'electronic' : 'missing',
      told: null,
      mark: null,
    })),
    madeAt: now.madeAt,
  };
  const pdf = await buildCoverSheet(sheet);
  return { name: `cover-sheet-${language}`, pdf, pages: await pagesOf(pdf), rootPem: '', seals: 0, level: 'PAdES-B-B' };
}

async function letter(language: Language): Promise<Specimen> {
  const reject: ReviewDecision = { kind: 'reject', subject: 'expenses[taxi]', reason: { code: 'other', text: 'Ei.' } };
  const facts = letterFacts([reject], { remedy: { fi: 'Ohje.\n\nToinen.', sv: 'Anvisning.', en: 'Instructions.' } });
  const { claimNumber, version, number } = facts;
  const text = letterContent(facts)[language];
  const pdf = await buildLetter({ language, text, claimNumber, version, number, madeAt: now.madeAt });
  return { name: `letter-${language}`, pdf, pages: await pagesOf(pdf), rootPem: '', seals: 0, level: 'PAdES-B-B' };
}

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
  const receipts = Array.from({ length: 60 }, (_, at) =>
    at % 3 === 2
      ? receipt(at + 1, `lippu-${at + 1}.pdf`, 'application/pdf', pdf)
      : receipt(at + 1, `taksi-${at + 1}.jpg`, 'image/jpeg', picture),
  );
  return withCosts(await sampleClaim({ ...now, receipts }), receipts.length);
}

/** The claim with so many taxi rides, each with its computed line. */
function withCosts(claim: ClaimDocument, count: number): ClaimDocument {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const lines = numbers.map((number) => line('expense.taxi', 2340, { subject: `expenses[e${number}]` }));
  return {
    ...claim,
    tripClaim: { ...claim.tripClaim, expenses: numbers.map((number) => expense(`e${number}`, 2340)) },
    evaluation: { ...claim.evaluation, lines },
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
