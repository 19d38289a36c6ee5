import { z } from 'zod';
import { CalendarDate, Citation, Line, Severity, Texts } from './claim.ts';
import { ClaimState } from './views.ts';

/** Revisions of rule packs and what putting one in force would change: the JSON between `api` and `web`. Cents. */

/** A value of a pack as the file has it; null where it is unknown. */
const PackValue = z.object({
  value: z.string().nullable(),
  unit: z.string(),
  status: Citation.shape.status,
  section: z.string(),
  source: z.string(),
});
export type PackValue = z.infer<typeof PackValue>;

/** One value that differs between two revisions; null where the revision does not have it. */
export const PackChange = z.object({
  path: z.string(),
  /** What people call it; the path where nobody has named it. */
  name: Texts,
  before: PackValue.nullable(),
  after: PackValue.nullable(),
});
export type PackChange = z.infer<typeof PackChange>;

export const RevisionsView = z
  .object({
    /** Revisions in the folder that are newer than the one in force of their series. */
    waiting: z.array(
      z.object({
        id: z.string(),
        sha256: z.string(),
        from: CalendarDate,
        to: CalendarDate,
        replaces: z.string(),
        changes: z.array(PackChange),
      }),
    ),
    /** What is in force, the newest years first; `by` is null where the service put it in force at its start. */
    inForce: z.array(
      z.object({
        id: z.string(),
        sha256: z.string(),
        from: CalendarDate,
        to: CalendarDate,
        activatedAt: z.iso.datetime(),
        by: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Revisions' });
export type RevisionsView = z.infer<typeof RevisionsView>;

/** What of a line the rules decide: what a change of the rules can change. */
export const lineParts = ['amount', 'unit', 'quantity', 'reduction', 'tax-ceiling', 'status'] as const;

const LineValues = z.object({
  ...Line.pick({ quantity: true, unitCents: true, amountCents: true, reduction: true }).shape,
  /** Most that is free of tax; null where the line has no ceiling, or it is unknown. */
  taxCeilingCents: z.int().nullable(),
  /** How sure its citation is. */
  status: Citation.shape.status,
});
export type LineValues = z.infer<typeof LineValues>;

/** A line that is new, gone or another; `changed` names what differs when both are there. */
export const LineChange = z.object({
  ...Line.pick({ rule: true, travelDay: true, subject: true, date: true }).shape,
  before: LineValues.nullable(),
  after: LineValues.nullable(),
  changed: z.array(z.enum(lineParts)),
  /** Amount after − before; an amount that is missing or unknown counts as nothing, as it does in the totals. */
  changeCents: z.int(),
});
export type LineChange = z.infer<typeof LineChange>;

const FindingRef = z.object({ code: z.string(), severity: Severity, subject: z.string() });
export type FindingRef = z.infer<typeof FindingRef>;

/** What another revision of the rules does to one open claim. No name, no purpose: the administrator needs neither. */
export const ClaimImpact = z.object({
  number: z.string(),
  state: ClaimState,
  /** Sent and not returned: it stays as it was sent, whatever is put in force. */
  frozen: z.boolean(),
  /** Null while nothing can be computed: times are missing or cannot be right. */
  beforeCents: z.int().nullable(),
  afterCents: z.int().nullable(),
  lines: z.array(LineChange),
  findings: z.object({ added: z.array(FindingRef), removed: z.array(FindingRef) }),
});
export type ClaimImpact = z.infer<typeof ClaimImpact>;

const Sums = z.object({ claims: z.int(), changeCents: z.int() });
export const ImpactTotals = z.object({
  /** Claims that were looked at: drafts, returned, and sent but not yet approved. */
  open: z.int(),
  /** Of them, those that would come out otherwise, and by how much together. */
  touched: z.int(),
  changeCents: z.int(),
  /** Touched claims that change at once: drafts and returned ones. */
  written: Sums,
  /** Touched claims that have been sent: they change only if they are returned and sent again. */
  sent: Sums,
  /** Touched claims without a sum before or after; they are in no sum of changes. */
  withoutSum: z.int(),
});
export type ImpactTotals = z.infer<typeof ImpactTotals>;

export const ImpactView = z
  .object({
    id: z.string(),
    replaces: z.string(),
    /** Of everything the report was made from; the revision is put in force only while it is still the same. */
    fingerprint: z.string(),
    totals: ImpactTotals,
    page: z.int(),
    pages: z.int(),
    /** The touched claims of this page, by number. */
    claims: z.array(ClaimImpact),
  })
  .meta({ id: 'Impact' });
export type ImpactView = z.infer<typeof ImpactView>;
