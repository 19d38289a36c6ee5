/** Sums of a row of the reconciliation, in the order people read them. Here, so that the page needs no schemas. */
export const reportSums = [
  'claimedCents',
  'cutCents',
  'approvedCents',
  'sentCents',
  'paidCents',
  'rejectedCents',
  'reversedCents',
  'openCents',
] as const;
