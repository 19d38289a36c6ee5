import { readFileSync } from 'node:fs';
import { type PDFDocument, PDFHexString, PDFString } from 'pdf-lib';

/** What the file says of itself, in Info and, word for word the same, in XMP (PDF/A-3, ISO 19005-3 § 6.6.2). */
export interface DocumentFacts {
  title: string;
  /** BCP 47 tag, e.g. `fi-FI`. */
  language: string;
  madeAt: Date;
  /** 16 bytes in hex, from the content: the same claim gives the same file. */
  id: string;
}

const AUTHOR = 'Opetushallitus';
const PRODUCER = 'matkalasku (pdf-lib)';
const CREATOR = 'matkalasku';
/**
 * The compact sRGB profile libvips carries (ICC 4.2, public domain), written out once by sharp 0.35.5
 * (`withIccProfile('srgb')`, then `metadata().icc`). The output intent that makes RGB colours mean the same on every device.
 */
const SRGB = new URL('./srgb.icc', import.meta.url);
const SRGB_NAME = 'sRGB IEC61966-2.1';

/** Makes the document a PDF/A-3b and a PDF/UA-1: metadata, output intent, file identifier. */
export function makeArchival(doc: PDFDocument, facts: DocumentFacts): void {
  const { catalog, context } = doc;
  doc.setTitle(facts.title, { showInWindowTitleBar: true });
  doc.setAuthor(AUTHOR);
  doc.setCreator(CREATOR);
  doc.setProducer(PRODUCER);
  doc.setCreationDate(facts.madeAt);
  doc.setModificationDate(facts.madeAt);
  doc.setLanguage(facts.language);
  const metadata = context.stream(new TextEncoder().encode(xmp(facts)), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(context.obj('Metadata'), context.register(metadata));
  const profile = context.register(context.flateStream(new Uint8Array(readFileSync(SRGB)), { N: 3 }));
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of(SRGB_NAME),
    Info: PDFString.of(SRGB_NAME),
    DestOutputProfile: profile,
  });
  catalog.set(context.obj('OutputIntents'), context.obj([context.register(intent)]));
  const id = PDFHexString.of(facts.id);
  context.trailerInfo.ID = context.obj([id, id]);
}

/** PDF/A knows only the properties it lists; the one of PDF/UA is described in the file itself (ISO 19005-3 § 6.6.2.3). */
const ACCESSIBILITY_SCHEMA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

function xmp(facts: DocumentFacts): string {
  const at = `${facts.madeAt.toISOString().slice(0, 19)}Z`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(facts.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${AUTHOR}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>${CREATOR}</xmp:CreatorTool>
<xmp:CreateDate>${at}</xmp:CreateDate>
<xmp:ModifyDate>${at}</xmp:ModifyDate>
<pdf:Producer>${PRODUCER}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
${ACCESSIBILITY_SCHEMA}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
