import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Set as AsnSet, BitString, Integer, ObjectIdentifier, Sequence, Utf8String } from 'asn1js';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClaimPdf } from '../../src/document/claim-pdf.ts';
import { signCms } from '../../src/document/cms.ts';
import { proofOf } from '../../src/document/revocation.ts';
import { RESERVED, sealPdf } from '../../src/document/seal.ts';
import { APPROVER_SEAL, MEMBER_SEAL } from '../../src/document/seal-field.ts';
import { type DatedKey, sealKeyFrom } from '../../src/document/seal-keys.ts';
import { timeStampOf } from '../../src/document/time-stamp.ts';
import { checkTimeStamp } from '../../src/document/time-stamp-check.ts';
import { verifyPdf } from '../../src/document/verify.ts';
import { type Authority, startAuthority } from './authority.ts';
import { sampleClaim } from './sample.ts';

/**
 * A key shaped like those the State's certificate authority gives to organisations: root, issuing authority, seal; RSA of
 * 3072 and 4096 bits; policies, and addresses of its lists by LDAP and HTTP. It drops in as files, without code.
 */

const at = new Date('2026-03-12T08:16:00Z');
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
type Keys = Awaited<ReturnType<typeof keysOf>>;
type Signed = { keys: Keys; certificate: pkijs.Certificate };

const keysOf = (modulusLength: number) =>
  webcrypto.subtle.generateKey({ ...RSA, modulusLength }, true, ['sign', 'verify']);

function nameOf(parts: [string, string][]): pkijs.RelativeDistinguishedNames {
  const sets = parts.map(([type, value]) => {
    const pair = new Sequence({ value: [new ObjectIdentifier({ value: type }), new Utf8String({ value })] });
    return new AsnSet({ value: [pair] });
  });
  return pkijs.RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER());
}

const named = (common: string) =>
  nameOf([
    ['2.5.4.6', 'FI'],
    ['2.5.4.10', 'Testivirasto (keksitty)'],
    ['2.5.4.97', 'VATFI-00000000'],
    ['2.5.4.3', common],
  ]);

const uri = (value: string) => new pkijs.GeneralName({ type: 6, value });
const extension = (extnID: string, value: { toBER(): ArrayBuffer }, critical = false) =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

function extensions(ca: boolean, lists: string[], web: string): pkijs.Extension[] {
  // keyCertSign and cRLSign; digitalSignature and nonRepudiation.
  const usage = new BitString({ valueHex: new Uint8Array([ca ? 0x06 : 0xc0]).buffer, unusedBits: ca ? 1 : 6 });
  const points = lists.map((list) => new pkijs.DistributionPoint({ distributionPoint: [uri(list)] }));
  const access = [
    new pkijs.AccessDescription({ accessMethod: '1.3.6.1.5.5.7.48.2', accessLocation: uri(`${web}/issuer.crt`) }),
    new pkijs.AccessDescription({
      accessMethod: '1.3.6.1.5.5.7.48.1',
      accessLocation: uri('ldap://ldap.invalid:389/ocsp'),
    }),
  ];
  const qualifiers = [
    new pkijs.PolicyQualifierInfo({
      policyQualifierId: '1.3.6.1.5.5.7.2.1',
      qualifier: new Utf8String({ value: `https://certificates.invalid/${'cps'.repeat(20)}` }),
    }),
  ];
  const policy = new pkijs.PolicyInformation({
    policyIdentifier: '1.3.6.1.4.1.99999.10.3',
    policyQualifiers: qualifiers,
  });
  return [
    extension('2.5.29.19', new pkijs.BasicConstraints({ cA: ca }).toSchema(), true),
    extension('2.5.29.15', usage, true),
    extension('2.5.29.32', new pkijs.CertificatePolicies({ certificatePolicies: [policy] }).toSchema()),
    extension('1.3.6.1.5.5.7.1.1', new pkijs.InfoAccess({ accessDescriptions: access }).toSchema()),
    extension('2.5.29.31', new pkijs.CRLDistributionPoints({ distributionPoints: points }).toSchema()),
  ];
}

let serial = 0x41_00;
async function certified(common: string, bits: number, more: pkijs.Extension[], issuer?: Signed): Promise<Signed> {
  const keys = await keysOf(bits);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  serial += 1;
  certificate.serialNumber = new Integer({ value: serial });
  certificate.subject = named(common);
  certificate.issuer = issuer ? issuer.certificate.subject : named(common);
  certificate.notBefore = new pkijs.Time({ value: new Date('2025-01-01T00:00:00Z') });
  certificate.notAfter = new pkijs.Time({ value: new Date('2028-01-01T00:00:00Z') });
  certificate.extensions = more;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as CryptoKey);
  await certificate.sign((issuer?.keys ?? keys).privateKey as CryptoKey, 'SHA-256');
  return { keys, certificate };
}

