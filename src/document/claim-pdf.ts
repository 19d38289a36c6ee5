import { type PDFDocument, PDFDocument as PdfLibDocument } from 'pdf-lib';
import { makeArchival } from './archival.ts';
import {
  type Attachment,
  attach,
  attachmentName,
  CLAIM_DATA,
  canonicalJson,
  MANIFEST,
  manifestOf,
  sha256,
} from './attachments.ts';
import { calculationPart } from './calculation-part.ts';
import { embeddedClaim } from './claim-data.ts';
import type { ClaimDocument, SourceFile } from './claim-document.ts';
import { approvalPart, latePart, papersPart, paymentPart, signaturePart } from './closing-part.ts';
import { correctionPart } from './correction-part.ts';
import { expensesPart, mileagePart } from './costs-part.ts';
import { DocumentProblem } from './document-problem.ts';
import { findingsPart } from './findings-part.ts';
import { Flow } from './flow.ts';
import { embedFonts } from './fonts.ts';
import { headPart } from './head-part.ts';
import { journeyPart } from './journey-part.ts';
import { addOutline } from './outline.ts';
import { type Pictured, picturePages, receiptHeading } from './picture-pages.ts';
import { picturesOf } from './pictures.ts';
import { runningHeads } from './running-heads.ts';
import type { OpenFile } from './seal.ts';
import { Tags } from './tags.ts';
import { totalsPart } from './totals-part.ts';
import { locales, type Words, wordsIn } from './words.ts';

/**
 * The claim (matkalasku / reseräkning) as one PDF: the claim itself, then every receipt as pictures, with the
 * originals, the claim as data and a manifest of it all attached. Everything is in it or none is made: the same
 * input gives the same bytes. Not yet sealed: `sealPdf` fills the empty seal field.
 * @throws DocumentProblem naming the file that cannot be placed
 */
export const buildClaimPdf = async (input: ClaimDocument): Promise<Uint8Array> => (await buildClaim(input)).bytes;

/** The same with the document the file was written from: it is sealed without being read again. */
export async function buildClaim(input: ClaimDocument): Promise<OpenFile> {
  assertPacks(input);
  const words = wordsIn(input.language);
  const pictured = await pictureAll(input, words);
  const attachments = attachmentsOf(input, words);
  const doc = await PdfLibDocument.create({ updateMetadata: false });
  const flow = new Flow(doc, await embedFonts(doc, 'CLAIM'), new Tags(doc));
  claimPages(flow, words, input);
  for (const item of pictured) await picturePages(flow, words, input, item);
  runningHeads(flow, words, input);
  flow.links.finish();
  addOutline(doc, flow.links, flow.bookmarks, words.texts.section.receipts);
  flow.tags.finish();
  finishFile(doc, input, attachments);
  const bytes = await doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  return { doc, bytes };
}

function claimPages(flow: Flow, words: Words, input: ClaimDocument): void {
  headPart(flow, words, input);
  correctionPart(flow, words, input);
  journeyPart(flow, words, input);
  calculationPart(flow, words, input);
  totalsPart(flow, words, input);
  mileagePart(flow, words, input);
  expensesPart(flow, words, input);
  findingsPart(flow, words, input);
  latePart(flow, words, input);
  paymentPart(flow, words, input);
  papersPart(flow, words, input);
  signaturePart(flow, words, input);
  approvalPart(flow, words, input);
}

async function pictureAll(input: ClaimDocument, words: Words): Promise<Pictured[]> {
  const pictured: Pictured[] = [];
  if (input.invitation !== null) {
    const heading = `${words.texts.attachment.invitation}: ${input.invitation.fileName}`;
    const pictures = await picturesOf(intact(input.invitation));
    pictured.push({ file: input.invitation, heading, pictures, receipt: null });
  }
  for (const receipt of input.receipts) {
    const heading = receiptHeading(words, input, receipt);
    pictured.push({ file: receipt, heading, pictures: await picturesOf(intact(receipt)), receipt });
  }
  return pictured;
}

/** The bytes are those whose hash was stored when they came. */
function intact(file: SourceFile): SourceFile {
  if (sha256(file.bytes) !== file.sha256) throw new DocumentProblem('file-changed', file);
  return file;
}

function attachmentsOf(input: ClaimDocument, words: Words): Attachment[] {
  const { attachment, expenseLabel } = words.texts;
  const source = (file: SourceFile, prefix: string, description: string): Attachment => ({
    name: attachmentName(prefix, file.fileName),
    mediaType: file.mediaType,
    description: `${description}: ${file.fileName}`,
    bytes: file.bytes,
    // Compared with the bytes when its pictures were made.
    sha256: file.sha256,
    relationship: 'Source',
  });
  const data = (name: string, description: string, value: unknown): Attachment => {
    const bytes = canonicalJson(value);
    return { name, mediaType: 'application/json', description, bytes, sha256: sha256(bytes), relationship: 'Data' };
  };
  const files = [
    data(CLAIM_DATA, attachment.claimData, embeddedClaim(input)),
    ...(input.invitation === null ? [] : [source(input.invitation, 'kokouskutsu', attachment.invitation)]),
    ...input.receipts.map((receipt) =>
      source(receipt, `tosite-${receipt.number}`, expenseLabel.number.replace('{n}', String(receipt.number))),
    ),
  ];
  return [...files, data(MANIFEST, attachment.manifest, manifestOf(input.claimId, input.copy, files))];
}

function finishFile(doc: PDFDocument, input: ClaimDocument, attachments: Attachment[]): void {
  const madeAt = new Date(Math.floor(Date.parse(input.madeAt) / 1000) * 1000);
  attach(doc, attachments, madeAt);
  makeArchival(doc, {
    title: `${wordsIn(input.language).texts.title} ${input.number} (${input.version}), ${wordsIn(input.language).texts.copy[input.copy]}`,
    language: locales[input.language].replace('en-IE', 'en'),
    madeAt,
    id: contentId(input),
  });
}

/** 16 bytes in hex that stand for the whole input; the files in it stand by their hashes. */
function contentId(input: ClaimDocument): string {
  const { invitation, receipts, ...rest } = input;
  const files = [...(invitation === null ? [] : [invitation]), ...receipts];
  const named = files.map(({ bytes: _bytes, pageImages: _pageImages, ...file }) => file);
  return sha256(canonicalJson({ ...rest, files: named })).slice(0, 32);
}

/** A claim whose rules cannot be looked at again later is not sealed. */
function assertPacks({ evaluation, packs }: ClaimDocument): void {
  const whole = packs.every((pack) => sha256(pack.raw) === pack.sha256);
  const all = evaluation.packs.every((named) => packs.some((p) => p.id === named.id && p.sha256 === named.sha256));
  if (!whole || !all) throw new DocumentProblem('packs-missing');
}
