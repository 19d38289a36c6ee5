import { z } from 'zod';
import { CalendarDate, Evaluation, FreeMeal, Language, Moment, Severity, Texts } from './claim.ts';
import { tripKinds } from './codes.ts';
import { DocumentState } from './document-state.ts';
import { ClaimDraft, Missing } from './draft.ts';
import { letterKinds } from './letter-kinds.ts';
import { Reading, ReadingFailure } from './reading.ts';
import { UsualTrip } from './usual.ts';

/** What the people of the service are shown: the JSON between `api` and `web`. Instants are ISO 8601 in UTC. */

const Instant = z.iso.datetime();
const Id = z.uuid();
/** Wall clock to the minute, as people type it. */
const LocalMoment = z.iso.datetime({ local: true, precision: -1 });

export const roles = ['member', 'assistant', 'finance', 'admin'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/**
 * The states of a claim, in the order it goes through them. `corrected`: the assistant changed something, and the member
 * looks at it; `awaiting-second`: approved by the first of two persons.
 */
export const claimStates = [
  'draft',
  'submitted',
  'corrected',
  'returned',
  'awaiting-second',
  'approved',
  'batched',
  'paid',
  'payment-rejected',
] as const;
export const ClaimState = z.enum(claimStates);
export type ClaimState = z.infer<typeof ClaimState>;

export const consentStates = ['not-needed', 'waiting', 'given', 'objected'] as const;

export const SessionView = z
  .object({
    user: z
      .object({
        id: Id,
        username: z.string(),
        name: z.string(),
        roles: z.array(Role),
        language: Language,
        /** Somebody lets the user file for them now. */
        filesForOthers: z.boolean(),
      })
      .nullable(),
    csrfToken: z.string().nullable(),
    /** Where accessibility feedback is sent to. */
    accessibilityEmail: z.string(),
    /** Accounts offered on the sign-in page of the demo; empty elsewhere. */
    /** Largest claim PDF the checking page takes, in megabytes. */
    verifyMb: z.int(),
    demoAccounts: z.array(
      z.object({
        username: z.string(),
        name: z.string(),
        roles: z.array(Role),
        note: Texts,
        password: z.string(),
      }),
    ),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

export const MeetingView = z
  .object({
    id: Id,
    group: z.object({ id: Id, name: z.string() }),
    kind: z.enum(tripKinds),
    purpose: z.string(),
    place: z.string(),
    address: z.string(),
    start: Moment,
    end: Moment,
    timeZone: z.string(),
    freeMeals: z.array(FreeMeal),
    invitation: z.object({ fileName: z.string(), sha256: z.string() }).nullable(),
    /** Last day to file if the trip ends with the meeting (regulation § 8); null when no rule pack covers the day. */
    fileBy: CalendarDate.nullable(),
    /** True where the organiser has made no card and the member told the meeting. */
    toldByMember: z.boolean(),
    /** The member's own claim for this meeting, if there is one. */
    claimId: Id.nullable(),
  })
  .meta({ id: 'Meeting' });
export type MeetingView = z.infer<typeof MeetingView>;

export const ReceiptView = z
  .object({
    id: Id,
    claimId: Id,
    sha256: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    uploadedAt: Instant,
    status: z.enum(['queued', 'reading', 'read', 'failed']),
    reading: Reading.nullable(),
    failure: ReadingFailure.nullable(),
    /** Pages that can be looked at under `/api/receipts/:id/pages/:page`; null until the file was opened. */
    pageCount: z.int().nullable(),
    /** While it is read: which page, of how many. */
    progress: z.object({ page: z.int(), pages: z.int() }).nullable(),
  })
  .meta({ id: 'Receipt' });
export type ReceiptView = z.infer<typeof ReceiptView>;

export const MessageView = z.object({ at: Instant, from: z.string(), text: z.string(), version: z.int() });

const LinkedClaim = z.object({ id: Id, number: z.string(), state: ClaimState });

export const ClaimSummary = z
  .object({
    id: Id,
    /** Number people use, e.g. `ML-2026-000042-7` (check digit last); given when the draft is made. */
    number: z.string(),
    state: ClaimState,
    /** 0 until first sent; each sending makes the next. */
    version: z.int(),
    member: z.object({ id: Id, name: z.string() }),
    /** Names of those who have written it for the member; empty where the member alone has. */
    filedBy: z.array(z.string()),
    /** Who filed it asks the member to confirm it; null while nobody does. */
    asked: z.object({ by: z.string(), at: Instant }).nullable(),
    meeting: z.object({
      id: Id,
      purpose: z.string(),
      place: z.string(),
      start: Moment,
      end: Moment,
      fileBy: CalendarDate.nullable(),
      group: z.string(),
    }),
    payableCents: z.int().nullable(),
    worstSeverity: Severity.nullable(),
    flags: z.array(z.object({ code: z.string(), severity: Severity })),
    /** Since when the claim is in its state. */
    since: Instant,
    submittedAt: Instant.nullable(),
    originalsReceivedAt: Instant.nullable(),
    batchNumber: z.int().nullable(),
    paidOn: CalendarDate.nullable(),
    /** Why the payment system would not pay, in its words, while that is so. */
    paymentFault: z.string().nullable(),
    /** What the member has said to a correction that is the newest version; null where there is none. */
    consent: z.enum(consentStates).nullable(),
    /** The claim it supplements (lisälasku / tilläggsräkning), and the one that supplements it. */
    supplementTo: LinkedClaim.nullable(),
    supplement: LinkedClaim.nullable(),
    /** Question of the assistant on a returned claim. */
    lastMessage: MessageView.nullable(),
  })
  .meta({ id: 'ClaimSummary' });
export type ClaimSummary = z.infer<typeof ClaimSummary>;

export const ClaimView = ClaimSummary.extend({
  meetingCard: MeetingView,
  draft: ClaimDraft,
  /** Grows with every save; a save that names an older one is refused (`changed-meanwhile`). */
  revision: z.int(),
  /** Computed from the draft while it is written, frozen once sent. Null while the trip's times are missing. */
  evaluation: Evaluation.nullable(),
  missing: z.array(Missing),
  /** What is remembered of the member's trips to this place; shown to the member alone. */
  usual: UsualTrip.nullable(),
  receipts: z.array(ReceiptView),
  messages: z.array(MessageView),
  versions: z.array(
    z.object({
      version: z.int(),
      submittedAt: Instant,
      signedName: z.string(),
      /** SHA-256 of the sealed PDF, null until it is made. */
      documentSha256: z.string().nullable(),
      payableCents: z.int(),
      /** Names of those who had written it for the member by then. */
      filedBy: z.array(z.string()),
    }),
  ),
  /** The member's word on the last giving back to who filed it, until it is asked or sent anew. */
  givenBack: z.object({ text: z.string(), at: Instant }).nullable(),
  /** The sealed documents of the last of them; null before the first. */
  document: DocumentState.nullable(),
  /** The newest decision letter (päätös / beslut); null while there is none. */
  letter: z.object({ number: z.int(), kind: z.enum(letterKinds), at: Instant }).nullable(),
  /** Who may do what now: the buttons the page offers. */
  may: z.object({
    edit: z.boolean(),
    submit: z.boolean(),
    askConfirmation: z.boolean(),
    takeBack: z.boolean(),
    giveBack: z.boolean(),
    return: z.boolean(),
    approve: z.boolean(),
    markOriginals: z.boolean(),
  }),
  declaration: z.object({ version: z.string(), text: z.string() }),
}).meta({ id: 'Claim' });
export type ClaimView = z.infer<typeof ClaimView>;

export const AuditEntry = z.object({
  id: z.int(),
  at: Instant,
  actor: z.string().nullable(),
  /** Name of the member the actor acted for, where it was not for themselves. */
  onBehalfOf: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const FailedJob = z.object({
  id: z.string(),
  queue: z.string(),
  state: z.string(),
  tries: z.int(),
  createdAt: Instant,
  subject: z.string(),
  error: z.string(),
});
export type FailedJob = z.infer<typeof FailedJob>;

export const MailView = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  status: z.enum(['queued', 'sent', 'kept', 'failed']),
});
export type MailView = z.infer<typeof MailView>;

/** What the service remembers of a member between claims: all of it the member's to see, change and forget. */
export const RememberedView = z
  .strictObject({ iban: z.string().max(42).nullable(), trips: z.array(UsualTrip).max(100) })
  .meta({ id: 'Remembered' });
export type RememberedView = z.infer<typeof RememberedView>;

/** A group the member is in. */
export const OwnGroup = z.object({ id: Id, name: z.string() }).meta({ id: 'OwnGroup' });
export type OwnGroup = z.infer<typeof OwnGroup>;

/** A meeting as a member tells it where the organiser has made no card. */
export const ToldMeeting = z
  .strictObject({
    groupId: Id,
    purpose: z.string().trim().min(1).max(200),
    place: z.string().trim().min(1).max(200),
    start: LocalMoment,
    end: LocalMoment,
    freeMeals: z.array(FreeMeal).max(20),
  })
  .meta({ id: 'ToldMeeting' });
export type ToldMeeting = z.infer<typeof ToldMeeting>;

/** A file that came by a phone's pass, as that phone is shown it. */
export const PassUploadView = z.object({
  id: Id,
  fileName: z.string(),
  sizeBytes: z.int(),
  offsetBytes: z.int(),
  /** Of the bytes as they are kept; null until all have come. */
  sha256: z.string().nullable(),
  added: z.boolean().nullable(),
});
export type PassUploadView = z.infer<typeof PassUploadView>;

/** What a phone with a pass sees: until when, and its own files. Nothing of the claim. */
export const PassView = z
  .object({ expiresAt: Instant, language: Language, uploads: z.array(PassUploadView) })
  .meta({ id: 'UploadPass' });
export type PassView = z.infer<typeof PassView>;

/** An open hand-over as its member sees it; the token itself is told once, when it is made. */
export const HandoverView = z.object({ expiresAt: Instant, files: z.int() }).nullable().meta({ id: 'Handover' });
export type HandoverView = z.infer<typeof HandoverView>;

/** Every refusal over HTTP, RFC 9457. `detail` is in the reader's language and says what to do. */
export const ProblemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    /** Which fields of the request are wrong and what was expected. */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Rows of an answer of the payment system that do not fit, by the row's number; null for the file as a whole. */
    rows: z.array(z.object({ row: z.int().nullable(), code: z.string(), detail: z.string() })).optional(),
    /** What stops a sending: codes and subjects of the missing fields and error findings. */
    blocking: z.array(z.object({ code: z.string(), subject: z.string(), action: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemView = z.infer<typeof ProblemView>;
