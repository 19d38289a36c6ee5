/**
 * Why an answer of the payment system is not taken in, row by row; each has a sentence in `texts/<language>/response.json`.
 * One fault refuses the whole file.
 */
export const faultCodes = [
  'not-utf8',
  'not-an-answer',
  'doctype',
  'xml-broken',
  'columns-missing',
  'too-many-rows',
  'row-broken',
  'row-empty-reference',
  'bad-sum',
  'bad-date',
  'bad-status',
  'no-reason',
  'duplicate-row',
  'wrong-batch',
  'unknown-payment',
  'sum-differs',
  'future-date',
  'before-batch',
  'already-paid',
  'already-rejected',
  'already-reversed',
  'no-rows',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** `row` counts from 1 with the heading of a CSV, and payments of an XML file; null: the file as a whole. */
export type Fault = { row: number | null; code: FaultCode; params: Record<string, string | number> };

export const fault = (row: number | null, code: FaultCode, params: Fault['params'] = {}): Fault => ({
  row,
  code,
  params,
});

/** A file that cannot be read as an answer at all, or not to its end. */
export class UnreadableResponse extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults[0]?.code ?? 'no-rows');
    this.name = 'UnreadableResponse';
    this.faults = faults;
  }
}
