import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTestCertificate } from '../../src/document/seal-key.ts';
import { readSealKeys } from '../../src/document/seal-key-files.ts';
import { assertInForce, keyOn, sealKeyFrom } from '../../src/document/seal-keys.ts';
import { type Authority, startAuthority } from './authority.ts';

const at = new Date('2026-03-12T08:16:00Z');
let authority: Authority;
beforeAll(async () => {
  authority = await startAuthority({ at });
});
afterAll(() => authority.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const material = (more: object = {}) => ({
  from: null,
  key: bytes(authority.seal.keyPem),
  certificates: `${authority.root.certificate}${authority.seal.certificate}`,
  password: '',
  ...more,
});

describe('a seal key', () => {
  it('of PEM finds its own certificate and puts the chain in order', () => {
    const key = sealKeyFrom(material());
    expect(key.certificatePem).toBe(authority.seal.certificate.toString());
    expect(key.chainPem).toBe(authority.root.certificate.toString());
  });

  it('may stand with its own certificate alone', () => {
    expect(sealKeyFrom(material({ certificates: authority.seal.certificate.toString() })).chainPem).toBe('');
  });

  it('of encrypted PEM opens with its password and not with another', () => {
    const key = bytes(
      createPrivateKey(authority.seal.keyPem)
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'oikea' })
        .toString(),
    );
    expect(sealKeyFrom(material({ key, password: 'oikea' })).keyPem).toBe(authority.seal.keyPem);
    expect(() => sealKeyFrom(material({ key, password: 'väärä' }))).toThrow('the key does not open');
    expect(() => sealKeyFrom(material({ key }))).toThrow('the key does not open');
  });

  it('that no certificate belongs to is refused', () => {
    const other = authority.root.certificate.toString();
    expect(() => sealKeyFrom(material({ certificates: other }))).toThrow('no certificate belongs to the key');
  });

  it.each(['aes256', '3des'] as const)(
    'of PKCS #12 by %s opens with its password and not with another',
    (algorithm) => {
      const { p12, certificatePem, keyPem } = rsaPkcs12(algorithm);
      const key = sealKeyFrom(material({ key: p12, certificates: null, password: 'oikea' }));
      expect(key).toMatchObject({ certificatePem, chainPem: '' });
      expect(createPrivateKey(key.keyPem).equals(createPrivateKey(keyPem))).toBe(true);
      expect(() => sealKeyFrom(material({ key: p12, certificates: null, password: 'väärä' }))).toThrow('does not open');
    },
  );

  it('of PKCS #12 with an EC key opens too', () => {
    const key = sealKeyFrom(material({ key: Buffer.from(EC_PKCS12, 'base64'), certificates: null, password: 'oikea' }));
    expect(new X509Certificate(key.certificatePem).subject).toBe('CN=Test Seal EC');
    expect(createPrivateKey(key.keyPem).asymmetricKeyType).toBe('ec');
  });

  it('of a damaged PKCS #12 file is refused', () => {
    const { p12 } = rsaPkcs12('aes256');
    expect(() => sealKeyFrom(material({ key: p12.subarray(0, 500), certificates: null }))).toThrow('does not open');
  });
});

describe('the keys of the settings', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seal-keys-'));
    await writeFile(join(folder, '2027-01-01.p12'), Buffer.from(EC_PKCS12, 'base64'));
    await writeFile(join(folder, '2026-01-01.key.pem'), authority.seal.keyPem);
    await writeFile(join(folder, '2026-01-01.cert.pem'), material().certificates);
  });

  it('in a folder take turns by the days of their names', async () => {
    const keys = await readSealKeys({ kind: 'folder', folder, password: 'oikea' }, folder, at);
    expect(keys.map(({ from }) => from)).toEqual(['2026-01-01', '2027-01-01']);
  });

  it('in a folder are refused by the name of the file that does not open', async () => {
    await expect(readSealKeys({ kind: 'folder', folder, password: 'väärä' }, folder, at)).rejects.toThrow(
      '2027-01-01.p12',
    );
    const empty = await mkdtemp(join(folder, 'empty-'));
    await expect(readSealKeys({ kind: 'folder', folder: empty, password: '' }, folder, at)).rejects.toThrow('no key');
  });

  it('in the setting itself are PEM or PKCS #12 in base64', async () => {
    const pem = {
      kind: 'text',
      key: authority.seal.keyPem,
      certificates: material().certificates,
      password: '',
    } as const;
    const p12 = { kind: 'text', key: EC_PKCS12, certificates: null, password: 'oikea' } as const;
    for (const source of [pem, p12]) expect(await readSealKeys(source, folder, at)).toHaveLength(1);
  });

  it('left out give the test key', async () => {
    const [key] = await readSealKeys(null, folder, at);
    expect(isTestCertificate(key?.certificatePem ?? '')).toBe(true);
  });
});

