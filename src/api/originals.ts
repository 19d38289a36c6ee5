import { z } from 'zod';
import { ClaimOriginalsView, FormRequest, MarkRequest, ScannedSheetView } from '../claim/original-views.ts';
import { only, own, ownOr } from '../identity/access.ts';
import { userOf } from './access.ts';
import type { App, Deps } from './deps.ts';
import { mark, remind, tell } from './original-marks.ts';
import { awaited, originalsView, scanned } from './original-view.ts';

/** Paper originals: the scanned cover sheet, ticking off one by one, what is awaited of whom, reminding. */

const Id = z.strictObject({ id: z.uuid() });
const tags = ['originals'];
/** A QR code holds at most so many characters; more is no code. */
const LONGEST_CODE = 4300;

export function originalRoutes(app: App, deps: Deps): void {
  const { db } = deps;

  app.get(
    '/api/originals',
    { config: { access: only('assistant') }, schema: { tags, response: { 200: z.array(ClaimOriginalsView) } } },
    async (request) => awaited(db, userOf(request), deps.now()),
  );

  app.get(
    '/api/originals/sheet',
    {
      config: { access: only('assistant') },
      schema: {
        tags,
        querystring: z.strictObject({ code: z.string().min(1).max(LONGEST_CODE) }),
        response: { 200: ScannedSheetView },
      },
    },
    (request) => scanned(deps, request.query.code, userOf(request)),
  );

  app.get(
    '/api/claims/:id/originals',
    {
      config: { access: ownOr('claim', 'assistant', 'finance') },
      schema: { tags, params: Id, response: { 200: ClaimOriginalsView } },
    },
    (request) => originalsView(db, request.params.id, userOf(request), deps.now()),
  );

  app.post(
    '/api/claims/:id/originals/marks',
    {
      config: { access: only('assistant') },
      schema: { tags, params: Id, body: MarkRequest, response: { 200: ClaimOriginalsView } },
    },
    (request) => mark(deps, request.params.id, userOf(request), request.body),
  );

  app.post(
    '/api/claims/:id/originals/forms',
    {
      config: { access: own('claim') },
      schema: { tags, params: Id, body: FormRequest, response: { 200: ClaimOriginalsView } },
    },
    (request) => tell(deps, request.params.id, userOf(request), request.body),
  );

  app.post(
    '/api/claims/:id/originals/reminder',
    {
      config: { access: only('assistant') },
      schema: { tags, params: Id, response: { 200: ClaimOriginalsView } },
    },
    (request) => remind(deps, request.params.id, userOf(request)),
  );
}
