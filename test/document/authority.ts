import { createHash, createPrivateKey, sign, webcrypto, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Set as AsnSet,
  BitString,
  Constructed,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
  Utf8String,
} from 'asn1js';
import * as pkijs from 'pkijs';

/**
 * An authority of its own for these tests: a root, a seal certificate, a time-stamp authority (RFC 3161), revocation
 * lists (RFC 5280) and an OCSP responder (RFC 6960), answering over HTTP on this machine.
 */

pkijs.setEngine('test', new pkijs.CryptoEngine({ name: 'test', crypto: webcrypto as Crypto }));

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

type Pair = { keyPem: string; certificate: X509Certificate };
type Wanted = { name: string; ca?: boolean; usage?: string; from?: Date; until?: Date; proofUrl?: string };

export type Spoil = 'imprint' | 'nonce' | 'status' | 'signature' | 'silence' | 'long' | 'usage' | 'rootless' | null;

export interface Authority {
  root: Pair;
  seal: Pair;
  tsaUrl: string;
  /** Makes the next answers of the time-stamp authority wrong in one way. */
  spoil(how: Spoil): void;
  /** Lets the responder answer, or not, so that the list is asked. */
  answerOcsp(yes: boolean): void;
  /** Takes back the seal's certificate. */
  revoke(): void;
  asked: string[];
  close(): Promise<void>;
}

export async function startAuthority({ at = new Date() } = {}): Promise<Authority> {
  const state = { spoil: null as Spoil, ocsp: true, revoked: [] as string[] };
  const asked: string[] = [];
  const answers: Record<string, (body: Uint8Array) => Promise<Buffer> | Buffer | null> = {
    '/tsa': (body) => stamped(body, state.spoil === 'usage' ? seal : tsa, root, state.spoil, at),
    '/ocsp': (body) => (state.ocsp ? answered(body, root, state.revoked, at) : null),
    '/list.crl': () => listed(root, state.revoked, at),
  };
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const body = await bytesOf(request);
    if (path === '/tsa' && state.spoil === 'silence') return;
    const answer = await answers[path]?.(body);
    response.writeHead(answer ? 200 : 503).end(answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const validity = { from: new Date(at.getTime() - 86_400_000), until: new Date(at.getTime() + 365 * 86_400_000) };
  const root = await pair({ name: 'Test Root', ca: true, ...validity });
  const seal = await pair({ name: 'Test Seal of an Agency', proofUrl: url, ...validity }, root);
  const usage = '1.3.6.1.5.5.7.3.8';
  const tsa = await pair({ name: 'Test Time-Stamp Authority', usage, proofUrl: url, ...validity }, root);
  return {
    root,
    seal,
    tsaUrl: `${url}/tsa`,
    spoil: (how) => {
      state.spoil = how;
    },
    answerOcsp: (yes) => {
      state.ocsp = yes;
    },
    revoke: () => {
      state.revoked = [serialOf(seal.certificate)];
    },
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function bytesOf(request: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

const serialOf = (certificate: X509Certificate): string =>
  Buffer.from(parsed(certificate).serialNumber.valueBlock.valueHexView).toString('hex');

const parsed = (certificate: X509Certificate) => pkijs.Certificate.fromBER(buffer(certificate.raw));

function named(text: string): pkijs.RelativeDistinguishedNames {
  const value = [new ObjectIdentifier({ value: '2.5.4.3' }), new Utf8String({ value: text })];
  const name = new Sequence({ value: [new AsnSet({ value: [new Sequence({ value })] })] });
  return pkijs.RelativeDistinguishedNames.fromBER(name.toBER());
}

async function pair({ name, ca = false, usage, from, until, proofUrl }: Wanted, issuer?: Pair): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const keyPem = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({
    valueHex: buffer(Buffer.from([0x41, ...Buffer.from(name).subarray(5, 12)])),
  });
  certificate.subject = named(name);
  certificate.issuer = issuer ? parsed(issuer.certificate).subject : named(name);
  certificate.notBefore = new pkijs.Time({ value: from ?? new Date() });
  certificate.notAfter = new pkijs.Time({ value: until ?? new Date() });
  certificate.extensions = extensionsOf(ca, usage, proofUrl);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as CryptoKey);
  const signer = issuer ? await imported(issuer.keyPem) : keys.privateKey;
  await certificate.sign(signer as CryptoKey, 'SHA-256');
  return { keyPem, certificate: new X509Certificate(new Uint8Array(certificate.toSchema(true).toBER())) };
}

async function imported(keyPem: string) {
  const der = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', new Uint8Array(der), { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
  ]);
}

