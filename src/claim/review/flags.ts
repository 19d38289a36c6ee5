import { type Finding, type Severity, severities } from '../claim.ts';

/** What a claim is flagged with in lists (merkintä / markering): what the engine finds, and what the service knows besides. */

export type Flag = { code: string; severity: Severity };

/** `drawn`: in the random sample, which its member is not told · `documentFailed`: its PDF cannot be made as it stands. */
export type Known = { drawn: boolean; documentFailed: boolean };
export const nothingKnown: Known = { drawn: false, documentFailed: false };

/** The flags, notes left out. A claim without its document cannot be approved; one that was drawn is looked at closely. */
export const flagsOf = (findings: readonly Finding[], { drawn, documentFailed }: Known): Flag[] => [
  ...(documentFailed ? [{ code: 'document-failed', severity: 'error' as const }] : []),
  ...findings.filter(({ severity }) => severity !== 'note').map(({ code, severity }) => ({ code, severity })),
  ...(drawn ? [{ code: 'random-sample', severity: 'review' as const }] : []),
];

export const worstOf = (flags: readonly Flag[]): Severity | null =>
  severities.find((severity) => flags.some((flag) => flag.severity === severity)) ?? null;
