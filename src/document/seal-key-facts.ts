import { X509Certificate } from 'node:crypto';
import type { SealKeyView } from '../claim/document-state.ts';
import { certificatesIn } from './cms.ts';
import { commonName } from './seal.ts';
import { isTestCertificate } from './seal-key.ts';
import { type DatedKey, inUseOn } from './seal-keys.ts';

const DAY_MS = 86_400_000;
/** A new certificate takes weeks to order: who looks after the keys hears of it this long before. */
export const WARN_DAYS = 60;

/** What there is to know of the keys, without the keys: whose they are, from when to when, and what to look after. */
export function sealKeyFacts(keys: DatedKey[], now: Date): SealKeyView[] {
  const used = inUseOn(keys, finnishDay(now));
  return keys
    .toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
    .map((key, at, all) => {
      const { begins, ends } = inForce(key);
      return {
        name: commonName(key.certificatePem),
        issuer: issuerName(key.certificatePem),
        usedFrom: key.from,
        inForceFrom: begins.toISOString(),
        inForceTo: ends.toISOString(),
        testKey: isTestCertificate(key.certificatePem),
        inUse: key === used,
        warning: key === used ? warningOf({ begins, ends }, all[at + 1] ?? null, now) : null,
      };
    });
}

/** The certificate is as long in force as all that vouch for it. */
function inForce({ certificatePem, chainPem = '' }: DatedKey): { begins: Date; ends: Date } {
  const all = [new X509Certificate(certificatePem), ...certificatesIn(chainPem)];
  return {
    begins: new Date(Math.max(...all.map(({ validFromDate }) => validFromDate.getTime()))),
    ends: new Date(Math.min(...all.map(({ validToDate }) => validToDate.getTime()))),
  };
}

function warningOf(
  { begins, ends }: { begins: Date; ends: Date },
  next: DatedKey | null,
  now: Date,
): SealKeyView['warning'] {
  if (now > ends) return 'ended';
  if (now < begins) return 'not-begun';
  // One that takes over in time and is then in force leaves nothing to do.
  const takesOver = next?.from != null && next.from <= finnishDay(ends) && inForce(next).ends > ends;
  if (takesOver) return null;
  return ends.getTime() - now.getTime() <= WARN_DAYS * DAY_MS ? 'ends-soon' : null;
}

function issuerName(certificatePem: string): string {
  const { issuer } = new X509Certificate(certificatePem);
  return /^CN=(.*)$/m.exec(issuer)?.[1] ?? issuer.replaceAll('\n', ', ');
}

const finnishDay = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(at);
