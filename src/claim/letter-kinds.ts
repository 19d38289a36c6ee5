/** What a decision letter (päätöskirje / beslutsbrev) was written for: an approval that cut something, or a payment. */
export const letterKinds = ['approval', 'payment'] as const;
export type LetterKind = (typeof letterKinds)[number];
