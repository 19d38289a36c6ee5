import { resolve } from 'node:path';
import { z } from 'zod';
import type { SealSource } from './document/seal-key-files.ts';

/** The only reader of the environment. Every setting is in README.md's table; a wrong one stops the start by name. */

const Switch = z.enum(['on', 'off']);

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: Switch.default('off'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  DEMO: Switch.optional(),
  SEAL_KEY_FILE: z.string().min(1).optional(),
  SEAL_CERTIFICATE_FILE: z.string().min(1).optional(),
  SEAL_KEY: z.string().min(1).optional(),
  SEAL_CERTIFICATE: z.string().min(1).optional(),
  SEAL_KEYS_DIR: z.string().min(1).optional(),
  SEAL_KEY_PASSWORD: z.string().default(''),
  SEAL_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  SEAL_TSA_CERTIFICATES_FILE: z.string().min(1).optional(),
  SMTP_URL: z.string().startsWith('smtp').optional(),
  MAIL_FROM: z.string().min(3).default('matkalasku@localhost'),
  ACCESSIBILITY_EMAIL: z.string().min(3).optional(),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(100).default(15),
  MAX_UNFINISHED_UPLOADS: z.coerce.number().int().min(1).max(1000).default(20),
  UPLOAD_HOURS: z.coerce.number().int().min(1).max(720).default(24),
  MAX_PAGES: z.coerce.number().int().min(1).max(100).default(20),
  READER_WORKERS: z.coerce.number().int().min(1).max(8).default(2),
  READER_TIMEOUT_SECONDS: z.coerce.number().int().min(5).max(600).default(25),
  RECEIPT_SECOND_READER: Switch.default('on'),
  READER_MEMORY_MB: z.coerce.number().int().min(256).max(8192).default(1024),
  MAX_VERIFY_MB: z.coerce.number().int().min(1).max(500).default(150),
  VERIFICATIONS_PER_MINUTE: z.coerce.number().int().min(1).max(1000).default(10),
  VERIFY_CERTIFICATES_FILE: z.string().min(1).optional(),
  SIGN_IN_ATTEMPTS_PER_MINUTE: z.coerce.number().int().min(1).max(1000).default(10),
  APPROVAL_SECOND_OVER_EUROS: z.coerce.number().int().min(0).max(10_000_000).default(1000),
  APPROVAL_UNDO_SECONDS: z.coerce.number().int().min(0).max(600).default(30),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
});

export type Config = {
  production: boolean;
  host: string;
  port: number;
  publicUrl: string | null;
  trustProxy: boolean;
  dataDir: string;
  databaseUrl: string | null;
  demo: boolean;
  /** Null: the test key of the data folder. */
  seal: SealSource | null;
  /** Who is asked for time stamps, and the file of certificates to believe. */
  timeStamps: { url: string; certificatesFile: string } | null;
  smtpUrl: string | null;
  mailFrom: string;
  accessibilityEmail: string;
  uploadBytes: number;
  unfinishedUploads: number;
  uploadKeepMs: number;
  pages: number;
  readerWorkers: number;
  readerTimeoutMs: number;
  secondReader: boolean;
  readerMemoryBytes: number;
  signInAttemptsPerMinute: number;
  verifyBytes: number;
  verificationsPerMinute: number;
  /** File of certificates whose seals are trusted, beside the service's own. */
  verifyCertificatesFile: string | null;
  approvalSecondOverCents: number;
  approvalUndoMs: number;
  logLevel: string;
};