function extensionsOf(ca: boolean, usage?: string, proofUrl?: string): pkijs.Extension[] {
  const extension = (extnID: string, value: { toBER(): ArrayBuffer }, critical = true) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const uri = (path: string) => new pkijs.GeneralName({ type: 6, value: `${proofUrl}${path}` });
  const keyUsage = new BitString({ valueHex: buffer(Buffer.from([ca ? 0x06 : 0xc0])), unusedBits: ca ? 1 : 6 });
  const all = [
    extension('2.5.29.19', new pkijs.BasicConstraints({ cA: ca }).toSchema()),
    extension('2.5.29.15', keyUsage),
  ];
  if (usage) all.push(extension('2.5.29.37', new pkijs.ExtKeyUsage({ keyPurposes: [usage] }).toSchema()));
  if (proofUrl) {
    const responder = new pkijs.AccessDescription({ accessMethod: '1.3.6.1.5.5.7.48.1', accessLocation: uri('/ocsp') });
    all.push(
      extension('1.3.6.1.5.5.7.1.1', new pkijs.InfoAccess({ accessDescriptions: [responder] }).toSchema(), false),
    );
    const point = new pkijs.DistributionPoint({ distributionPoint: [uri('/list.crl')] });
    all.push(
      extension('2.5.29.31', new pkijs.CRLDistributionPoints({ distributionPoints: [point] }).toSchema(), false),
    );
  }
  return all;
}

const algorithm = (algorithmId: string) => new pkijs.AlgorithmIdentifier({ algorithmId });
const signedWith = (keyPem: string, bytes: ArrayBuffer) => buffer(sign('sha256', new Uint8Array(bytes), keyPem));

async function stamped(body: Uint8Array, tsa: Pair, root: Pair, spoil: Spoil, at: Date): Promise<Buffer> {
  const asked = pkijs.TimeStampReq.fromBER(buffer(body));
  const { messageImprint, nonce } = asked;
  const other = buffer(createHash('sha256').update('other').digest());
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.99999.1',
    messageImprint:
      spoil === 'imprint'
        ? new pkijs.MessageImprint({
            hashAlgorithm: algorithm(SHA256),
            hashedMessage: new OctetString({ valueHex: other }),
          })
        : messageImprint,
    serialNumber: new Integer({ value: 7 }),
    genTime: at,
    ...(nonce ? { nonce: spoil === 'nonce' ? new Integer({ value: 5 }) : nonce } : {}),
  });
  const content = new Uint8Array(info.toSchema().toBER());
  const token = tokenOf(content, tsa, root, spoil);
  const status = new pkijs.PKIStatusInfo({ status: spoil === 'status' ? 2 : 0 });
  const answer = new pkijs.TimeStampResp({ status, ...(spoil === 'status' ? {} : { timeStampToken: token }) });
  const bytes = Buffer.from(answer.toSchema().toBER());
  return spoil === 'long' ? Buffer.concat([bytes, Buffer.alloc(200_000)]) : bytes;
}

