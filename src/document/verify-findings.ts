import { type Language, languages, type Texts } from '../claim/claim.ts';
import en from '../texts/en/verify-report.json' with { type: 'json' };
import fi from '../texts/fi/verify-report.json' with { type: 'json' };
import sv from '../texts/sv/verify-report.json' with { type: 'json' };
import type { ManifestReport } from './manifest-check.ts';
import type { RecalculationReport } from './recalculation.ts';
import type { ChangeKind } from './revision-changes.ts';
import { APPROVER_SEAL, MEMBER_SEAL } from './seal-field.ts';
import type { SignatureReport } from './signature-check.ts';
import { fill, wordsIn } from './words.ts';

/** What was found, in plain words: each with what it means and what to do. */

const texts: Record<Language, typeof fi> = { fi, sv, en };
export type VerificationCode = keyof typeof fi.finding;

export interface VerificationFinding {
  code: VerificationCode;
  /** `error`: the document is not as it was sealed or does not hold together. `note`: worth knowing. `good`: checked and right. */
  severity: 'error' | 'note' | 'good';
  what: Texts;
  /** What to do; null where nothing need be. */
  action: Texts | null;
}

/** Bytes behind the last seal. */
export interface Appended {
  /** Where they begin, and how many they are. */
  at: number;
  bytes: number;
  /** What they change when they are an increment; empty when they are no part of the document. */
  changes: ChangeKind[];
}

/** Everything the checks came to. */
export interface Checked {
  signatures: SignatureReport[];
  looseSeals: number;
  appended: Appended | null;
  /** What stands between two seals beside the later one; empty when nothing does. */
  between: ChangeKind[];
  manifest: ManifestReport;
  recalculation: RecalculationReport;
}

/** Values of a sentence, in one language. */
type Values = (said: typeof fi, language: Language) => Record<string, string | number>;

const finding = (code: VerificationCode, severity: VerificationFinding['severity'], values: Values = () => ({})) => {
  const inAll = (part: 'what' | 'action') =>
    textsOf((language) => fill(partOf(language, code, part), values(texts[language], language)));
  return { code, severity, what: inAll('what'), action: partOf('fi', code, 'action') === '' ? null : inAll('action') };
};

const partOf = (language: Language, code: VerificationCode, part: 'what' | 'action'): string => {
  const said: { what: string; action?: string } = texts[language].finding[code];
  return said[part] ?? '';
};

function textsOf(sentence: (language: Language) => string): Texts {
  const [fi = '', sv = '', en = ''] = languages.map(sentence);
  return { fi, sv, en };
}

export const unreadable = (): VerificationFinding[] => [finding('unreadable', 'error')];

/** Errors first, the gravest of them first; then notes; then what is good. */
export function findingsOf(checked: Checked): VerificationFinding[] {
  const all = [
    ...sealFindings(checked),
    ...addedFindings(checked),
    ...manifestFindings(checked.manifest),
    ...sumFindings(checked.recalculation),
  ];
  return (['error', 'note', 'good'] as const).flatMap((one) => all.filter(({ severity }) => severity === one));
}

const FAULTS = {
  changed: 'contentChanged',
  broken: 'sealBroken',
  range: 'rangeWrong',
  'not-in-force': 'notInForce',
} as const;

function sealFindings({ signatures, looseSeals }: Checked): VerificationFinding[] {
  const has = (role: string) => signatures.some((each) => each.role === role);
  const found: VerificationFinding[] = [];
  if (looseSeals > 0) found.push(finding('sealRemoved', 'error'));
  else if (signatures.length === 0) found.push(finding('unsealed', 'error'));
  if (signatures.length > 0 && !has(MEMBER_SEAL)) found.push(finding('memberSealMissing', 'error'));
  found.push(...signatures.flatMap(ofSeal));
  if (signatures.some((each) => each.testKey)) found.push(finding('testKey', 'note'));
  if (has(MEMBER_SEAL) && !has(APPROVER_SEAL) && looseSeals === 0) found.push(finding('notApproved', 'note'));
  return found;
}