async function listOf({ keys, certificate }: Signed): Promise<Buffer> {
  const list = new pkijs.CertificateRevocationList();
  list.version = 1;
  list.issuer = certificate.subject;
  list.thisUpdate = new pkijs.Time({ value: new Date('2026-03-12T00:00:00Z') });
  list.nextUpdate = new pkijs.Time({ value: new Date('2026-03-14T00:00:00Z') });
  await list.sign(keys.privateKey as CryptoKey, 'SHA-256');
  return Buffer.from(list.toSchema(true).toBER());
}

const x509 = ({ certificate }: Signed) => new X509Certificate(new Uint8Array(certificate.toSchema(true).toBER()));

async function pemOf({ keys }: Signed): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

describe('the key of an organisation', () => {
  let authority: Authority;
  let server: Server;
  let lists: Record<string, Buffer> = {};
  const asked: string[] = [];
  let root: Signed;
  let issuing: Signed;
  let seal: Signed;
  let key: DatedKey;
  beforeAll(async () => {
    authority = await startAuthority({ at });
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const list = lists[request.url ?? ''];
      response.writeHead(list ? 200 : 404).end(list);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ldap = 'ldap://ldap.invalid:389/cn%3dIssuing%20CA,dmdName%3dTest,c%3dFI?certificateRevocationList';
    root = await certified('Testijuuri (keksitty) Root CA - G9 RSA', 4096, extensions(true, [], web));
    issuing = await certified(
      'Testimyöntäjä (keksitty) Service Certificates - G9R',
      4096,
      extensions(true, [ldap, `${web}/root.crl`], web),
      root,
    );
    seal = await certified(
      'Testiviraston sähköinen leima (keksitty)',
      3072,
      extensions(false, [ldap, `${web}/issuing.crl`], web),
      issuing,
    );
    lists = { '/root.crl': await listOf(root), '/issuing.crl': await listOf(issuing) };
    const certificates = [root, seal, issuing].map((each) => x509(each).toString()).join('');
    key = sealKeyFrom({ from: '2026-01-01', key: Buffer.from(await pemOf(seal)), certificates, password: '' });
  });
  afterAll(async () => {
    server?.close();
    await authority?.close();
  });

  it('finds its own certificate among the given and puts the rest in order, whatever theirs was', () => {
    expect(key.certificatePem).toBe(x509(seal).toString());
    expect(key.chainPem).toBe(`${x509(issuing)}${x509(root)}`);
  });

  it('proves itself by the lists that answer over HTTP; addresses of LDAP are passed over', async () => {
    const proof = await proofOf([[x509(seal), x509(issuing), x509(root)]], at);
    expect(asked).toEqual(['/issuing.crl', '/root.crl']);
    expect(proof).toMatchObject({ ocsps: [] });
    expect(proof.crls.map((each) => Buffer.from(each))).toEqual([lists['/issuing.crl'], lists['/root.crl']]);
  });

  it('seals twice for the long term, trusted by its root', async () => {
    const trusted = authority.root.certificate.toString();
    const stamp = (signature: Uint8Array) => timeStampOf(signature, asking());
    const chain = [x509(seal), x509(issuing), x509(root)];
    const stamped = checkTimeStamp(await stamp(new Uint8Array([1])), new Uint8Array([1]));
    const proof = await proofOf([chain, stamped?.chain ?? []], at);
    const text = { heading: 'Sinetti', lines: ['Testi'], warning: null };
    const how = { ...key, sealedAt: at, text, stamp, proof };
    const one = await sealPdf(await buildClaimPdf(await sampleClaim()), { ...how, field: MEMBER_SEAL });
    const both = await sealPdf(one, { ...how, field: APPROVER_SEAL });
    const trustedPem = [x509(root).toString(), trusted];
    const report = await verifyPdf(both, { recalculate: (claim) => claim.evaluation, trustedPem });
    expect(report.valid).toBe(true);
    for (const signature of report.signatures) {
      expect(signature).toMatchObject({ valid: true, trusted: true, testKey: false, level: 'PAdES-B-LT' });
    }
  });

  it('has room for its certificates and a time stamp that brings as many', async () => {
    /** A token with three RSA certificates more, as an authority of the same house would give. */
    const large = async (signature: Uint8Array) => {
      const token = await timeStampOf(signature, asking());
      const content = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(token).buffer).content });
      const more = [seal, issuing, root].map((each) => each.certificate);
      content.certificates = [...(content.certificates ?? []), ...more];
      const whole = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: content.toSchema() });
      return new Uint8Array(whole.toSchema().toBER());
    };
    const used = (await signCms([new Uint8Array([1])], key, large)).length;
    expect(used).toBeGreaterThan(10_000);
    expect(used).toBeLessThan(RESERVED * 0.75);
  });

  const asking = () => ({ url: authority.tsaUrl, trustedPem: [authority.root.certificate.toString()], tries: 2 });
});
