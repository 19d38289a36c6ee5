import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link } from 'wouter';
import type { ClaimOriginalsView } from '../../claim/original-views.ts';
import { isMissing } from '../../claim/originals.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import type { useMarking, useTicking } from './marking.ts';
import { OriginalRow } from './original-row.tsx';
import { RemindButton } from './remind.tsx';
import { useWords } from './words.ts';

/** The claim of the sheet in hand, with its originals to tick off. */

/** Why this paper is not quite what is awaited now; null when it is. */
const Doubt = (props: { view: ClaimOriginalsView; sheetVersion: number | null }): ReactNode => {
  const { t } = useWords();
  const { claim, may } = props.view;
  const says: string[] = [];
  if (props.sheetVersion !== null && props.sheetVersion !== claim.version) {
    says.push(t('doubt.version', { sheet: props.sheetVersion, version: claim.version }));
  }
  if (claim.state === 'batched') says.push(t('doubt.batched'));
  else if (!may.mark) says.push(t('doubt.own'));
  if (claim.state === 'returned') says.push(t('doubt.returned'));
  return says.map((text) => (
    <p key={text} className="finding review">
      {text}
    </p>
  ));
};

export const Sheet = (props: {
  view: ClaimOriginalsView;
  sheetVersion: number | null;
  marking: ReturnType<typeof useMarking>;
  ticking: ReturnType<typeof useTicking>;
}): ReactNode => {
  const { t, count } = useWords();
  const speech = useSpeech();
  const { view, marking, ticking } = props;
  const { claim, originals, may } = view;
  const missing = originals.filter(isMissing).length;
  return (
    <section className="sheet" aria-labelledby="title-sheet">
      <h2 id="title-sheet">
        {claim.number}, {claim.member}
      </h2>
      <p className="small quiet">
        {claim.meeting} · {claim.group} · {speech.code('state', claim.state)} ·{' '}
        {t('version', { version: claim.version })} · <Link href={`/review/${claim.id}`}>{t('review')}</Link>
      </p>
      <Doubt view={view} sheetVersion={props.sheetVersion} />
      <p role="status" className={missing === 0 ? 'announced' : undefined}>
        {missing === 0 ? t('all.in') : count('missing', missing)}
      </p>
      {marking.isError && <FailedPart error={marking.error} />}
      {originals.length === 0 && <p className="empty">{t('none')}</p>}
      <ul className="originals">
        {originals.map((original) => (
          <OriginalRow
            key={original.receiptId}
            original={original}
            marking={marking}
            mayMark={may.mark}
            tick={ticking.tick}
          />
        ))}
      </ul>
      {may.mark && missing > 0 && (
        <div className="buttons">
          <Button variant="secondary" onClick={ticking.tickAll}>
            {t('tick.all')}
          </Button>
          <RemindButton view={view} />
        </div>
      )}
    </section>
  );
};
