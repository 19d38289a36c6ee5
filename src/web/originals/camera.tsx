import type { BarcodeDetector as Detector } from 'qr/decode.js';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { type OriginalsKey, useWords } from './words.ts';

/** The camera as a scanner: the pictures are looked at here and go nowhere. Fetched when it is first opened. */

/** Looks at the camera so often; each look takes 10–60 ms by the library on an office machine. */
const LOOK_MS = 200;

type Found = { rawValue: string };
type Looker = { detect: (video: HTMLVideoElement) => Promise<Found[]> };
type DetectorClass = Pick<typeof Detector, 'getSupportedFormats'> & (new (options: { formats: ['qr_code'] }) => Looker);

/** The browser's own detector where it has one for QR codes, else the library's, which is made alike. */
const openDetector = async (): Promise<Looker> => {
  const { BarcodeDetector: own } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = own ? await own.getSupportedFormats() : [];
  if (own && formats.includes('qr_code')) return new own({ formats: ['qr_code'] });
  const library = await import('qr/decode.js');
  return new library.BarcodeDetector({ formats: ['qr_code'] });
};

const openCamera = (): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });

const faults: Partial<Record<string, OriginalsKey>> = {
  NotAllowedError: 'camera.refused',
  NotFoundError: 'camera.none',
  NotReadableError: 'camera.busy',
};

const useCamera = (video: RefObject<HTMLVideoElement | null>, seen: (code: string) => void) => {
  const [fault, setFault] = useState<OriginalsKey | null>(null);
  const [ready, setReady] = useState(false);
  const tell = useRef(seen);
  useEffect(() => {
    tell.current = seen;
  });
  useEffect(() => {
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let closed = false;
    let last = '';
    const look = async (detector: Looker, player: HTMLVideoElement): Promise<void> => {
      const [found] = player.readyState >= player.HAVE_CURRENT_DATA ? await detector.detect(player) : [];
      if (closed) return;
      // A sheet that stays before the camera is one scan.
      if (found && found.rawValue !== last) {
        last = found.rawValue;
        tell.current(last);
      }
      timer = setTimeout(() => void look(detector, player).catch(fail), LOOK_MS);
    };
    const fail = (error: unknown): void => {
      setFault((error instanceof DOMException && faults[error.name]) || 'camera.broken');
    };
    const start = async (): Promise<void> => {
      const [detector, opened] = await Promise.all([openDetector(), openCamera()]);
      stream = opened;
      if (closed || !video.current) return stop();
      video.current.srcObject = opened;
      await video.current.play();
      setReady(true);
      await look(detector, video.current);
    };
    const stop = (): void => {
      closed = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void start().catch((error: unknown) => {
      if (!closed) fail(error);
    });
    return stop;
  }, [video]);
  return { fault, ready };
};

export const Camera = (props: { seen: (code: string) => void }): ReactNode => {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const { fault, ready } = useCamera(video, props.seen);
  if (fault) {
    return (
      <p role="alert" className="finding error">
        {t(fault)}
      </p>
    );
  }
  return (
    <div className="camera">
      <p role="status" className="small quiet">
        {t(ready ? 'camera.ready' : 'camera.opening')}
      </p>
      <video ref={video} muted playsInline aria-label={t('camera.picture')} />
    </div>
  );
};
