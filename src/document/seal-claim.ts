import type { ClaimDocument } from './claim-document.ts';
import { buildClaimPdf } from './claim-pdf.ts';
import type { CmsKey } from './cms.ts';
import type { LongTerm } from './long-term.ts';
import { commonName, sealPdf } from './seal.ts';
import type { SealText } from './seal-appearance.ts';
import { MEMBER_SEAL } from './seal-field.ts';
import { isTestCertificate } from './seal-key.ts';
import { fill, wordsIn } from './words.ts';

/** Builds the claim document and puts the member's seal into it; B-LT where a time-stamp authority is given. */
export async function sealClaim(document: ClaimDocument, key: CmsKey, longTerm?: LongTerm): Promise<Uint8Array> {
  const pdf = await buildClaimPdf(document);
  return sealPdf(pdf, {
    ...key,
    field: MEMBER_SEAL,
    sealedAt: new Date(document.madeAt),
    text: sealText(document, key.certificatePem),
    stamp: longTerm?.stamp,
    proof: await longTerm?.proof(),
  });
}

/** Who signed and when, who sealed and when, and in clear words when the key is only a test key. */
function sealText({ language, signature, madeAt }: ClaimDocument, certificatePem: string): SealText {
  const words = wordsIn(language);
  const { seal } = words.texts;
  const testKey = isTestCertificate(certificatePem);
  return {
    heading: seal.field,
    lines: [
      fill(seal.signedBy, { name: signature.signedName }),
      fill(seal.signedAt, { time: words.instant(signature.signedAt) }),
      fill(seal.sealedBy, { time: words.instant(madeAt), seal: commonName(certificatePem) }),
      ...(testKey ? [seal.testMeans] : []),
    ],
    warning: testKey ? seal.testKey : null,
  };
}
