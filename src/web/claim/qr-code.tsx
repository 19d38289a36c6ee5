import encodeQR from 'qr';
import type { ReactNode } from 'react';

/** A QR code drawn as one path; black on white whatever the page's colours. */

const QUIET_MODULES = 4;

const pathOf = (modules: readonly (readonly boolean[])[]): string =>
  modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');

export const QrCode = (props: { text: string; label: string }): ReactNode => {
  const modules = encodeQR(props.text, 'raw', { border: QUIET_MODULES, ecc: 'medium' });
  const size = modules.length;
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(modules)} fill="#000" />
    </svg>
  );
};
