import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db/matkalasku',
  SEAL_KEY_FILE: '/run/secrets/key.pem',
  SEAL_CERTIFICATE_FILE: '/run/secrets/certificate.pem',
  PUBLIC_URL: 'https://matkalasku.example.fi',
};

test('with nothing set: 127.0.0.1:3000, the built-in database in ./data, and the demo', () => {
  expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: null, demo: true });
});

test('a variable that is set to nothing is as good as not set', () => {
  expect(readConfig({ PORT: '', DEMO: '' })).toMatchObject({ port: 3000, demo: true });
});

describe('production', () => {
  test('with everything real starts without demo accounts', () => {
    expect(readConfig(production)).toMatchObject({ production: true, demo: false });
  });

  test.each([
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['DEMO', { DEMO: 'on' }],
    ['SEAL_KEY_FILE', { SEAL_KEY_FILE: '', SEAL_CERTIFICATE_FILE: '' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://matkalasku.example.fi' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
  ])('is refused by the name of %s', (name, change) => {
    expect(() => readConfig({ ...production, ...change })).toThrow(name);
  });
});

test.each([
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['MAX_UPLOAD_MB', '0'],
  ['DATABASE_URL', 'mysql://db'],
  ['DEMO', 'yes'],
  ['SMTP_URL', 'http://mail'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s stops the start and is named', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name);
});

describe('the seal', () => {
  test.each([
    ['SEAL_KEY_FILE, SEAL_KEY, SEAL_KEYS_DIR', { SEAL_KEY_FILE: 'a.p12', SEAL_KEYS_DIR: 'keys' }],
    ['SEAL_CERTIFICATE_FILE', { SEAL_CERTIFICATE_FILE: 'a.pem' }],
    ['SEAL_CERTIFICATE', { SEAL_CERTIFICATE: 'pem', SEAL_KEY_FILE: 'a.p12' }],
    ['SEAL_TSA_CERTIFICATES_FILE', { SEAL_TSA_URL: 'https://tsa.example.fi' }],
    ['SEAL_TSA_URL', { SEAL_TSA_URL: 'ftp://tsa.example.fi', SEAL_TSA_CERTIFICATES_FILE: 'a.pem' }],
  ])('settings that do not fit together are refused by the name of %s', (name, change) => {
    expect(() => readConfig(change)).toThrow(name);
  });

  test.each([
    [{}, null],
    [
      { SEAL_KEY_FILE: 'a.p12', SEAL_KEY_PASSWORD: 'x' },
      { kind: 'file', key: 'a.p12', certificates: null, password: 'x' },
    ],
    [
      { SEAL_KEY: 'pem', SEAL_CERTIFICATE: 'cert' },
      { kind: 'text', key: 'pem', certificates: 'cert', password: '' },
    ],
    [{ SEAL_KEYS_DIR: 'keys' }, { kind: 'folder', folder: 'keys', password: '' }],
  ])('of %o is found', (change, seal) => {
    expect(readConfig(change).seal).toEqual(seal);
  });
});

test('the value of a wrong setting, which may be a secret, is not told', () => {
  expect(() => readConfig({ DATABASE_URL: 'secret-password' })).toThrow(/^(?!.*secret-password)/);
});
