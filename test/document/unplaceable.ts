import { PDFDocument, PDFHexString } from 'pdf-lib';
import { ticket } from './sample.ts';

/** A PDF that asks for a password: its encryption dictionary fits no empty one (ISO 32000-1 § 7.6.3). */
export async function encrypted(): Promise<Uint8Array> {
  const doc = await PDFDocument.load(await ticket(1));
  const { context } = doc;
  const key = 'ab'.repeat(32);
  const fields = { Filter: 'Standard', V: 1, R: 2, P: -4, O: PDFHexString.of(key), U: PDFHexString.of(key) };
  context.trailerInfo.Encrypt = context.register(context.obj(fields));
  const id = PDFHexString.of('00'.repeat(16));
  context.trailerInfo.ID = context.obj([id, id]);
  return doc.save({ useObjectStreams: false });
}
