/** Why no document was made, or why a file cannot be checked. */
export const documentProblemCodes = [
  'file-broken',
  'file-encrypted',
  'file-type-unknown',
  'file-changed',
  'too-many-pages',
  'too-many-pixels',
  'renderer-failed',
  'packs-missing',
  'not-a-pdf',
  'seal-key-unusable',
  'time-stamp-missing',
  'sealing-timed-out',
  'sealer-crashed',
  'sealer-busy',
  'sealer-closed',
] as const;
export type DocumentProblemCode = (typeof documentProblemCodes)[number];

/**
 * A refusal of the document room. When one file stands in the way it is named: the job makes a finding of it.
 * `fileId` and `fileName` are those of the input; both null when no file is to blame.
 */
export class DocumentProblem extends Error {
  readonly code: DocumentProblemCode;
  readonly fileId: string | null;
  readonly fileName: string | null;
  /** For the log: what the library said. */
  readonly detail: string;

  constructor(code: DocumentProblemCode, file: { id: string; fileName: string } | null = null, detail = '') {
    super([code, file?.fileName, detail].filter(Boolean).join(': '));
    this.name = 'DocumentProblem';
    this.code = code;
    this.detail = detail;
    this.fileId = file?.id ?? null;
    this.fileName = file?.fileName ?? null;
  }
}

export const isDocumentProblem = (error: unknown): error is DocumentProblem =>
  error instanceof Error && error.name === 'DocumentProblem' && 'code' in error;
