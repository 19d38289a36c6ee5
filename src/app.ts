import { randomUUID } from 'node:crypto';
import accepts from '@fastify/accepts';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import underPressure from '@fastify/under-pressure';
import Fastify, { LogController } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { guard } from './api/access.ts';
import { accountCheckRoutes } from './api/account-check.ts';
import { accuracyRoutes } from './api/accuracy.ts';
import { adminRoutes } from './api/admin.ts';
import { approvalUndoRoutes } from './api/approval-undo.ts';
import { batchRoutes } from './api/batches.ts';
import { claimRoutes } from './api/claims.ts';
import { confirmationRoutes } from './api/confirmation.ts';
import { consentRoutes } from './api/consent.ts';
import { correctionRoutes } from './api/corrections.ts';
import { coverSheetRoutes } from './api/cover-sheet.ts';
import { decisionRoutes } from './api/decisions.ts';
import type { App, Deps } from './api/deps.ts';
import { documentRoutes } from './api/documents.ts';
import { duplicateRoutes } from './api/duplicates.ts';
import { filingForRoutes } from './api/filing-for.ts';
import { filingPermissionRoutes } from './api/filing-permissions.ts';
import { financeReportRoutes } from './api/finance-reports.ts';
import { handoverRoutes } from './api/handover.ts';
import { importRoutes } from './api/import.ts';
import { letterRoutes } from './api/letters.ts';
import { machineRoutes } from './api/machine.ts';
import { meetingCardRoutes } from './api/meeting-cards.ts';
import { meetingRoutes } from './api/meetings.ts';
import { originalRoutes } from './api/originals.ts';
import { peopleRoutes } from './api/people.ts';
import { handleErrors } from './api/problems.ts';
import { randomSampleRoutes } from './api/random-samples.ts';
import { receiptRoutes } from './api/receipts.ts';
import { rememberedRoutes } from './api/remembered.ts';
import { reviewRoutes } from './api/review.ts';
import { revisionRoutes } from './api/revisions.ts';
import { rulesRoutes } from './api/rules.ts';
import { savedFilterRoutes } from './api/saved-filters.ts';
import { sealingRoutes } from './api/sealing.ts';
import { sessionRoutes } from './api/session.ts';
import { toldMeetingRoutes } from './api/told-meetings.ts';
import { uploadRoutes } from './api/uploads.ts';
import { verificationRoutes } from './api/verification.ts';
import { webApp } from './api/web-app.ts';
import { Problem } from './claim/problem.ts';
import { anybody } from './identity/access.ts';

const JSON_BYTES = 512 * 1024;
const REQUEST_TIMEOUT_MS = 120_000;
const FILES_AT_ONCE = 20;
const MOST_EVENT_LOOP_DELAY_MS = 2_000;

/** The HTTP service: plugins in order, one error handler, the routes, the web app. Nothing listens yet. */
export async function buildApp(deps: Deps): Promise<App> {
  const app: App = Fastify({
    logger: deps.logLevel === null ? false : { level: deps.logLevel, stream: process.stderr },
    trustProxy: deps.trustProxy,
    bodyLimit: JSON_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Addresses hold the ids of people's things: our own line says which route, not which claim.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorate('limits', { uploadMb: Math.round(deps.uploadBytes / 1024 / 1024) });

  await plugins(app, deps);
  handleErrors(app);
  guard(app, deps.db, deps.now);
  logAnswers(app);
  refuseNulCharacters(app);
  await documentation(app);

  app.get(
    '/api/health',
    {
      config: { access: anybody },
      schema: { tags: ['service'], response: { 200: z.object({ status: z.literal('ok') }) } },
    },
    () => {
      if (app.isUnderPressure()) throw new Problem('too-busy');
      return { status: 'ok' as const };
    },
  );
  sessionRoutes(app, deps);
  meetingRoutes(app, deps);
  meetingCardRoutes(app, deps);
  importRoutes(app, deps);
  peopleRoutes(app, deps);
  randomSampleRoutes(app, deps);
  claimRoutes(app, deps);
  documentRoutes(app, deps);
  receiptRoutes(app, deps);
  uploadRoutes(app, deps);
  handoverRoutes(app, deps);
  rememberedRoutes(app, deps);
  toldMeetingRoutes(app, deps);
  filingPermissionRoutes(app, deps);
  filingForRoutes(app, deps);
  confirmationRoutes(app, deps);
  reviewRoutes(app, deps);
  approvalUndoRoutes(app, deps);
  originalRoutes(app, deps);
  coverSheetRoutes(app, deps);
  letterRoutes(app, deps);
  savedFilterRoutes(app, deps);
  decisionRoutes(app, deps);
  accountCheckRoutes(app, deps);
  correctionRoutes(app, deps);
  consentRoutes(app, deps);
  duplicateRoutes(app, deps);
  revisionRoutes(app, deps);
  batchRoutes(app, deps);
  financeReportRoutes(app, deps);
  machineRoutes(app, deps);
  adminRoutes(app, deps);
  sealingRoutes(app, deps);
  rulesRoutes(app, deps);
  accuracyRoutes(app, deps);
  verificationRoutes(app, deps);
  if (deps.webFolder !== null) await webApp(app, deps.webFolder);
  return app;
}

async function plugins(app: App, deps: Deps): Promise<void> {
  await app.register(accepts);
  await app.register(cookie);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // A plain-http address on one's own machine could not load its parts otherwise.
        upgradeInsecureRequests: deps.secureCookies ? [] : null,
      },
    },
    strictTransportSecurity: deps.secureCookies ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onSend', async (_request, reply) => {
    // The camera scans cover sheets and hands nothing on; what the pages do not use nobody may switch on.
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()');
  });
  await app.register(rateLimit, { global: false });
  await app.register(underPressure, { maxEventLoopDelay: MOST_EVENT_LOOP_DELAY_MS });
  await app.register(multipart, {
    limits: { fileSize: deps.uploadBytes, files: FILES_AT_ONCE, parts: FILES_AT_ONCE + 5, fields: 5, fieldSize: 1000 },
  });
}

/** One line an answer: which route and how long; no address with an id in it, no body, no name. */
function logAnswers(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode } = reply;
    request.log.info({ method: request.method, route, statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
  });
}

/** No text people write holds the character NUL, and PostgreSQL cannot keep it: refused at the door. */
function refuseNulCharacters(app: App): void {
  app.addHook('preValidation', async (request) => {
    if (request.body !== undefined && !request.isMultipart() && JSON.stringify(request.body)?.includes('\\u0000')) {
      throw new Problem('invalid-input');
    }
  });
}

async function documentation(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Matkalasku',
        description: 'Travel claims of the working groups of Opetushallitus. Amounts are integer euro cents.',
        version: '1',
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'matkalasku-session' } },
      },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/api/openapi.json', { config: { access: anybody }, schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
}
