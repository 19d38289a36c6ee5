import type { X509Certificate } from 'node:crypto';
import { Certificate, CRLDistributionPoints, OCSPRequest } from 'pkijs';
import { bounded } from './bounded.ts';
import { isGoodByAnswer, isGoodByList, type Proof } from './revocation-check.ts';
import { own } from './signer-check.ts';

/** Lists of large issuers take a few megabytes. */
const MOST_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const DISTRIBUTION_POINTS = '2.5.29.31';
/** GeneralName uniformResourceIdentifier (RFC 5280 § 4.2.1.6). */
const URI = 6;

/**
 * Asks, for every certificate of the chains but the roots, its issuer's OCSP responder, or else fetches its list. What
 * cannot be had or does not say "good" is left out: the seal is then no B-LT, and says so by its level.
 */
export async function proofOf(chains: X509Certificate[][], at: Date): Promise<Proof> {
  const proof: Proof = { certificates: [], crls: [], ocsps: [] };
  for (const chain of chains) {
    proof.certificates.push(...chain.map((each) => new Uint8Array(each.raw)));
    for (const [place, certificate] of chain.slice(0, -1).entries()) {
      const issuer = chain[place + 1];
      if (issuer) await addProof(proof, certificate, issuer, at);
    }
  }
  return proof;
}

async function addProof(proof: Proof, certificate: X509Certificate, issuer: X509Certificate, at: Date): Promise<void> {
  for (const url of respondersOf(certificate)) {
    const answer = await fetched(url, await question(certificate, issuer));
    if (answer && isGoodByAnswer(answer, certificate, issuer, at)) {
      proof.ocsps.push(answer);
      return;
    }
  }
  for (const url of listsOf(certificate)) {
    const list = await fetched(url);
    if (list && isGoodByList(list, certificate, issuer, at)) {
      proof.crls.push(list);
      return;
    }
  }
}

/** Addresses of the responder, from the certificate's authority information access (RFC 5280 § 4.2.2.1). */
const respondersOf = ({ infoAccess = '' }: X509Certificate): string[] =>
  [...infoAccess.matchAll(/^OCSP - URI:(https?:\S+)$/gm)].map(([, url = '']) => url);

/** Addresses of the issuer's list (RFC 5280 § 4.2.1.13). */
function listsOf(certificate: X509Certificate): string[] {
  const { extensions = [] } = Certificate.fromBER(own(certificate.raw));
  const value = extensions.find((each) => each.extnID === DISTRIBUTION_POINTS)?.parsedValue;
  if (!(value instanceof CRLDistributionPoints)) return [];
  const names = value.distributionPoints.flatMap(({ distributionPoint }) =>
    Array.isArray(distributionPoint) ? distributionPoint : [],
  );
  return names.flatMap(({ type, value: url }) => (type === URI && /^https?:/.test(String(url)) ? [String(url)] : []));
}

/** RFC 6960 § 4.1, with SHA-1 as the only hash every responder knows; it only names the issuer. */
async function question(certificate: X509Certificate, issuer: X509Certificate): Promise<ArrayBuffer> {
  const request = new OCSPRequest();
  await request.createForCertificate(Certificate.fromBER(own(certificate.raw)), {
    hashAlgorithm: 'SHA-1',
    issuerCertificate: Certificate.fromBER(own(issuer.raw)),
  });
  return request.toSchema(true).toBER();
}

/** A list by GET, an answer by POST; null when it cannot be had. */
async function fetched(url: string, ask?: ArrayBuffer): Promise<Uint8Array | null> {
  const how = ask ? { method: 'POST', headers: { 'content-type': 'application/ocsp-request' }, body: ask } : {};
  try {
    const response = await fetch(url, { ...how, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? await bounded(response, MOST_BYTES) : null;
  } catch {
    // No network, no answer in time, too long: the seal is made without it.
    return null;
  }
}
