/**
 * A refusal: the request is understood and is not carried out. Thrown anywhere, told by its code alone;
 * what HTTP makes of it is decided in `api/problems.ts`, what people read in `texts/<language>/problems.json`.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** Values for the text ("{limit} MB"), never personal data: problems are logged. */
  readonly params: Record<string, string | number>;

  constructor(code: ProblemCode, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.params = params;
  }
}

export const problemCodes = [
  'invalid-input',
  'not-signed-in',
  'sign-in-failed',
  'too-many-attempts',
  'csrf-token-wrong',
  'not-allowed',
  'not-found',
  'changed-meanwhile',
  'claim-not-editable',
  'claim-incomplete',
  'claim-has-errors',
  'declaration-not-accepted',
  'name-does-not-match',
  'own-claim',
  'awaits-member',
  'delegate-unknown',
  'permission-days-wrong',
  'permission-ended',
  'too-many-permissions',
  'same-approver',
  'approval-of-another',
  'approval-settled',
  'decided-meanwhile',
  'decision-not-possible',
  'correction-not-possible',
  'correction-not-sent',
  'nothing-to-send',
  'consent-missing',
  'checklist-open',
  'comment-missing',
  'questions-open',
  'hold-not-possible',
  'hold-leaves-nothing',
  'questions-unanswered',
  'too-many-filters',
  'wrong-state',
  'amount-unknown',
  'message-missing',
  'reason-missing',
  'originals-not-received',
  'sheet-foreign',
  'sheet-misread',
  'sheet-unknown',
  'sheet-not-sent',
  'nothing-to-post',
  'nothing-missing',
  'reminded-today',
  'nothing-to-batch',
  'claim-in-batch',
  'iban-unchecked',
  'second-person-needed',
  'nothing-to-reverse',
  'response-refused',
  'machine-unknown',
  'document-not-ready',
  'document-failed',
  'job-not-failed',
  'rules-not-here',
  'revision-not-waiting',
  'impact-stale',
  'sum-changed',
  'meeting-ends-before-start',
  'meal-not-during-meeting',
  'person-unknown',
  'meeting-not-held',
  'group-has-claims',
  'invitation-not-pdf',
  'invitation-broken',
  'invitation-encrypted',
  'invitation-too-heavy',
  'import-unreadable',
  'import-too-many-rows',
  'import-has-errors',
  'import-stale',
  'email-in-use',
  'own-account',
  'link-ended',
  'group-name-taken',
  'sample-days-wrong',
  'sample-not-over',
  'no-file',
  'file-too-large',
  'too-many-files',
  'file-empty',
  'file-type-unknown',
  'upload-broken',
  'upload-elsewhere',
  'too-many-uploads',
  'too-many-receipts',
  'pdf-too-large',
  'not-a-claim-pdf',
  'check-too-heavy',
  'too-busy',
  'pass-ended',
  'meeting-has-card',
  'meeting-not-told',
  'meeting-times-wrong',
  'too-many-told-meetings',
  'stored-file-damaged',
  'internal-error',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === 'Problem' && 'code' in error;
