import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SealingView, SealKeyView } from '../../claim/document-state.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { type SealingWords, useSealingWords } from './sealing-words.ts';

/** The seal as the administrator looks after it: until when the keys hold, and which documents wait for what. */

const POLL_MS = 15_000;

const KeyRow = (props: { sealKey: SealKeyView; words: SealingWords }): ReactNode => {
  const { format } = useSpeech();
  const { sealKey: key, words } = props;
  return (
    <tr>
      <th scope="row">
        {key.name}
        {key.testKey && <p className="finding review">{words.t('sealing.test')}</p>}
      </th>
      <td>{key.issuer}</td>
      <td>{key.usedFrom === null ? words.t('sealing.always') : format.date(key.usedFrom)}</td>
      <td>{format.instantDay(key.inForceTo)}</td>
      <td>
        {words.t(key.inUse ? 'sealing.inUse' : 'sealing.notInUse')}
        {key.warning && <p className="finding error">{words.t(`sealing.warning.${key.warning}`)}</p>}
      </td>
    </tr>
  );
};

const Keys = (props: { keys: SealKeyView[]; words: SealingWords }): ReactNode => {
  const { t: common } = useSpeech();
  const { t } = props.words;
  return (
    <ScrollFrame className="table-wrap" label={common('common.table', { name: t('sealing.keys') })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('sealing.key')}</th>
            <th scope="col">{t('sealing.issuer')}</th>
            <th scope="col">{t('sealing.from')}</th>
            <th scope="col">{t('sealing.until')}</th>
            <th scope="col">{t('sealing.state')}</th>
          </tr>
        </thead>
        <tbody>
          {props.keys.map((key) => (
            <KeyRow key={`${key.usedFrom}${key.name}`} sealKey={key} words={props.words} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
};

const Unmade = (props: { documents: SealingView['documents']; words: SealingWords }): ReactNode => {
  const { of, format } = useSpeech();
  const { t } = props.words;
  if (props.documents.length === 0) return <p className="empty">{t('sealing.none')}</p>;
  return (
    <ul className="unmade">
      {props.documents.map(({ number, version, state, action, tries, since, lastTry }) => (
        <li key={`${number}${version}`} className={`finding ${state === 'failed' ? 'error' : 'note'}`}>
          <p>
            <strong>{t('sealing.document', { number, version })}</strong> ·{' '}
            {t(state === 'failed' ? 'sealing.failed' : 'sealing.tried')}
          </p>
          <p>{of(action)}</p>
          <p className="small quiet">
            {t('sealing.tries', { tries, since: format.instant(since), last: format.instant(lastTry) })}
          </p>
        </li>
      ))}
    </ul>
  );
};

export const Sealing = (): ReactNode => {
  const words = useSealingWords();
  const query = useQuery({
    queryKey: ['admin', '/api/sealing'],
    queryFn: () => api.get<SealingView>('/api/sealing'),
    refetchInterval: POLL_MS,
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (words.isError) return <FailedPart error={words.error} retry={() => void words.refetch()} />;
  if (!query.data || !words.data) return <Waiting />;
  const { t } = words.data;
  return (
    <>
      <p className="lead">{t('sealing.lead')}</p>
      <section className="staff-part" aria-labelledby="title-keys">
        <h2 id="title-keys">{t('sealing.keys')}</h2>
        <Keys keys={query.data.keys} words={words.data} />
        <p>
          {t('sealing.stamps')}: {query.data.timeStamps ?? t('sealing.stamps.none')}
        </p>
      </section>
      <section className="staff-part" aria-labelledby="title-unmade">
        <h2 id="title-unmade">{t('sealing.waiting')}</h2>
        <Unmade documents={query.data.documents} words={words.data} />
      </section>
    </>
  );
};
