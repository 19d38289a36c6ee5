import { ContentInfo, SignedData } from 'pkijs';

/** Object identifier of the signature time stamp (RFC 3161 appendix A). */
const STAMP = '1.2.840.113549.1.9.16.2.14';

/** The time stamp of every seal with the signature it is over, as another program wants them. */
export function stampsOf(pdf: Uint8Array): { token: Uint8Array; signature: Uint8Array }[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/Contents <(3[0-9a-f]+)>/g)].flatMap(([, hex = '']) => {
    const der = new Uint8Array(Buffer.from(hex, 'hex')).buffer;
    const [signer] = new SignedData({ schema: ContentInfo.fromBER(der).content }).signerInfos;
    const stamp = signer?.unsignedAttrs?.attributes.find(({ type }) => type === STAMP)?.values[0];
    if (!signer || !stamp) return [];
    return [{ token: new Uint8Array(stamp.toBER()), signature: signer.signature.valueBlock.valueHexView }];
  });
}
