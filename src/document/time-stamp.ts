import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
} from 'pkijs';
import { bounded } from './bounded.ts';
import { certificatesIn, OID } from './cms.ts';
import { DocumentProblem } from './document-problem.ts';
import { issued, own } from './signer-check.ts';
import { checkTimeStamp } from './time-stamp-check.ts';
import { isVouchedFor } from './trust.ts';

/** Where time stamps are asked (RFC 3161 over HTTP), and whom to believe. */
export interface TimeStampAuthority {
  url: string;
  /** Certificates its own must lead to, PEM. */
  trustedPem: string[];
  /** Longest wait for one answer, in milliseconds. */
  timeoutMs?: number;
  /** How often it is asked before giving up. */
  tries?: number;
}

const TIMEOUT_MS = 10_000;
const TRIES = 3;
const PAUSE_MS = 1_000;
/** A token with its chain takes 3–8 kB. */
const MOST_BYTES = 64 * 1024;
/** Certificates of one chain. */
const MOST_CERTIFICATES = 10;
/** Granted, or granted with changes (RFC 3161 § 2.4.2). */
const GRANTED = [0, 1];

/**
 * A time stamp over some bytes (a signature value), checked before it is given out: status, imprint, nonce, signature,
 * and that its certificate leads to a trusted one.
 * @returns DER of the token
 * @throws DocumentProblem `time-stamp-missing` after the last try
 */
export async function timeStampOf(stamped: Uint8Array, authority: TimeStampAuthority): Promise<Uint8Array> {
  const { tries = TRIES } = authority;
  let last = '';
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    try {
      return await askedOnce(stamped, authority);
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (attempt < tries) await pause(attempt * PAUSE_MS);
  }
  throw new DocumentProblem('time-stamp-missing', null, last);
}

async function askedOnce(stamped: Uint8Array, authority: TimeStampAuthority): Promise<Uint8Array> {
  const nonce = positive(randomBytes(16));
  const response = await fetch(authority.url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: request(stamped, nonce),
    redirect: 'error',
    signal: AbortSignal.timeout(authority.timeoutMs ?? TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the time-stamp authority answered ${response.status}`);
  return tokenIn(await bounded(response, MOST_BYTES), stamped, nonce, authority.trustedPem);
}

function request(stamped: Uint8Array, nonce: Uint8Array): ArrayBuffer {
  const imprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
    hashedMessage: new OctetString({ valueHex: own(createHash('sha256').update(stamped).digest()) }),
  });
  const asked = new TimeStampReq({
    version: 1,
    messageImprint: imprint,
    nonce: new Integer({ valueHex: own(nonce) }),
    certReq: true,
  });
  return asked.toSchema().toBER();
}

/** The checked token of an answer. Throws what is wrong with it, for the log. */
export function tokenIn(answer: Uint8Array, stamped: Uint8Array, nonce: Uint8Array, trustedPem: string[]): Uint8Array {
  const { status, timeStampToken } = TimeStampResp.fromBER(own(answer));
  if (!GRANTED.includes(status.status) || !timeStampToken)
    throw new Error(`the time-stamp authority refused (status ${status.status})`);
  const trusted = trustedPem.flatMap(certificatesIn);
  const token = completed(timeStampToken, trusted);
  const stamp = checkTimeStamp(token, stamped);
  if (stamp === null) throw new Error('the time stamp is not over what was asked, or its signature does not hold');
  if (stamp.nonce !== Buffer.from(nonce).toString('hex')) throw new Error('the time stamp has another nonce');
  if (!isVouchedFor(stamp.chain, trusted))
    throw new Error('the certificate of the time stamp does not lead to a trusted one');
  return token;
}

/**
 * The token with the certificates up to a trusted root, which some authorities leave out. They stand beside what is
 * signed, so adding them changes nothing of the stamp.
 */
function completed(answered: ContentInfo, trusted: X509Certificate[]): Uint8Array {
  const signedData = new SignedData({ schema: answered.content });
  const held = (signedData.certificates ?? []).map(
    (each) => new X509Certificate(new Uint8Array(each.toSchema().toBER())),
  );
  const lacks = (each: X509Certificate) => !held.some((issuer) => issued(each, issuer));
  const added: X509Certificate[] = [];
  for (let open = held.find(lacks); open; open = held.find(lacks)) {
    const from = open;
    const issuer = trusted.find((each) => issued(from, each));
    if (!issuer || held.length > MOST_CERTIFICATES) break;
    held.push(issuer);
    added.push(issuer);
  }
  if (added.length === 0) return new Uint8Array(answered.toSchema().toBER());
  const more = added.map((each) => Certificate.fromBER(own(each.raw)));
  signedData.certificates = [...(signedData.certificates ?? []), ...more];
  const whole = new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema() });
  return new Uint8Array(whole.toSchema().toBER());
}

/** A DER INTEGER that is neither negative nor begins with a zero byte. */
function positive(bytes: Uint8Array): Uint8Array {
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
