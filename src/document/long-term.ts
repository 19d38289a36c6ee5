import { X509Certificate } from 'node:crypto';
import { type CmsKey, certificatesIn, type TimeStamp } from './cms.ts';
import { proofOf } from './revocation.ts';
import type { Proof } from './revocation-check.ts';
import { type TimeStampAuthority, timeStampOf } from './time-stamp.ts';
import { checkTimeStamp } from './time-stamp-check.ts';

/** What a seal gets beyond B-B: a time stamp, and proofs that the certificates were good. */
export interface LongTerm {
  stamp: TimeStamp;
  /** Gathered anew when the last ones are an hour old. */
  proof(): Promise<Proof>;
}

const FRESH_MS = 3_600_000;
/** Anything: the answer is asked only for the certificates in it. */
const ANYTHING = new Uint8Array([0]);

/** Time stamps of an authority, and proofs for the seal's chain and the authority's own. */
export function longTerm(key: CmsKey, authority: TimeStampAuthority): LongTerm {
  let gathered: { at: number; proof: Promise<Proof> } | null = null;
  const stamp: TimeStamp = (signature) => timeStampOf(signature, authority);

  /** The clock is the authority's own: a list or answer must not be younger than the stamp it stands beside. */
  async function gather(): Promise<Proof> {
    const stamped = checkTimeStamp(await stamp(ANYTHING), ANYTHING);
    if (stamped === null) throw new Error('a checked time stamp does not check again');
    const own = [new X509Certificate(key.certificatePem), ...certificatesIn(key.chainPem ?? '')];
    return proofOf([own, stamped.chain], stamped.time);
  }

  return {
    stamp,
    proof() {
      const now = performance.now();
      if (gathered === null || now - gathered.at > FRESH_MS) {
        const proof = gather();
        // A failure is not kept: the next seal asks again.
        proof.catch(() => {
          gathered = null;
        });
        gathered = { at: now, proof };
      }
      return gathered.proof;
    },
  };
}
