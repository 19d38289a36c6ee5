import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { SealerOptions } from '../document/sealer.ts';
import type { Reader } from '../receipt/reader.ts';
import type { Db } from '../store/db.ts';
import type { ActivePacks } from '../store/pack-activations.ts';
import type { Queue } from '../store/queue.ts';
import type { Verifier } from './verifier.ts';

/** Everything a route may need, made once by the process that starts the service. */
export type Deps = {
  db: Db;
  queue: Queue;
  /** Asked anew for every request: an administrator may put another revision in force at any time. */
  packs: ActivePacks;
  reader: Pick<Reader, 'renderPage' | 'renderPages'>;
  now: () => Date;
  /** Whose keys seal and who stamps the time, for the administrator to look after; sealing itself is a job's. */
  seal: Pick<SealerOptions, 'keys' | 'timeStamps'>;
  /** Offers the demo accounts on the sign-in page; never in production. */
  demo: boolean;
  /** Where people tell of what keeps them from using the service. */
  accessibilityEmail: string;
  /** Address people use, for links in mails. */
  publicUrl: string;
  secureCookies: boolean;
  trustProxy: boolean;
  uploadBytes: number;
  /** Most files of one member on their way at once, and how long an upload nothing comes to is kept, in ms. */
  unfinishedUploads: number;
  uploadKeepMs: number;
  signInAttemptsPerMinute: number;
  /** Checks claim PDFs for anybody: the largest it takes, and how often one address may ask. */
  verifier: Pick<Verifier, 'check'>;
  verifyBytes: number;
  verificationsPerMinute: number;
  /** Over this sum two persons approve a claim, in cents. */
  approvalSecondOverCents: number;
  /** How long an approval can be undone before it is sealed, in ms; 0: not at all. */
  approvalUndoMs: number;
  /** Folder of the built web app; null serves the API alone. */
  webFolder: string | null;
  /** Level of the log on standard error; null for none. */
  logLevel: string | null;
};

/** The app as its routes see it: schemas are zod, types follow from them. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyInstance {
    limits: { uploadMb: number };
  }
}
