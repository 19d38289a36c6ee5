import type { Citation, Finding, Severity } from './claim.ts';
import { claimFindings } from './findings/claim.ts';
import { costFindings } from './findings/costs.ts';
import { tripFindings } from './findings/trip.ts';
import { vehicleFindings } from './findings/vehicle.ts';
import { type Fill, fill } from './sentences.ts';

/**
 * Every finding (huomautus / anmärkning) the engine can make: its severity, the section it rests on and the one thing
 * to do about it. `error` cannot be submitted or paid as it is, `review` is for the examiner, `note` is for knowing.
 */
const registry = { ...claimFindings, ...tripFindings, ...vehicleFindings, ...costFindings };

export type FindingCode = keyof typeof registry;
export const findingCodes = Object.keys(registry) as FindingCode[];

/** A finding on a subject (`trip`, `expenses[e1]`); `cite` where a value of the pack decided, else the section's own. */
export function finding(code: FindingCode, subject: string, cite: Citation | null = null, values?: Fill): Finding {
  const entry = registry[code];
  return {
    code,
    severity: entry.severity,
    subject,
    action: values ? fill(entry.action, values) : entry.action,
    cite: cite ?? entry.cite,
  };
}

const weight: Record<Severity, number> = { error: 0, review: 1, note: 2 };

/** What must be mended first, then what is decided, then what is good to know; told once where told twice. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>();
  for (const each of findings) {
    const key = `${each.code} ${each.subject} ${each.action.en}`;
    if (!kept.has(key)) kept.set(key, each);
  }
  return [...kept.values()].sort((a, b) => weight[a.severity] - weight[b.severity]);
}