function ofSeal(seal: SignatureReport): VerificationFinding[] {
  const values: Values = (said, language) => ({
    seal: sealName(said, seal.role),
    signer: seal.signer ?? '–',
    time: seal.time === null ? '–' : wordsIn(language).instant(seal.time),
    authority: seal.timeStamp?.authority ?? '–',
  });
  if (seal.fault !== null) return [finding(FAULTS[seal.fault], 'error', values)];
  const found = [finding('sealGood', 'good', values)];
  if (!seal.trusted && !seal.testKey) found.push(finding('untrusted', 'note', values));
  if (seal.timeStamp && !seal.timeStamp.trusted) found.push(finding('stampUntrusted', 'note', values));
  return found;
}

function sealName(said: typeof fi, role: string): string {
  const named: Record<string, string> = said.seals;
  return named[role] ?? fill(said.seals.other, { role });
}

function addedFindings({ appended, between }: Checked): VerificationFinding[] {
  const what =
    (kinds: ChangeKind[]): Values =>
    (said) => ({ what: kinds.map((kind) => said.added[kind]).join(', ') });
  const found: VerificationFinding[] = [];
  if (between.length > 0) found.push(finding('addedBetween', 'error', what(between)));
  if (appended === null) return found;
  const places: Values = (_, language) => ({
    bytes: wordsIn(language).number(appended.bytes),
    at: wordsIn(language).number(appended.at),
  });
  if (appended.changes.length > 0) found.push(finding('appendedRevision', 'error', what(appended.changes)));
  found.push(finding('appended', 'error', places));
  return found;
}

const MOST_FILES = 20;

function manifestFindings({ complete, files, list, hidden }: ManifestReport): VerificationFinding[] {
  if (complete) return [finding('filesGood', 'good', () => ({ count: files.length }))];
  const found: VerificationFinding[] = [];
  if (list === 'missing') found.push(finding('listMissing', 'error'));
  if (list === 'of-another-claim') found.push(finding('listOfAnother', 'error'));
  const wrong = list === 'missing' ? [] : files.filter(({ ok }) => !ok).slice(0, MOST_FILES);
  for (const { name, state } of wrong) {
    if (state === 'same') continue;
    found.push(finding('file', 'error', (said) => ({ name, state: said.state[state] })));
  }
  if (hidden > 0) found.push(finding('filesHidden', 'error', () => ({ count: hidden })));
  // A list that does not name the claim's data, or stands in the file twice, is no list.
  return found.length > 0 ? found : [finding('listMissing', 'error')];
}

function sumFindings(report: RecalculationReport): VerificationFinding[] {
  const { payableCents, computedCents, differenceCents, same, packsWhole, packs } = report;
  if (payableCents === null) return [finding('dataMissing', 'error')];
  const values: Values = (_, language) => {
    const { euro } = wordsIn(language);
    return {
      sum: euro(payableCents),
      said: euro(payableCents),
      computed: euro(computedCents ?? 0),
      difference: `${(differenceCents ?? 0) > 0 ? '+' : ''}${euro(differenceCents ?? 0)}`,
      lines: report.lines.join(', ') || '–',
    };
  };
  const unknown = packs
    .filter(({ known }) => known === false)
    .map(({ id }) => finding('packUnknown', 'note', () => ({ pack: id })));
  if (same) return [finding('sumGood', 'good', values), ...unknown];
  const found = [...unknown];
  if (!packsWhole) found.push(finding('packsNotWhole', 'error'));
  if (computedCents === null) found.push(finding('notComputed', 'error'));
  else if (differenceCents !== 0) found.push(finding('sumDiffers', 'error', values));
  else if (report.lines.length > 0) found.push(finding('linesDiffer', 'error', values));
  else if (packsWhole) found.push(finding('remarksDiffer', 'error', values));
  return found;
}

export type Verdict = keyof typeof fi.verdict;

/** One sentence for all of it. */
export function verdictOf(
  findings: VerificationFinding[],
  payableCents: number | null,
): { verdict: Verdict; summary: Texts } {
  const [first] = findings.filter(({ severity }) => severity === 'error');
  const has = (code: VerificationCode) => findings.some((each) => each.code === code);
  const verdict = first ? 'faulty' : has('testKey') ? 'intactTest' : has('untrusted') ? 'intactUntrusted' : 'intact';
  const summary = textsOf((language) =>
    fill(texts[language].verdict[verdict], {
      first: first?.what[language] ?? '',
      sum: wordsIn(language).euro(payableCents ?? 0),
    }),
  );
  return { verdict, summary };
}
