import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { runsOf, textOf } from './pages.ts';

/**
 * Everything there is to read in a PDF, without blanks: its bytes as they stand, its streams unpacked (attachments and
 * metadata among them), its strings in hex, and the text of its pages.
 */
export async function insideOf(pdf: Uint8Array): Promise<string> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const streams = doc.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [unpacked(object)] : []));
  const raw = Buffer.from(pdf).toString('latin1');
  const strings = [...raw.matchAll(/<((?:[0-9A-Fa-f]{2}){4,10000})>/g)].flatMap(([, hex = '']) => {
    const bytes = Buffer.from(hex, 'hex');
    return [bytes.toString('latin1'), bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : ''];
  });
  return [raw, ...streams, ...strings, textOf((await runsOf(pdf)).flat())].join('\n').replace(/[ \u00a0\0]/g, '');
}

const pictures = [PDFName.of('DCTDecode'), PDFName.of('JPXDecode')];

function unpacked(stream: PDFRawStream): string {
  const filter = stream.dict.get(PDFName.of('Filter'));
  const isPicture = pictures.some((each) => each === filter);
  const bytes = filter === undefined || isPicture ? stream.contents : decodePDFRawStream(stream).decode();
  return `${Buffer.from(bytes).toString('latin1')}\n${Buffer.from(bytes).toString('utf8')}`;
}
