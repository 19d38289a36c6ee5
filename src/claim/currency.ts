/**
 * ISO 4217 for "no currency": what the reader gives when the receipt names none. Such a sum is never sure.
 * A file of its own because the first page of the web app needs it, and not the schemas that would come with it.
 */
export const NO_CURRENCY = 'XXX';
