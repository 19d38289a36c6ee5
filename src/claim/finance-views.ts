import { z } from 'zod';
import { CalendarDate, Totals } from './claim.ts';
import { FinanceSettings } from './finance-settings.ts';

/** What finance and the payment system are shown. Sums are euro cents, instants ISO 8601 in UTC. */

const Instant = z.iso.datetime();
const Id = z.uuid();

export type BatchKind = 'payment' | 'reversal';

/** Files of a batch. pain.001 files are there when a payer is set and something is to be paid. */
export const batchFileKinds = ['csv-excel', 'csv', 'pain.001.001.03', 'pain.001.001.09'] as const;
export const BatchFileKind = z.enum(batchFileKinds);
export type BatchFileKind = z.infer<typeof BatchFileKind>;

/** What became of a claim in a batch. */
export const paymentStatuses = ['open', 'paid', 'rejected', 'reversed'] as const;
export const PaymentStatus = z.enum(paymentStatuses);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const batchStates = ['made', 'downloaded', 'sent', 'paid', 'part-rejected', 'reversed', 'reversal'] as const;
export const BatchState = z.enum(batchStates);
export type BatchState = z.infer<typeof BatchState>;

/** What somebody fetches a file for; it goes into the audit log with their name. */
export const downloadReasons = ['payment', 'check', 'audit'] as const;
export const DownloadReason = z.enum(downloadReasons);

const claimed = { id: Id, number: z.string(), member: z.string(), group: z.string(), payableCents: z.int() };

export const BatchView = z
  .object({
    number: z.int(),
    kind: z.enum(['payment', 'reversal']),
    state: BatchState,
    /** Of a reversal: the batch it takes back, and why. */
    reverses: z.int().nullable(),
    reason: z.string().nullable(),
    madeAt: Instant,
    madeBy: z.string(),
    claimCount: z.int(),
    rowCount: z.int(),
    totalCents: z.int(),
    /** Of the machine CSV. */
    sha256: z.string(),
    /** How much of the batch is where; together its control total. */
    sums: z.object({ openCents: z.int(), paidCents: z.int(), rejectedCents: z.int(), reversedCents: z.int() }),
  })
  .meta({ id: 'Batch' });
export type BatchView = z.infer<typeof BatchView>;

