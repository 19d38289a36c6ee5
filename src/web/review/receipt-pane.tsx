import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Box } from '../../claim/reading.ts';
import type { ReceiptView } from '../../claim/views.ts';
import { PageImage, pageUrl } from '../parts/picture.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';

/** The picture of the receipt in focus, the place of its value lit; zoom and rotation change only the view. */

export interface Target {
  receiptId: string;
  page: number;
  box: Box | null;
}

const ZOOMS = [1, 1.5, 2, 3] as const;
/** Step of zooming, and quarter turns in degrees. */
export type Look = { zoom: number; turn: number };
export const plainLook: Look = { zoom: 0, turn: 0 };
export const closer = (look: Look): Look => ({ ...look, zoom: Math.min(ZOOMS.length - 1, look.zoom + 1) });
/** The next step, and from the last one back to the whole page: one key for both. */
export const closerOrWhole = (look: Look): Look => ({ ...look, zoom: (look.zoom + 1) % ZOOMS.length });
export const turned = (look: Look): Look => ({ ...look, turn: (look.turn + 90) % 360 });

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

const LitBox = (props: { box: Box; frame: HTMLElement | null }): ReactNode => {
  const lit = useRef<HTMLSpanElement>(null);
  const [x, y, width, height] = props.box;
  const { frame } = props;
  useEffect(() => {
    const place = lit.current;
    if (!place || !frame) return;
    // Only the picture's own frame scrolls; the page stays where the reader is.
    frame.scrollTo({ top: place.offsetTop - frame.clientHeight / 2, left: place.offsetLeft - frame.clientWidth / 2 });
  });
  return (
    <span
      ref={lit}
      className="lit"
      style={{ left: percent(x), top: percent(y), width: percent(width), height: percent(height) }}
    />
  );
};

const Pages = (props: { receipt: ReceiptView; target: Target; zoom: number; turn: number }): ReactNode => {
  const { t } = useSpeech();
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const { receipt, target, zoom, turn } = props;
  if (!receipt.pageCount) return <p className="quiet">{t('review.receipt.noimage')}</p>;
  return (
    <ScrollFrame className="picture-frame" frame={setFrame} label={receipt.fileName}>
      {Array.from({ length: receipt.pageCount }, (_, index) => index + 1).map((page) => (
        <div
          key={page}
          className="picture-page"
          style={{ width: percent(zoom), transform: turn === 0 ? 'none' : `rotate(${turn}deg)` }}
        >
          <PageImage
            src={pageUrl(receipt.id, page)}
            alt={`${t('receipts.picture.of', { name: receipt.fileName })}, ${t('review.receipt.page', { n: page })}`}
          />
          {target.box && target.page === page && <LitBox box={target.box} frame={frame} />}
        </div>
      ))}
    </ScrollFrame>
  );
};

export const ReceiptPane = (props: {
  receipts: readonly ReceiptView[];
  target: Target | null;
  next: () => void;
  /** How it is looked at; nothing of the picture itself changes. */
  look: Look;
  setLook: (look: Look) => void;
}): ReactNode => {
  const { t } = useSpeech();
  const { receipts, next, look, setLook } = props;
  const first = receipts[0];
  const target = props.target ?? (first ? { receiptId: first.id, page: 1, box: null } : null);
  const receipt = receipts.find((one) => one.id === target?.receiptId);
  if (!target || !receipt) return <p className="quiet">{t('review.receipt.none')}</p>;
  const n = receipts.indexOf(receipt) + 1;
  return (
    <>
      <p className="small">{t('review.receipt.of', { n, total: receipts.length, name: receipt.fileName })}</p>
      <div className="picture-tools">
        <button type="button" onClick={() => setLook(closer(look))}>
          {t('review.zoom.in')}
        </button>
        <button type="button" onClick={() => setLook({ ...look, zoom: Math.max(0, look.zoom - 1) })}>
          {t('review.zoom.out')}
        </button>
        <button type="button" onClick={() => setLook(turned(look))}>
          {t('review.rotate')}
        </button>
        {receipts.length > 1 && (
          <button type="button" onClick={next}>
            {t('review.receipt.next')}
          </button>
        )}
        <a href={`/api/receipts/${receipt.id}/file`} download>
          {t('receipts.original')}
        </a>
      </div>
      <Pages key={receipt.id} receipt={receipt} target={target} zoom={ZOOMS[look.zoom] ?? 1} turn={look.turn} />
    </>
  );
};