/** A setting that cannot be used: the service does not start. The message names the variable and says what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings. Throws `ConfigError` with the variable's name; never prints a value, which may be a secret. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new ConfigError(`${String(first?.path[0])}: ${first?.message}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  refuseInProduction(env, production);
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? null,
    trustProxy: env.TRUST_PROXY === 'on',
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    demo: (env.DEMO ?? (production ? 'off' : 'on')) === 'on',
    seal: sealSource(env),
    timeStamps: timeStamps(env),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    accessibilityEmail: env.ACCESSIBILITY_EMAIL ?? env.MAIL_FROM,
    uploadBytes: env.MAX_UPLOAD_MB * 1024 * 1024,
    unfinishedUploads: env.MAX_UNFINISHED_UPLOADS,
    uploadKeepMs: env.UPLOAD_HOURS * 3_600_000,
    pages: env.MAX_PAGES,
    readerWorkers: env.READER_WORKERS,
    readerTimeoutMs: env.READER_TIMEOUT_SECONDS * 1000,
    secondReader: env.RECEIPT_SECOND_READER === 'on',
    readerMemoryBytes: env.READER_MEMORY_MB * 1024 * 1024,
    signInAttemptsPerMinute: env.SIGN_IN_ATTEMPTS_PER_MINUTE,
    verifyBytes: env.MAX_VERIFY_MB * 1024 * 1024,
    verificationsPerMinute: env.VERIFICATIONS_PER_MINUTE,
    verifyCertificatesFile: env.VERIFY_CERTIFICATES_FILE ?? null,
    approvalSecondOverCents: env.APPROVAL_SECOND_OVER_EUROS * 100,
    approvalUndoMs: env.APPROVAL_UNDO_SECONDS * 1000,
    logLevel: env.LOG_LEVEL ?? (production ? 'info' : 'warn'),
  };
}

type Environment = z.infer<typeof Environment>;

/** One way of giving the seal's key, or none: the test key. A PEM key has its certificates beside it. */
function sealSource(env: Environment): SealSource | null {
  const given = [env.SEAL_KEY_FILE, env.SEAL_KEY, env.SEAL_KEYS_DIR].filter((value) => value !== undefined);
  if (given.length > 1) throw new ConfigError('SEAL_KEY_FILE, SEAL_KEY, SEAL_KEYS_DIR: set one of them');
  if (env.SEAL_CERTIFICATE_FILE && !env.SEAL_KEY_FILE)
    throw new ConfigError('SEAL_CERTIFICATE_FILE: SEAL_KEY_FILE is not set');
  if (env.SEAL_CERTIFICATE && !env.SEAL_KEY) throw new ConfigError('SEAL_CERTIFICATE: SEAL_KEY is not set');
  const password = env.SEAL_KEY_PASSWORD;
  if (env.SEAL_KEYS_DIR) return { kind: 'folder', folder: env.SEAL_KEYS_DIR, password };
  if (env.SEAL_KEY_FILE)
    return { kind: 'file', key: env.SEAL_KEY_FILE, certificates: env.SEAL_CERTIFICATE_FILE ?? null, password };
  return env.SEAL_KEY
    ? { kind: 'text', key: env.SEAL_KEY, certificates: env.SEAL_CERTIFICATE ?? null, password }
    : null;
}

function timeStamps({ SEAL_TSA_URL: url, SEAL_TSA_CERTIFICATES_FILE: certificatesFile }: Environment) {
  if (Boolean(url) !== Boolean(certificatesFile))
    throw new ConfigError('SEAL_TSA_URL and SEAL_TSA_CERTIFICATES_FILE: set both or neither');
  return url && certificatesFile ? { url, certificatesFile } : null;
}

/** What is fine on one's own machine and wrong where other people's money is: each refused by name. */
function refuseInProduction(env: Environment, production: boolean): void {
  if (!production) return;
  if (!env.DATABASE_URL) {
    throw new ConfigError(
      'DATABASE_URL: production needs PostgreSQL; the built-in database does not survive a power cut',
    );
  }
  if (env.DEMO === 'on') throw new ConfigError('DEMO: demo accounts are refused in production; set DEMO=off');
  if (!env.SEAL_KEY_FILE && !env.SEAL_KEY && !env.SEAL_KEYS_DIR) {
    throw new ConfigError(
      'SEAL_KEY_FILE: production refuses the test key; give the real one, or SEAL_KEY or SEAL_KEYS_DIR',
    );
  }
  if (!env.PUBLIC_URL?.startsWith('https://')) {
    throw new ConfigError('PUBLIC_URL: production is served over https; give the address people use');
  }
}