export const BatchDetailView = BatchView.extend({
  claims: z.array(
    z.object({
      ...claimed,
      version: z.int(),
      /** All but the first four and last two characters are hidden. */
      iban: z.string(),
      claimedCents: z.int(),
      /** Null in a reversal, which nobody answers. */
      status: PaymentStatus.nullable(),
      paidOn: CalendarDate.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  files: z.array(
    z.object({
      kind: BatchFileKind,
      fileName: z.string(),
      sha256: z.string(),
      sizeBytes: z.int(),
      mediaType: z.string(),
    }),
  ),
  events: z.array(z.object({ event: z.enum(['downloaded', 'sent']), at: Instant })),
  /** Reversals of this batch. */
  reversedBy: z.array(z.int()),
}).meta({ id: 'BatchDetail' });
export type BatchDetailView = z.infer<typeof BatchDetailView>;

/** An account that differs from the one last paid to: old and new with their middles hidden. */
const ChangedIban = z.object({
  claimId: Id,
  number: z.string(),
  member: z.string(),
  memberId: Id,
  before: z.string(),
  now: z.string(),
  checkedBy: z.string().nullable(),
});

const Waiter = z.object({ id: Id, number: z.string(), member: z.string(), payableCents: z.int() });

export const PayableView = z
  .object({
    claims: z.array(
      z.object({
        ...claimed,
        meeting: z.string(),
        approvedAt: Instant,
        totals: Totals,
        ibanChanged: z.boolean(),
      }),
    ),
    /** Approved with their originals in, and waiting for the document with both seals: finance pays by it. */
    waitingForDocument: z.array(Waiter),
    /** Approved, and waiting for their paper originals. */
    waitingForOriginals: z.array(Waiter),
    changedIbans: z.array(ChangedIban),
  })
  .meta({ id: 'Payable' });
export type PayableView = z.infer<typeof PayableView>;

const Sum = z.object({ name: z.string(), rows: z.int(), cents: z.int() });

/** What a batch of these claims would be; nothing is made by looking. */
export const BatchPreview = z
  .object({
    changedIbans: z.array(ChangedIban.extend({ mayMake: z.boolean() })),
    /** Claims let through without all their paper originals: whoever makes the batch is the second person. */
    exceptions: z.array(z.object({ number: z.string(), by: z.string(), reason: z.string() })),
    claimCount: z.int(),
    rowCount: z.int(),
    totalCents: z.int(),
    byGroup: z.array(Sum),
    byAccount: z.array(Sum),
    byKind: z.array(Sum),
    /** Kinds of posting that have no account yet. */
    withoutAccount: z.array(z.string()),
    /** Claims whose sum is nought or below: they are in the files, and no payment is made of them. */
    nothingToPay: z.array(z.object({ number: z.string(), payableCents: z.int() })),
    /** Null: pain.001 files are made too. */
    noPain: z.enum(['no-payer', 'nothing-to-pay']).nullable(),
  })
  .meta({ id: 'BatchPreview' });
export type BatchPreview = z.infer<typeof BatchPreview>;

export const ResponseView = z
  .object({
    /** The very same file was taken in before: nothing was changed. */
    again: z.boolean(),
    sha256: z.string(),
    paid: z.int(),
    rejected: z.int(),
    unchanged: z.int(),
    batches: z.array(z.int()),
  })
  .meta({ id: 'BatchResponse' });
export type ResponseView = z.infer<typeof ResponseView>;

export const FinanceSettingsView = z
  .object({ settings: FinanceSettings, setAt: Instant.nullable(), setBy: z.string().nullable() })
  .meta({ id: 'FinanceSettings' });
export type FinanceSettingsView = z.infer<typeof FinanceSettingsView>;

export const machineScopes = ['batches:read', 'responses:write'] as const;
export const MachineScope = z.enum(machineScopes);
export type MachineScope = z.infer<typeof MachineScope>;

export const MachineClientView = z
  .object({
    id: Id,
    name: z.string(),
    scopes: z.array(MachineScope),
    createdAt: Instant,
    createdBy: z.string(),
    expiresAt: Instant,
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'MachineClient' });
export type MachineClientView = z.infer<typeof MachineClientView>;

/** The secret is told once, when it is made. */
export const NewMachineClient = MachineClientView.extend({ secret: z.string() }).meta({ id: 'NewMachineClient' });
export type NewMachineClient = z.infer<typeof NewMachineClient>;

const flow = {
  claimedCents: z.int(),
  cutCents: z.int(),
  approvedCents: z.int(),
  sentCents: z.int(),
  paidCents: z.int(),
  rejectedCents: z.int(),
  reversedCents: z.int(),
  openCents: z.int(),
};
const ReportRow = z.object({ name: z.string(), ...flow });
export type ReportRow = z.infer<typeof ReportRow>;

/**
 * Reconciliation (täsmäytys / avstämning). On every row claimed − cut = approved = sent, and sent = paid + rejected +
 * reversed + open.
 */
export const ReportView = z
  .object({
    /** `batch 12` or `2026-03`. */
    subject: z.string(),
    rows: z.array(ReportRow),
    total: ReportRow,
    /** What happened in the month, whichever batch it belongs to: open before + sent − reversed − paid − rejected = open after. */
    month: z
      .object({
        openBeforeCents: z.int(),
        sentCents: z.int(),
        reversedCents: z.int(),
        paidCents: z.int(),
        rejectedCents: z.int(),
        openAfterCents: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'Report' });
export type ReportView = z.infer<typeof ReportView>;
