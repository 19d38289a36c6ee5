import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Language } from '../../src/claim/claim.ts';
import type { ClaimDocument, ReceiptFile } from '../../src/document/claim-document.ts';
import type { CmsKey } from '../../src/document/cms.ts';
import { type LongTerm, longTerm } from '../../src/document/long-term.ts';
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
  level: Level;
}

type Level = 'PAdES-B-B' | 'PAdES-B-T' | 'PAdES-B-LT';
type Wanted = { name: string; claim: ClaimDocument; approved: boolean; level: Level; rsa?: boolean };

export async function specimens(authority: Authority): Promise<Specimen[]> {
  const wanted: Wanted[] = [
    { name: 'shortest', claim: await bare(), approved: false, level: 'PAdES-B-B' },
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

async function sealed({ name, approved, level, rsa, ...wanted }: Wanted, authority: Authority): Promise<Specimen> {
  const { key, rootPem } = keyOf(authority, rsa ?? false);
  // After the certificates were made: before that they are not in force.
  const claim = { ...wanted.claim, madeAt: new Date().toISOString() };
  const proving = provingFor(level, key, authority.tsaUrl, rootPem);
  const sent = await sealClaim(claim, key, proving);
  const approval = {
    language: claim.language,
    approverName: 'Testi Hyväksyjä-Åberg',
    approvedAt: claim.madeAt,
    payableCents: claim.evaluation.totals.payableCents,
    settlements: settlementsOf({ ...claim, findings: claim.evaluation.findings }, () => null),
  };
  const pdf = approved ? await sealApproval(sent, approval, key, proving) : sent;
  return { name, pdf, rootPem, seals: approved ? 2 : 1, level };
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
