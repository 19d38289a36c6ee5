import type { X509Certificate } from 'node:crypto';
import { issued } from './signer-check.ts';

/** True when one of a chain is trusted itself, or was made by a trusted one. */
export const isVouchedFor = (chain: X509Certificate[], trusted: X509Certificate[]): boolean =>
  chain.some((each) => trusted.some((root) => root.fingerprint256 === each.fingerprint256 || issued(each, root)));
