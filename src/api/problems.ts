import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Language } from '../claim/claim.ts';
import { isProblem, type ProblemCode } from '../claim/problem.ts';
import type { Fault } from '../claim/response-faults.ts';
import type { ProblemView } from '../claim/views.ts';
import { isDamaged } from '../store/files.ts';
import en from '../texts/en/problems.json' with { type: 'json' };
import fi from '../texts/fi/problems.json' with { type: 'json' };
import sv from '../texts/sv/problems.json' with { type: 'json' };
import { faultRows } from './fault-rows.ts';

/** Refusals over HTTP (RFC 9457): the one place that turns a code into a status and a sentence. */

const texts: Record<Language, Record<ProblemCode, string>> = { fi, sv, en };

const status: Record<ProblemCode, number> = {
  'invalid-input': 400,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'too-many-attempts': 429,
  'csrf-token-wrong': 403,
  'not-allowed': 403,
  'not-found': 404,
  'changed-meanwhile': 409,
  'card-changed-meanwhile': 409,
  'claim-not-editable': 409,
  'claim-incomplete': 422,
  'claim-has-errors': 422,
  'declaration-not-accepted': 422,
  'name-does-not-match': 422,
  'own-claim': 403,
  'awaits-member': 409,
  'delegate-unknown': 422,
  'permission-days-wrong': 422,
  'permission-ended': 409,
  'too-many-permissions': 422,
  'same-approver': 403,
  'approval-of-another': 403,
  'approval-settled': 409,
  'decided-meanwhile': 409,
  'decision-not-possible': 422,
  'correction-not-possible': 422,
  'correction-not-sent': 409,
  'nothing-to-send': 409,
  'consent-missing': 409,
  'checklist-open': 422,
  'comment-missing': 422,
  'questions-open': 409,
  'hold-not-possible': 422,
  'hold-leaves-nothing': 422,
  'questions-unanswered': 422,
  'too-many-filters': 422,
  'wrong-state': 409,
  'amount-unknown': 409,
  'message-missing': 422,
  'reason-missing': 422,
  'originals-not-received': 409,
  'sheet-foreign': 422,
  'sheet-misread': 422,
  'sheet-unknown': 404,
  'sheet-not-sent': 409,
  'nothing-to-post': 409,
  'nothing-missing': 409,
  'reminded-today': 409,
  'nothing-to-batch': 422,
  'claim-in-batch': 409,
  'iban-unchecked': 409,
  'second-person-needed': 403,
  'nothing-to-reverse': 409,
  'response-refused': 422,
  'machine-unknown': 401,
  'document-not-ready': 409,
  'document-failed': 409,
  'job-not-failed': 409,
  'rules-not-here': 503,
  'revision-not-waiting': 409,
  'impact-stale': 409,
  'sum-changed': 409,
  'meeting-ends-before-start': 422,
  'meal-not-during-meeting': 422,
  'person-unknown': 422,
  'meeting-not-held': 409,
  'group-has-claims': 409,
  'invitation-not-pdf': 422,
  'invitation-broken': 422,
  'invitation-encrypted': 422,
  'invitation-too-heavy': 422,
  'import-unreadable': 422,
  'import-too-many-rows': 422,
  'import-has-errors': 422,
  'import-stale': 409,
  'email-in-use': 409,
  'own-account': 409,
  'link-ended': 410,
  'group-name-taken': 409,
  'sample-days-wrong': 422,
  'sample-not-over': 409,
  'no-file': 400,
  'file-too-large': 413,
  'too-many-files': 413,
  'file-empty': 422,
  'file-type-unknown': 422,
  'upload-broken': 400,
  'upload-elsewhere': 409,
  'too-many-uploads': 429,
  'too-many-receipts': 422,
  'pdf-too-large': 413,
  'not-a-claim-pdf': 422,
  'check-too-heavy': 422,
  'too-busy': 503,
  'pass-ended': 401,
  'meeting-has-card': 409,
  'meeting-not-told': 409,
  'meeting-times-wrong': 422,
  'too-many-told-meetings': 429,
  'stored-file-damaged': 409,
  'internal-error': 500,
};

