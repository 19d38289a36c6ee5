import type { Evaluation, Language, TripClaim } from '../claim/claim.ts';
import type { DocumentCopy } from '../claim/document-state.ts';
import type { DecisionChange } from '../claim/review/changes.ts';

/**
 * Everything one sealed claim document (matkalasku / reseräkning) is made from. Plain data only: it is copied to the
 * worker that builds the pages. Nothing in it is looked up later, so the same input gives the same pages.
 */
export interface ClaimDocument {
  /** Which of the two copies this is; said on every page, in the seal and in the manifest. */
  copy: DocumentCopy;
  /** Language of the pages: the member's own. */
  language: Language;
  /** Number people use, e.g. `ML-2026-000042-7`. */
  number: string;
  claimId: string;
  /** 1 for the first sending, one more for each new one. */
  version: number;
  /** The version this one takes the place of, or null. */
  replaces: number | null;
  /** SHA-256 in hex of the claim copy of the replaced version, as sent; null where there is none. */
  replacedSha256: string | null;
  claimantName: string;
  /** Somebody else who filed for the member (puolesta / för någons räkning): their name and the member's. */
  filedBy: { name: string; onBehalf: string } | null;
  group: string;
  meeting: { purpose: string; place: string };
  /** Printed as given: in the claim copy the IBAN comes masked. */
  payment: { iban: string; accountHolder: string };
  /** Identity code (henkilötunnus / personbeteckning) of the claimant; always null in the claim copy. */
  identityCode: string | null;
  tripClaim: TripClaim;
  /** Frozen at the sending. */
  evaluation: Evaluation;
  /** Every rule pack the evaluation names: `raw` is the text of the file, `sha256` (hex) is over its UTF-8 bytes. */
  packs: PackText[];
  /** What was settled before this sending and is no finding any more: receipts the assistant told apart. */
  settled: Settlement[];
  /** Why the claim comes after two months; empty when it does not. */
  lateReason: string;
  signature: MemberSignature;
  /** What the examiner changed, where this version is not the one its member signed. */
  correction?: ClaimCorrection | null;
  /** The meeting invitation (kokouskutsu / möteskallelse). */
  invitation: SourceFile | null;
  /** In the order of their numbers, 1…n. */
  receipts: ReceiptFile[];
  /** ISO 8601 instant; the dates inside the file come from it. */
  madeAt: string;
}

/** A version made of decisions (oikaisu / rättelse): who made it, when, of which signed version, and each change. */
export interface ClaimCorrection {
  byName: string;
  /** ISO 8601 instant. */
  at: string;
  baseVersion: number;
  changes: DecisionChange[];
}

/** How something was settled: `finding` names it (`Huomautus 2, Taksi, Tosite 1`), `how` says what was decided of it. */
export interface Settlement {
  finding: string;
  how: string;
}

export interface PackText {
  id: string;
  sha256: string;
  raw: string;
}

/** How the member signed: by accepting the declaration and typing their name while signed in. */
export interface MemberSignature {
  signedName: string;
  /** ISO 8601 instant. */
  signedAt: string;
  username: string;
  /** How the member was identified at sign-in. */
  identifiedBy: 'password' | 'organisation-login';
  declarationVersion: string;
  declarationText: string;
}

/** A file as it was uploaded. `sha256` in hex is checked against `bytes`. */
export interface SourceFile {
  id: string;
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
  sha256: string;
  /** Text read off it, a form feed between two pages; becomes the alternative text of its pictures. Empty: none was read. */
  text: string;
  /**
   * Its pages as upright pictures, when somebody has already made them (needed for a format that cannot be opened
   * here, such as HEIC). Left out: the pictures are made from `bytes`.
   */
  pageImages?: Pick<PageImage, 'bytes'>[];
}

/** A receipt (tosite / verifikat) under its number in this claim. */
export interface ReceiptFile extends SourceFile {
  number: number;
  /** The claim's expenses this receipt proves. */
  expenseIds: string[];
}

/** A picture of one page: JPEG or PNG bytes, size in pixels. */
export interface PageImage {
  bytes: Uint8Array;
  width: number;
  height: number;
}
