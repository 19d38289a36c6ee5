import type { Evaluation, Refusal } from '../claim/claim.ts';
import { canonicalJson, sha256 } from './attachments.ts';
import type { EmbeddedClaim } from './claim-data.ts';

export interface RecalculationReport {
  /** What the document says is paid; null when it cannot be read. */
  payableCents: number | null;
  /** The engine came to the same lines, sums and remarks from the claim and the packs inside the document. */
  same: boolean;
}

/** The engine, given the claim and the rule packs of a document. */
export type Recalculate = (embedded: EmbeddedClaim) => Evaluation | Refusal;

export function checkRecalculation(embedded: EmbeddedClaim | null, recalculate: Recalculate): RecalculationReport {
  if (embedded === null) return { payableCents: null, same: false };
  const { payableCents } = embedded.evaluation.totals;
  return { payableCents, same: packsAreWhole(embedded) && recomputedSame(embedded, recalculate) };
}

/** The packs are the very ones the evaluation was computed with. */
const packsAreWhole = ({ packs, evaluation }: EmbeddedClaim) =>
  packs.every((pack) => sha256(pack.raw) === pack.sha256) &&
  evaluation.packs.every((named) => packs.some((pack) => pack.id === named.id && pack.sha256 === named.sha256));

function recomputedSame(embedded: EmbeddedClaim, recalculate: Recalculate): boolean {
  const again = recomputed(embedded, recalculate);
  if (again === null || 'error' in again) return false;
  const said = new Set(embedded.evaluation.findings.map(findingKey));
  // The service may have added findings the engine cannot know (the same receipt in another claim), never left one out.
  return (
    Buffer.compare(canonicalJson(facts(again)), canonicalJson(facts(embedded.evaluation))) === 0 &&
    again.findings.every((finding) => said.has(findingKey(finding)))
  );
}

function recomputed(embedded: EmbeddedClaim, recalculate: Recalculate): Evaluation | Refusal | null {
  try {
    return recalculate(embedded);
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
