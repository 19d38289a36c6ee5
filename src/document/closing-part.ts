import type { ClaimDocument } from './claim-document.ts';
import { type Flow, QUIET, WIDTH } from './flow.ts';
import { receiptLabel } from './picture-pages.ts';
import { APPROVER_SEAL, addSealField, MEMBER_SEAL } from './seal-field.ts';
import { facts, table } from './table.ts';
import { fill, type Words } from './words.ts';

/** Points kept free for the seal on the last page of the claim. */
const SEAL_HEIGHT = 92;

export function latePart(flow: Flow, words: Words, { lateReason }: ClaimDocument): void {
  if (lateReason === '') return;
  flow.heading(words.texts.section.late);
  flow.paragraph(lateReason);
}

export function paymentPart(flow: Flow, words: Words, { payment }: ClaimDocument): void {
  const { texts } = words;
  flow.heading(texts.section.payment);
  facts(flow, [
    [texts.payment.holder, payment.accountHolder],
    [texts.payment.iban, payment.iban],
  ]);
}

/** Where the paper goes, what is attached, and by which rules the sums were computed. */
export function papersPart(flow: Flow, words: Words, input: ClaimDocument): void {
  const { texts } = words;
  flow.heading(texts.section.originals);
  flow.paragraph(fill(texts.originals, { number: input.number }));
  const files: [string, { fileName: string; sha256: string }][] = [
    ...(input.invitation === null ? [] : [[texts.attachment.invitation, input.invitation] as const]),
    ...input.receipts.map((receipt) => [receiptLabel(words, input, receipt), receipt] as const),
  ].map(([label, file]) => [label, file]);
  if (files.length > 0) {
    flow.heading(texts.section.attachments);
    table(
      flow,
      [
        { head: texts.column.attachment, width: 110 },
        { head: texts.column.file, width: WIDTH - 110 },
      ],
      files.map(([label, file]) => [label, [file.fileName, { text: file.sha256, size: 7.5, color: QUIET }]]),
    );
  }
  flow.heading(texts.section.packs);
  flow.paragraph(texts.packs);
  facts(
    flow,
    input.packs.map((pack) => [pack.id, { text: `SHA-256 ${pack.sha256}`, size: 7.5 }]),
    110,
  );
}

/** The declaration the member accepted, who signed, and the place of the seal: kept together at the claim's end. */
export function signaturePart(flow: Flow, words: Words, { signature }: ClaimDocument): void {
  const { texts } = words;
  const declaration = flow.set(signature.declarationText, { size: 9.5 }, WIDTH);
  flow.need(Math.min(500, declaration.length * 13 + 110 + SEAL_HEIGHT));
  flow.heading(texts.section.declaration);
  flow.paragraph(signature.declarationText);
  facts(flow, [
    [texts.signature.name, { text: signature.signedName, bold: true }],
    [texts.signature.at, words.instant(signature.signedAt)],
    [texts.signature.user, signature.username],
    [texts.signature.how, texts.signature.identified[signature.identifiedBy]],
    [texts.signature.declaration, signature.declarationVersion],
  ]);
  flow.need(SEAL_HEIGHT + 8);
  flow.space(8);
  addSealField(flow, MEMBER_SEAL, texts.seal.field, SEAL_HEIGHT);
}

/** The place of the approver's seal (hyväksyjä / godkännare), empty until the claim is approved. */
export function approvalPart(flow: Flow, { texts }: Words): void {
  flow.need(SEAL_HEIGHT + 60);
  flow.heading(texts.section.approval);
  flow.paragraph(texts.approval.place);
  flow.space(8);
  addSealField(flow, APPROVER_SEAL, texts.approval.field, SEAL_HEIGHT);
}
