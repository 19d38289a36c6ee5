import { z } from 'zod';
import { expenseKinds } from './codes.ts';
import { isIban } from './iban-check.ts';

/** What finance sets for itself: accounts, follow-up objects, who pays, and how payments are told to the register. */

/**
 * Kinds of posting (tiliöintilaji / konteringsslag) that have an account of their own. All vehicles share one; the
 * rest are the rules of the evaluation's lines, and the advance that is taken off.
 */
export const postingKinds = [
  'per-diem.full',
  'per-diem.partial',
  'per-diem.foreign',
  'meal-compensation',
  'night-allowance',
  'mileage',
  ...expenseKinds.map((kind) => `expense.${kind}` as const),
  'secondary-compensation',
  'advance',
] as const;
export type PostingKind = (typeof postingKinds)[number];

/** Account of the State's chart (liikekirjanpidon tili, LKP): five characters, or eight with the sub-account. */
export const Account = z.string().regex(/^[0-9A-Z]{5}([0-9A-Z]{3})?$/);
/** Code of a follow-up object (seurantakohde / uppföljningsobjekt); empty while it is not known. */
export const Code = z
  .string()
  .max(20)
  .regex(/^[0-9A-Za-z.-]*$/);

/** Where a posting belongs: operating unit (toimintayksikkö), follow-up object (seurantakohde), project (projekti). */
export const FollowUp = z.strictObject({ operatingUnit: Code, followUpObject: Code, project: Code });
export type FollowUp = z.infer<typeof FollowUp>;

/** Who pays (maksaja / betalare); pain.001 files are made only when name and account are both set. */
const Payer = z.strictObject({
  /** At most 70 characters in a payment. */
  name: z.string().max(70),
  /** Y-tunnus / FO-nummer. */
  businessId: z.string().regex(/^(\d{7}-\d)?$/),
  iban: z.string().refine((text) => text === '' || isIban(text)),
  bic: z.string().regex(/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/),
});

/** Income types (tulolaji / inkomstslag) of the Incomes Register; `none` is not reported. */
export const registerCodes = ['331', '311', '303', '353', 'none'] as const;
export const RegisterCode = z.enum(registerCodes);
export type RegisterCode = z.infer<typeof RegisterCode>;
export type RegisterKind = 'perDiem' | 'mileage' | 'meal' | 'night';
/** Position in the group: codes are chosen by it. */
export type MemberType = 'chair' | 'secretary' | 'member';

const CodesOfType = z.strictObject({
  perDiem: z.enum(['331', '353', 'none']),
  mileage: z.enum(['311', '353', 'none']),
  meal: z.enum(['303', '353', 'none']),
  night: z.enum(['331', '353', 'none']),
});

export const FinanceSettings = z.strictObject({
  accounts: z.partialRecord(z.enum(postingKinds), Account),
  /** Used where the meeting has no code of its own. */
  followUp: FollowUp,
  payer: Payer,
  register: z.strictObject({ chair: CodesOfType, secretary: CodesOfType, member: CodesOfType }),
});
export type FinanceSettings = z.infer<typeof FinanceSettings>;

const taxExempt = { perDiem: '331', mileage: '311', meal: '303', night: 'none' } as const;

/** Nothing guessed: no account, no code, no payer. The register's codes are those of tax-exempt compensations. */
export const startingSettings: FinanceSettings = {
  accounts: {},
  followUp: { operatingUnit: '', followUpObject: '', project: '' },
  payer: { name: '', businessId: '', iban: '', bic: '' },
  register: { chair: taxExempt, secretary: taxExempt, member: taxExempt },
};

/** The kind a line's rule is posted under: `mileage.car` → `mileage`. */
export function postingKindOf(rule: string): PostingKind {
  const stem = rule.startsWith('mileage.') ? 'mileage' : rule;
  const kind = postingKinds.find((each) => each === stem);
  if (!kind) throw new Error(`no posting kind for ${rule}`);
  return kind;
}