/** What the frameworks below refuse with codes of their own. */
const foreignCodes: Record<string, ProblemCode> = {
  FST_REQ_FILE_TOO_LARGE: 'file-too-large',
  FST_FILES_LIMIT: 'too-many-files',
  FST_PARTS_LIMIT: 'too-many-files',
  FST_ERR_CTP_BODY_TOO_LARGE: 'file-too-large',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'no-file',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid-input',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid-input',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'invalid-input',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-input',
  FST_UNDER_PRESSURE: 'too-busy',
};

const zodMessages: Record<Language, z.core.$ZodErrorMap> = {
  fi: z.locales.fi().localeError,
  sv: z.locales.sv().localeError,
  en: z.locales.en().localeError,
};

export type Blocking = NonNullable<ProblemView['blocking']>;

/** The user's own language, else the first of ours that the browser asks for, else Finnish. */
export function languageOf(request: FastifyRequest): Language {
  if (request.signedIn) return request.signedIn.user.language;
  if (request.pass) return request.pass.language;
  const asked = request.language(['fi', 'sv', 'en']);
  return asked === 'sv' || asked === 'en' ? asked : 'fi';
}

export function problemText(code: ProblemCode, language: Language, params: Record<string, string | number>): string {
  return texts[language][code].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

/** One handler for every error: Problems become 4xx with what to do, anything else a 500 that tells nothing. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => send(reply, request, 'not-found'));
}

function sendProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isProblem(error)) {
    const blocking = 'blocking' in error ? { blocking: error.blocking as Blocking } : {};
    const rows = 'faults' in error ? { rows: faultRows(error.faults as Fault[], languageOf(request)) } : {};
    return send(reply, request, error.code as ProblemCode, { params: error.params, ...blocking, ...rows });
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return send(reply, request, 'invalid-input', { fields: fieldsOf(error.validation, languageOf(request)) });
  }
  if (isDamaged(error)) {
    request.log.error({ err: error }, 'restore the file from a backup');
    return send(reply, request, 'stored-file-damaged');
  }
  if (error.statusCode === 429) return send(reply, request, 'too-many-attempts');
  const foreign = foreignCodes[error.code];
  if (foreign) return send(reply, request, foreign, { params: { limit: request.server.limits.uploadMb } });
  if (error.statusCode !== undefined && error.statusCode < 500) return send(reply, request, 'invalid-input');
  // A refusal of the response's schema is a fault of ours and carries the data: only its place is logged.
  request.log.error(isResponseSerializationError(error) ? { place: error.url } : { err: error }, 'bug');
  return send(reply, request, 'internal-error');
}

type More = { params?: Record<string, string | number> } & Pick<Partial<ProblemView>, 'fields' | 'blocking' | 'rows'>;

function send(reply: FastifyReply, request: FastifyRequest, code: ProblemCode, more: More = {}): FastifyReply {
  const { params = {}, ...rest } = more;
  const problem: ProblemView = {
    type: `urn:matkalasku:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status: status[code],
    detail: problemText(code, languageOf(request), { ...params, requestId: request.id }),
    code,
    requestId: request.id,
    ...rest,
  };
  // Past the route's own schema on purpose: a problem is not the shape the route answers with.
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

function fieldsOf(
  validation: readonly { instancePath: string; params?: unknown }[],
  language: Language,
): { path: string; message: string }[] {
  return validation.map(({ instancePath, params }) => {
    const issue = (params as { issue?: z.core.$ZodRawIssue } | undefined)?.issue;
    const said = issue ? zodMessages[language](issue) : null;
    return {
      path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: (typeof said === 'string' ? said : said?.message) ?? '',
    };
  });
}
