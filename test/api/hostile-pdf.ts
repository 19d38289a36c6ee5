import { deflateSync } from 'node:zlib';

/** PDFs that are made to be heavy. Each is small to send; a program that follows it is busy for a long time. */

type Objects = (string | Buffer)[];

/** A PDF of these objects, the first of them its catalog, with a table that names each rightly. */
function pdfOf(objects: Objects, more = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const rows = objects.map((object, at) => {
    const bytes = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    parts.push(bytes);
    const row = `${String(length).padStart(10, '0')} 00000 n \n`;
    length += bytes.length;
    return row;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${more}>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table + trailer)]);
}

/** Says that it is a claim of ours, so that it is not put aside as another program's PDF. */
const MARK = '<< /Note (matkalasku-claim) >>';

const stream = (dict: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<< ${dict} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** A document that has this one file in it. */
export const withFile = (name: string, file: Buffer): Buffer =>
  pdfOf([
    '<< /Type /Catalog /Names << /EmbeddedFiles << /Names [(a) 2 0 R] >> >> >>',
    `<< /Type /Filespec /UF (${name}) /EF << /F 3 0 R >> >>`,
    file,
    MARK,
  ]);

export const dataOf = (text: string): Buffer => stream('/Type /EmbeddedFile', Buffer.from(text));

const bomb = () => deflateSync(Buffer.alloc(100_000_000), { level: 9 });

/** A claim's data that is valid JSON of `count` rows. */
function manyRows(count: number): Buffer {
  const row = JSON.stringify({ id: 'e', kind: 'taxi', date: '2026-03-10', amountCents: 1, currency: 'EUR' });
  return Buffer.from(`{"format":"matkalasku-claim","tripClaim":{"expenses":[${Array(count).fill(row).join(',')}]}}`);
}

export const hostile: Record<string, () => Buffer> = {
  'a tree a hundred thousand arrays deep': () =>
    pdfOf([`<< /Type /Catalog /Names ${'['.repeat(100_000)}${']'.repeat(100_000)} >>`, MARK]),
  'dictionaries fifty thousand deep': () =>
    pdfOf([`<< /Type /Catalog /A ${'<< /A '.repeat(50_000)}1${' >>'.repeat(50_000)} >>`, MARK]),
  'a name tree whose node is its own child': () =>
    pdfOf([
      '<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>',
      '<< /Kids [2 0 R 2 0 R 2 0 R 2 0 R 2 0 R 2 0 R] >>',
      MARK,
    ]),
  'references in a circle': () =>
    pdfOf([
      '<< /Type /Catalog /AcroForm 2 0 R >>',
      '<< /Fields [3 0 R] >>',
      '<< /FT /Sig /V 2 0 R /Parent 3 0 R >>',
      MARK,
    ]),
  'a table that names itself as the one before': () => {
    const file = pdfOf(['<< /Type /Catalog >>', MARK]).toString('latin1');
    const table = file.indexOf('xref\n0');
    return Buffer.from(file.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${table}`), 'latin1');
  },
  'an attachment that unpacks to a hundred megabytes': () =>
    withFile('claim.json', stream('/Type /EmbeddedFile /Filter /FlateDecode', bomb())),
  'an object stream that unpacks to a hundred megabytes': () =>
    pdfOf(['<< /Type /Catalog >>', stream('/Type /ObjStm /N 1000000 /First 100 /Filter /FlateDecode', bomb()), MARK]),
  'four hundred thousand objects': () => pdfOf(['<< /Type /Catalog >>', MARK, ...Array<string>(400_000).fill('1')]),
  'a table that promises four billion objects': () => {
    const file = pdfOf(['<< /Type /Catalog >>', MARK]).toString('latin1');
    return Buffer.from(file.replace('xref\n0 3', 'xref\n0 4000000000'), 'latin1');
  },
  'a hundred thousand ends of file': () =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n% matkalasku-claim\n`),
      Buffer.from('startxref\n9\n%%EOF\n'.repeat(100_000)),
    ]),
  'a claim of two hundred thousand rows': () =>
    withFile('claim.json', stream('/Type /EmbeddedFile', manyRows(200_000))),
  'data nested a million deep': () =>
    withFile('claim.json', stream('/Type /EmbeddedFile', Buffer.from('['.repeat(1_000_000)))),
  'a stream whose length is not where it ends': () =>
    pdfOf(['<< /Type /Catalog >>', `<< /Length 999999999 >>\nstream\n${'stream '.repeat(200_000)}\nendstream`, MARK]),
};
