import type { Evaluation, Refusal } from '../claim/claim.ts';
import { canonicalJson, sha256 } from './attachments.ts';
import type { EmbeddedClaim } from './claim-data.ts';

export interface RecalculationReport {
  /** What the document says is paid; null when it cannot be read. */
  payableCents: number | null;
  /** The engine came to the same lines, sums and remarks from the claim and the packs inside the document. */
  same: boolean;
  /** What the engine came to; null when it could not compute the claim. */
  computedCents: number | null;
  /** Computed less said; null when either is unknown. */
  differenceCents: number | null;
  /** Rules and subjects of lines that are not the same, at most ten. */
  lines: string[];
  /** The packs inside are the very ones the document says it was computed with. */
  packsWhole: boolean;
  /** The packs inside; `known` when this checkout has the same one, null when it was not asked. */
  packs: { id: string; sha256: string; known: boolean | null }[];
}

/** The engine, given the claim and the rule packs of a document. */
export type Recalculate = (embedded: EmbeddedClaim) => Evaluation | Refusal;

const MOST_LINES = 10;

/** @param known SHA-256 of the packs of this checkout, hex; null when there is nothing to compare with */
export function checkRecalculation(
  embedded: EmbeddedClaim | null,
  recalculate: Recalculate,
  known: ReadonlySet<string> | null = null,
): RecalculationReport {
  if (embedded === null) return nothingComputed;
  const { payableCents } = embedded.evaluation.totals;
  const packsWhole = packsAreWhole(embedded);
  const again = recomputed(embedded, recalculate);
  const computedCents = again?.totals.payableCents ?? null;
  return {
    payableCents,
    same: packsWhole && again !== null && isSame(again, embedded.evaluation),
    computedCents,
    differenceCents: computedCents === null ? null : computedCents - payableCents,
    lines: again === null ? [] : otherLines(again, embedded.evaluation),
    packsWhole,
    packs: embedded.packs.map(({ id, raw }) => {
      const hash = sha256(raw);
      return { id, sha256: hash, known: known?.has(hash) ?? null };
    }),
  };
}

export const nothingComputed: RecalculationReport = {
  payableCents: null,
  same: false,
  computedCents: null,
  differenceCents: null,
  lines: [],
  packsWhole: false,
  packs: [],
};

/** Lines of one that the other does not have just so. */
function otherLines(a: Evaluation, b: Evaluation): string[] {
  const [computed, said] = [keyedLines(a), keyedLines(b)];
  const differ = [...computed, ...said].filter(([key]) => !(computed.has(key) && said.has(key)));
  return [...new Set(differ.map(([, name]) => name))].slice(0, MOST_LINES);
}

const keyedLines = (evaluation: Evaluation): Map<string, string> =>
  new Map(
    facts(evaluation).lines.map((line) => [
      Buffer.from(canonicalJson(line)).toString(),
      `${line.rule} ${line.subject}`,
    ]),
  );

/** The packs are the very ones the evaluation was computed with. */
const packsAreWhole = ({ packs, evaluation }: EmbeddedClaim) =>
  packs.every((pack) => sha256(pack.raw) === pack.sha256) &&
  evaluation.packs.every((named) => packs.some((pack) => pack.id === named.id && pack.sha256 === named.sha256));

function isSame(again: Evaluation, said: Evaluation): boolean {
  const known = new Set(said.findings.map(findingKey));
  // The service may have added findings the engine cannot know (the same receipt in another claim), never left one out.
  return (
    Buffer.compare(canonicalJson(facts(again)), canonicalJson(facts(said))) === 0 &&
    again.findings.every((finding) => known.has(findingKey(finding)))
  );
}

function recomputed(embedded: EmbeddedClaim, recalculate: Recalculate): Evaluation | null {
  try {
    const again = recalculate(embedded);
    return 'error' in again ? null : again;
  } catch {
    // A pack the engine cannot read: nothing was recomputed, so nothing is the same.
    return null;
  }
}

/** What must agree: packs and numbers. The sentences may be worded better in a later version of the service. */
const facts = ({ packs, lines, totals, complete }: Evaluation) => ({
  packs,
  totals,
  complete,
  lines: lines.map(({ why: _why, cite: _cite, ...numbers }) => numbers),
});

const findingKey = (finding: { code: string; severity: string; subject: string }) =>
  [finding.code, finding.severity, finding.subject].join('\n');
