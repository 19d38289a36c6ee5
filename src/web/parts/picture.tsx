import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Box } from '../../claim/reading.ts';
import { isRefused, refusalOf } from '../api.ts';
import { useSpeech } from '../texts.ts';
import { sentenceOf } from './failure.tsx';

/** Pictures of a receipt's pages: a thumbnail that opens large, and a cut-out round one field. */

export const pageUrl = (receiptId: string, page: number): string => `/api/receipts/${receiptId}/pages/${page}`;

const TRIES = 4;
const PAUSE_MS = 2_000;

/** What asking again cannot change: everything but a busy or unreachable service. */
const isFinal = (error: unknown): boolean => isRefused(error) && error.view.status < 500;

type PageImageProps = ComponentProps<'img'> & {
  src: string;
  /** Where there is no room for the whole reason. */
  brief?: boolean;
};

/**
 * A picture of a page that is asked for again when it does not come: the process that draws it may be busy or gone. Where
 * it will not come, the reason and what to do stand in its place.
 */
export const PageImage = ({ brief = false, ...props }: PageImageProps): ReactNode => {
  const speech = useSpeech();
  const [tries, setTries] = useState(1);
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setTries((before) => before + 1);
      setWaiting(false);
    }, PAUSE_MS * tries);
    return () => clearTimeout(timer);
  }, [waiting, tries]);
  const ask = async (): Promise<void> => {
    const refused = await refusalOf(props.src);
    if (refused && (isFinal(refused) || tries >= TRIES)) setFailure(refused);
    else if (tries < TRIES) setWaiting(true);
  };
  if (failure !== null)
    return (
      <span className="picture-failed" role={brief ? undefined : 'status'}>
        {brief ? speech.t('review.receipt.noimage') : sentenceOf(failure, speech)}
      </span>
    );
  return <img {...props} key={tries} alt={props.alt ?? ''} onError={() => void ask()} />;
};

/** Air round the field, in shares of the field's own size, so that the eye sees where it stands. */
const AIR_X = 1;
const AIR_Y = 1.1;
const WIDEST = 340;
const HIGHEST = 120;

interface Cut {
  x: number;
  y: number;
  width: number;
  height: number;
}

const cutAround = ([x, y, width, height]: Box): Cut => {
  const left = Math.max(0, x - width * AIR_X);
  const top = Math.max(0, y - height * AIR_Y);
  return {
    x: left,
    y: top,
    width: Math.min(1 - left, width * (1 + 2 * AIR_X)),
    height: Math.min(1 - top, height * (1 + 2 * AIR_Y)),
  };
};

/** The part of the page round a field, drawn large. */
export const CutOut = (props: { receiptId: string; page: number; box: Box }): ReactNode => {
  const { t } = useSpeech();
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const cut = cutAround(props.box);
  const scale = size ? Math.min(WIDEST / (cut.width * size.width), HIGHEST / (cut.height * size.height)) : 1;
  const frame = size
    ? { width: cut.width * size.width * scale, height: cut.height * size.height * scale }
    : { width: WIDEST, height: HIGHEST / 2 };
  const picture = size
    ? { width: size.width * scale, left: -cut.x * size.width * scale, top: -cut.y * size.height * scale }
    : { width: 1, left: 0, top: 0 };
  return (
    <span className="cutout" style={frame}>
      <PageImage
        src={pageUrl(props.receiptId, props.page)}
        alt={t('receipts.cutout')}
        style={picture}
        onLoad={(event) =>
          setSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
        }
      />
    </span>
  );
};

const LargePicture = (props: { receiptId: string; name: string; pages: number; close: () => void }): ReactNode => {
  const { t } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const label = t('receipts.picture.of', { name: props.name });
  return (
    <dialog ref={dialog} className="large-picture" aria-label={label} onClose={props.close}>
      <div className="dialog-head">
        <a href={`/api/receipts/${props.receiptId}/file`} download>
          {t('receipts.original')}
        </a>
        <button type="button" className="plain" onClick={props.close}>
          {t('common.close')}
        </button>
      </div>
      {Array.from({ length: props.pages }, (_, index) => index + 1).map((page) => (
        <PageImage key={page} src={pageUrl(props.receiptId, page)} alt={label} />
      ))}
    </dialog>
  );
};

/** The first page small; a tap shows all pages large. Before the file has been opened there is nothing to show. */
export const Thumbnail = (props: { receiptId: string; name: string; pages: number | null }): ReactNode => {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  if (!props.pages) return <span className="thumbnail empty" aria-hidden="true" />;
  return (
    <>
      <button
        type="button"
        className="thumbnail"
        aria-label={`${t('receipts.picture')}: ${props.name}`}
        onClick={() => setOpen(true)}
      >
        <PageImage src={pageUrl(props.receiptId, 1)} alt="" brief />
      </button>
      {open && (
        <LargePicture receiptId={props.receiptId} name={props.name} pages={props.pages} close={() => setOpen(false)} />
      )}
    </>
  );
};
