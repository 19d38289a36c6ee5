import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib';
import type { Proof } from './revocation-check.ts';

/**
 * The document security store (DSS, ISO 32000-2 § 12.8.4.3): certificates and proofs of their goodness, kept in the
 * file for the years when nobody answers for them any more.
 */

const PARTS = { Certs: 'certificates', CRLs: 'crls', OCSPs: 'ocsps' } as const;

/** Adds proofs to the store, which is made when there is none; earlier ones stay. Gives the objects that changed. */
export function addProof(doc: PDFDocument, proof: Proof): PDFRef[] {
  const { context, catalog } = doc;
  const held = catalog.get(PDFName.of('DSS'));
  const ref = held instanceof PDFRef ? held : context.register(context.obj({ Type: 'DSS' }));
  const store = context.lookup(ref, PDFDict);
  const there = new Set(Object.values(proofIn(doc)).flatMap((all) => all.map(keyOf)));
  for (const [name, part] of Object.entries(PARTS)) {
    const fresh = proof[part].filter((der) => !there.has(keyOf(der)) && there.add(keyOf(der)));
    if (fresh.length === 0) continue;
    const before = store.lookupMaybe(PDFName.of(name), PDFArray)?.asArray() ?? [];
    const added = fresh.map((der) => context.register(context.stream(der)));
    store.set(PDFName.of(name), context.obj([...before, ...added]));
  }
  catalog.set(PDFName.of('DSS'), ref);
  return held instanceof PDFRef ? [ref] : [catalogRef(doc)];
}

function catalogRef({ context }: PDFDocument): PDFRef {
  const root = context.trailerInfo.Root;
  if (!(root instanceof PDFRef)) throw new Error('the catalog is not an object of its own');
  return root;
}

/** What the store of a document holds; nothing where there is none. */
export function proofIn(doc: { catalog: PDFDict; context: PDFDocument['context'] }): Proof {
  const store = doc.catalog.lookupMaybe(PDFName.of('DSS'), PDFDict);
  const streams = (name: string) =>
    (store?.lookupMaybe(PDFName.of(name), PDFArray)?.asArray() ?? []).flatMap((entry) => {
      const stream = doc.context.lookup(entry);
      return stream instanceof PDFRawStream ? [stream.getContents()] : [];
    });
  return { certificates: streams('Certs'), crls: streams('CRLs'), ocsps: streams('OCSPs') };
}

const keyOf = (der: Uint8Array): string => Buffer.from(der).toString('base64');
