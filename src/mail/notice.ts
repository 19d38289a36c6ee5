import type { Language } from '../claim/claim.ts';
import en from '../texts/en/notices.json' with { type: 'json' };
import fi from '../texts/fi/notices.json' with { type: 'json' };
import sv from '../texts/sv/notices.json' with { type: 'json' };

/** Notices (ilmoitus / meddelande) to people, in their language. No personal data and no number stands in a subject. */

export const notices = [
  'submitted',
  'submitted-no-paper',
  'filing-permitted',
  'filing-permitted-own',
  'filing-revoked',
  'filing-revoked-own',
  'confirmation-asked',
  'confirmation-missing',
  'given-back',
  'confirmed',
  'returned-filed',
  'corrected',
  'returned',
  'approved',
  'decided',
  'supplement',
  'claim-missing',
  'card-changed',
  'originals',
  'account',
  'batched',
  'paid',
  'first-approval',
  'checked-again',
  'consented',
  'objected',
  'silence',
  'payment-withdrawn',
  'payment-rejected',
  'paid-back',
] as const;
export type NoticeName = (typeof notices)[number];

const texts: Record<Language, typeof fi> = { fi, sv, en };

export function noticeOf(
  name: NoticeName,
  language: Language,
  params: Record<string, string>,
): { subject: string; text: string } {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, key: string) => params[key] ?? whole);
  return { subject: texts[language][`${name}.subject`], text: fill(texts[language][`${name}.text`]) };
}

/** A notice about a claim: its number stands in the text, with the way to it and to its decision letter. */
export const claimNotice = (
  name: NoticeName,
  language: Language,
  { claim, publicUrl }: { claim: { id: string; number: string }; publicUrl: string },
): { subject: string; text: string } => {
  const url = `${publicUrl}/claims/${claim.id}`;
  return noticeOf(name, language, { number: claim.number, url, letter: `${url}/letter` });
};