function tokenOf(content: Uint8Array, tsa: Pair, root: Pair, spoil: Spoil): pkijs.ContentInfo {
  const type = '1.2.840.113549.1.9.16.1.4';
  const certificate = parsed(tsa.certificate);
  const hash = (bytes: Uint8Array) =>
    new OctetString({ valueHex: buffer(createHash('sha256').update(bytes).digest()) });
  const essCertId = new Sequence({ value: [hash(tsa.certificate.raw)] });
  const attributes = [
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.3', values: [new ObjectIdentifier({ value: type })] }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.4', values: [hash(content)] }),
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.16.2.47',
      values: [new Sequence({ value: [new Sequence({ value: [essCertId] })] })],
    }),
  ].sort((a, b) => Buffer.compare(Buffer.from(a.toSchema().toBER()), Buffer.from(b.toSchema().toBER())));
  const toSign = new AsnSet({ value: attributes.map((each) => each.toSchema()) }).toBER();
  const signature = spoil === 'signature' ? signedWith(tsa.keyPem, buffer(content)) : signedWith(tsa.keyPem, toSign);
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: algorithm(SHA256),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: algorithm(ECDSA_SHA256),
    signature: new OctetString({ valueHex: signature }),
  });
  const signedData = new pkijs.SignedData({
    version: 3,
    digestAlgorithms: [algorithm(SHA256)],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: type }),
    certificates: spoil === 'rootless' ? [certificate] : [certificate, parsed(root.certificate)],
    signerInfos: [signer],
  });
  // Set afterwards: the constructor would cut the content into pieces, which is not DER.
  signedData.encapContentInfo.eContent = new OctetString({ valueHex: buffer(content) });
  return new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signedData.toSchema(true) });
}

const later = (at: Date) => new Date(at.getTime() + 86_400_000);
const earlier = (at: Date) => new Date(at.getTime() - 3_600_000);

async function answered(body: Uint8Array, root: Pair, revoked: string[], at: Date): Promise<Buffer> {
  const request = pkijs.OCSPRequest.fromBER(buffer(body));
  const certID = request.tbsRequest.requestList[0]?.reqCert;
  const serial = Buffer.from(certID?.serialNumber.valueBlock.valueHexView ?? []).toString('hex');
  const good = new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } });
  const gone = new Constructed({
    idBlock: { tagClass: 3, tagNumber: 1 },
    value: [new GeneralizedTime({ valueDate: earlier(at) })],
  });
  const single = new pkijs.SingleResponse({
    ...(certID ? { certID } : {}),
    thisUpdate: earlier(at),
    nextUpdate: later(at),
  });
  single.certStatus = revoked.includes(serial) ? gone : good;
  const basic = new pkijs.BasicOCSPResponse();
  basic.tbsResponseData.responderID = parsed(root.certificate).subject;
  basic.tbsResponseData.producedAt = at;
  basic.tbsResponseData.responses = [single];
  await basic.sign((await imported(root.keyPem)) as CryptoKey, 'SHA-256');
  const response = new pkijs.OCSPResponse();
  response.responseStatus.valueBlock.valueDec = 0;
  response.responseBytes = new pkijs.ResponseBytes({
    responseType: '1.3.6.1.5.5.7.48.1.1',
    response: new OctetString({ valueHex: basic.toSchema().toBER() }),
  });
  return Buffer.from(response.toSchema().toBER());
}

function listed(root: Pair, revoked: string[], at: Date): Buffer {
  const time = (value: Date) => new pkijs.Time({ value }).toSchema();
  const rows = revoked.map(
    (serial) =>
      new Sequence({ value: [new Integer({ valueHex: buffer(Buffer.from(serial, 'hex')) }), time(earlier(at))] }),
  );
  const tbs = new Sequence({
    value: [
      new Integer({ value: 1 }),
      algorithm(ECDSA_SHA256).toSchema(),
      parsed(root.certificate).subject.toSchema(),
      time(earlier(at)),
      time(later(at)),
      ...(rows.length > 0 ? [new Sequence({ value: rows })] : []),
    ],
  });
  const signature = new BitString({ valueHex: signedWith(root.keyPem, tbs.toBER()) });
  const list = new Sequence({ value: [tbs, algorithm(ECDSA_SHA256).toSchema(), signature] });
  return Buffer.from(list.toBER());
}
