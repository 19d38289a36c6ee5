import { Component, type ReactNode, useContext } from 'react';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { isRefused, Unreachable } from '../api.ts';
import { type Speech, SpeechContext, useSpeech } from '../texts.ts';

/** The sentence for an error: the server's own when it refused, ours when nothing came. */
export const sentenceOf = (error: unknown, speech: Speech): string => {
  if (isRefused(error) && error.view.detail !== '') return error.view.detail;
  return speech.t(error instanceof Unreachable ? 'app.offline' : 'app.unknown');
};

/** A whole page that could not be shown. */
export const FailedPage = (props: { speech: Speech; retry: () => void }): ReactNode => (
  <main className="page narrow" id="content">
    <h1>{props.speech.t('app.broken.title')}</h1>
    <p>{props.speech.t('app.broken.text')}</p>
    <Button onClick={props.retry}>{props.speech.t('app.retry')}</Button>
  </main>
);

/** What one may not see, or is not there, is no fault and does not change by asking again. */
const isFinal = (error: unknown): boolean => isRefused(error) && [FORBIDDEN, NOT_FOUND].includes(error.view.status);
const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** A part that could not be fetched, at its own place, with a way to try again where that may help. */
export const FailedPart = (props: { error: unknown; retry?: () => void }): ReactNode => {
  const speech = useSpeech();
  const final = isFinal(props.error);
  return (
    <div role={final ? 'status' : 'alert'} className="failed-part">
      <InlineAlert status={final ? 'neutral' : 'error'}>{sentenceOf(props.error, speech)}</InlineAlert>
      {props.retry && !final && (
        <Button variant="secondary" onClick={props.retry}>
          {speech.t('app.retry')}
        </Button>
      )}
    </div>
  );
};

const reload = (): void => window.location.reload();

const BoundaryPage = (): ReactNode => {
  const speech = useContext(SpeechContext);
  return speech && <FailedPage speech={speech} retry={reload} />;
};

/** Never a blank page: what breaks while drawing shows a sentence and a button. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <BoundaryPage /> : this.props.children;
  }
}
