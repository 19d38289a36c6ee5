import { z } from 'zod';
import { Evaluation, Texts } from './claim.ts';
import { ClaimDraft } from './draft.ts';
import { DecisionChange } from './review/changes.ts';
import { ChecklistRow } from './review/checklist.ts';
import { consentWays } from './review/consent.ts';
import { Decision } from './review/decision.ts';
import { approvalKinds } from './review/undo.ts';
import { LineChange } from './revision-views.ts';
import { ClaimState, consentStates } from './views.ts';

/** A claim as its examiner decides on it, and a correction as its member sees it. */

const Instant = z.iso.datetime();

const DecisionView = z.object({
  id: z.int(),
  decision: Decision,
  by: z.string(),
  /** Made by the reader. */
  mine: z.boolean(),
  at: Instant,
  /** Who took it back and when; null while it stands. */
  undone: z.object({ by: z.string(), at: Instant }).nullable(),
});
export type DecisionView = z.infer<typeof DecisionView>;

/** What decisions change: field by field, and line by line of what is paid. */
const Difference = z.object({
  changes: z.array(DecisionChange),
  lines: z.array(LineChange),
  beforeCents: z.int(),
  afterCents: z.int(),
});

const ReplyView = z.object({
  decisionId: z.int().nullable(),
  answer: z.enum(['accepted', 'objected', 'silence']),
  reason: z.string(),
  at: Instant,
});

export const CorrectionView = Difference.extend({
  version: z.int(),
  /** The version its member sent. */
  baseVersion: z.int(),
  way: z.enum(consentWays),
  by: z.string(),
  at: Instant,
  /** From when silence counts as consent; null where it never does. */
  silentFrom: Instant.nullable(),
  state: z.enum(consentStates),
  replies: z.array(ReplyView),
}).meta({ id: 'Correction' });
export type CorrectionView = z.infer<typeof CorrectionView>;

export const QuestionView = z
  .object({
    id: z.int(),
    /** `claim` where it is about the whole. */
    subject: z.string(),
    question: z.string(),
    from: z.string(),
    at: Instant,
    answer: z.string(),
  })
  .meta({ id: 'Question' });
export type QuestionView = z.infer<typeof QuestionView>;

/** Why a claim cannot be approved as it stands. */
export const approvalStops = [
  'questions-open',
  'correction-not-sent',
  'amount-unknown',
  'consent-missing',
  'checklist-open',
] as const;

export const ReviewView = z
  .object({
    claimId: z.uuid(),
    state: ClaimState,
    revision: z.int(),
    /** Version its member sent, on which is decided. */
    baseVersion: z.int(),
    /** Newest row of what was decided; a decision names it, so that nobody decides over what they have not seen. */
    lastAct: z.int(),
    decisions: z.array(DecisionView),
    /** What the claim comes to by the decisions that stand. */
    evaluation: Evaluation,
    difference: Difference,
    way: z.enum(consentWays),
    /** The decisions change something that is not in the newest version yet. */
    toSend: z.boolean(),
    correction: CorrectionView.nullable(),
    checklist: z.array(ChecklistRow),
    /** What the member wrote, with the corrections that stand in it; the account number hidden. */
    draft: ClaimDraft,
    /** Fields that examiners corrected, in this version and in those before, in the order of time. */
    corrected: z.array(
      z.object({ subject: z.string(), field: z.string(), before: z.unknown(), after: z.unknown(), by: z.string() }),
    ),
    /** An account other than the one last paid to, both hidden but for their last four; else null. */
    account: z
      .object({
        before: z.string(),
        now: z.string(),
        sentAt: Instant,
        /** Who has confirmed the new one, the first to do so first. */
        checks: z.array(z.object({ by: z.string(), at: Instant })),
        mayCheck: z.boolean(),
      })
      .nullable(),
    openRates: z.array(z.object({ pack: z.string(), rate: z.string(), name: Texts, subjects: z.array(z.string()) })),
    /** Answers of the member to what was asked before this version was sent. */
    answered: z.array(QuestionView),
    approvals: z.array(z.object({ kind: z.enum(approvalKinds), by: z.string(), at: Instant, reason: z.string() })),
    /** Two persons approve it. */
    needsSecond: z.boolean(),
    stops: z.array(z.enum(approvalStops)),
    earlier: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        state: ClaimState,
        purpose: z.string(),
        start: z.string(),
        payableCents: z.int().nullable(),
      }),
    ),
    may: z.object({
      decide: z.boolean(),
      send: z.boolean(),
      withdraw: z.boolean(),
      return: z.boolean(),
      approve: z.boolean(),
    }),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof ReviewView>;