describe('of several keys', () => {
  const dated = (from: string | null) => ({ from, keyPem: '', certificatePem: String(from) });

  it.each([
    ['2026-12-31', 'null'],
    ['2027-01-01', '2027-01-01'],
    ['2028-05-31', '2027-01-01'],
    ['2028-06-01', '2028-06-01'],
  ])('the one in use on %s is that of %s', (day, from) => {
    const keys = [dated('2028-06-01'), dated(null), dated('2027-01-01')];
    expect(keyOn(keys, day).certificatePem).toBe(from);
  });

  it('none is in use before the first one’s day', () => {
    expect(() => keyOn([dated('2027-01-01')], '2026-12-31')).toThrow('no seal key is in use on 2026-12-31');
  });

  it.each([
    ['2026-03-11T08:15:59Z', true],
    ['2026-03-11T08:16:00Z', false],
    ['2027-03-12T08:16:00Z', false],
    ['2027-03-12T08:16:01Z', true],
  ])('one whose certificate is not in force is refused: at %s %s', (moment, refused) => {
    const check = () => assertInForce(sealKeyFrom(material()), new Date(moment));
    if (refused) expect(check).toThrow('in force from 2026-03-11 to 2027-03-12');
    else expect(check).not.toThrow();
  });
});

/** Made for this test by `openssl pkcs12 -export`: an EC key and its certificate, in force for a hundred years. */
const EC_PKCS12 = [
  'MIIEHAIBAzCCA9IGCSqGSIb3DQEHAaCCA8MEggO/MIIDuzCCAnIGCSqGSIb3DQEHBqCCAmMwggJfAgEAMIICWAYJKoZIhvcNAQcB',
  'MFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg7S9gthcITJwICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEPky',
  'sjHzI/fydcN5KlWuTfGAggHwovwU+VqsUIIMaf6iH6UbSwrw5YCoYxH+7+Ioy6ckYpPvUkfUQ4RP2e3SpbACSrrohxG5Eq13PbWK',
  'OGSlnhfF8FrOFokVKp2XaOyjrIHZteAxUavSw7jFcUkDDGrNsTXDE4mQbSBGclB43yuTiL7IKm7bQQ+Zjv0rSTlqicV/ElLLLR2e',
  'jurRMBf9uji0I/ZaMUmkzzQhy7aWMSIAJjgvXp049yzZ6pT+u18VCNqULLxvdQk/yyqtGvw+sBeZmqAzy2DGc+FFxaR8pZALGHCh',
  'D46oWMCsxN77PfDFa8nU1yA2c4MGv85dZwu9bnRLlWimkb2cIXSZ6REeRXHAgtCkTTCct6KYha/HDBx6124y6KFWqBSAP8LHkVnO',
  '8oivBg+2XhsefDzkuNF3/yGhnyKFZMgt+qZ3/ESr11fNeStR/P/XmQSjdz85xQm8QuidzsSTf9dLTls21S/qCgFr0xGV3KLAEYAT',
  'dsew6kxskgH5LrZl/50hkTE17SkdfUN5SGvF9kFrBIP9auUqIs6HDMqmjMVCYwtR4SyMFbtS05CjyULVygsumnsvcdzTHrrRMH+q',
  'iWB0C38WoqfLxF2zqRtMK2mAPU0B4lTr9wgY4k1k6fhSjbd4rL+4bWOWO2xHQFh/DKPcwGqy3q37qo8m33j+rTCCAUEGCSqGSIb3',
  'DQEHAaCCATIEggEuMIIBKjCCASYGCyqGSIb3DQEMCgECoIHvMIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAj4kYx/',
  'DDrbNwICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEG5T1EBtgpx891A8RvUN9UsEgZD/zIZOZUe0vcL39zKSJiRXv6nm',
  'Dl9Jtdmi+H7PIcycAVCCF4a8jMuZTAECUCY+OQ5Oa9x8hx3aSwrHkxFIaLa8lpxW8K3ndf3Sqmp/ZrM2H3IUZVJ1rDXrAH3uGBFC',
  'YJoJIiThAhZ2VCoE9BCQvCqUrBz4mX7p0vML5FAnCEXm9cEqubjaQEfH4KIubb5BFDIxJTAjBgkqhkiG9w0BCRUxFgQUXbSm6Roy',
  'VfD3Rq4G4qoiNOyo7kIwQTAxMA0GCWCGSAFlAwQCAQUABCAyNNEkt+g95JqCvfsSTyach2I1yOfTgvgrlecP41tkoQQImWa9uYZI',
  'm4gCAggA',
].join('');

function rsaPkcs12(algorithm: 'aes256' | '3des') {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date('2026-01-01');
  certificate.validity.notAfter = new Date('2027-01-01');
  certificate.setSubject([{ name: 'commonName', value: 'Test Seal RSA' }]);
  certificate.setIssuer([{ name: 'commonName', value: 'Test Seal RSA' }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  const asn1 = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [certificate], 'oikea', { algorithm });
  const lines = (pem: string) => pem.replaceAll('\r\n', '\n');
  return {
    p12: new Uint8Array(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')),
    certificatePem: lines(forge.pki.certificateToPem(certificate)),
    keyPem: lines(forge.pki.privateKeyToPem(keys.privateKey)),
  };
}
