import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey, useClaim } from '../claim/draft-hooks.ts';
import { FailedPart } from '../parts/failure.tsx';
import { WordsField } from '../parts/fields/fields.tsx';
import { useSession } from '../session.tsx';
import { useSpeech } from '../texts.ts';
import { useFilingWords, WithFilingWords } from './words.tsx';

/** What stands over a claim that somebody files for its member: for who files it, and for its member. */

const GivenBack = (props: { view: ClaimView; words: 'banner.givenback' | 'written.givenback' }): ReactNode => {
  const { t } = useFilingWords();
  const { format } = useSpeech();
  const { givenBack } = props.view;
  if (givenBack === null) return null;
  return (
    <p>
      {t(props.words, { date: format.instantDay(givenBack.at) })} <strong>{givenBack.text}</strong>
    </p>
  );
};

const ForWhom = ({ view }: { view: ClaimView }): ReactNode => {
  const { t } = useFilingWords();
  return (
    <section className="filing-banner" aria-labelledby="title-filing">
      <h2 id="title-filing">{t('banner.title', { name: view.member.name })}</h2>
      <GivenBack view={view} words="banner.givenback" />
      <p>{t('banner.text')}</p>
    </section>
  );
};

const GiveBackForm = (props: { view: ClaimView; close: () => void }): ReactNode => {
  const { t } = useFilingWords();
  const client = useQueryClient();
  const { store } = useClaim();
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const { id } = props.view;
  const give = useMutation({
    mutationFn: async () => {
      // What the member has changed meanwhile goes back with it.
      await store.flush();
      return api.post<ClaimView>(`/api/claims/${id}/giving-back`, { message: text.trim() });
    },
    onSuccess: (claim) => {
      client.setQueryData(claimKey(id), claim);
      void client.invalidateQueries({ queryKey: ['claims'] });
      props.close();
    },
  });
  const write = (words: string): void => {
    setText(words);
    setEmpty(false);
  };
  const press = (): void => {
    setEmpty(text.trim() === '');
    if (text.trim() !== '' && !give.isPending) give.mutate();
  };
  return (
    <div className="give-back">
      <WordsField label={t('confirm.back.word')} hint={t('confirm.back.hint')} value={text} onChange={write} />
      <p role="alert" className="field-error">
        {empty && t('confirm.back.empty')}
      </p>
      {give.isError && <FailedPart error={give.error} />}
      <div className="buttons">
        <Button onClick={press} aria-disabled={give.isPending}>
          {t('confirm.back.send')}
        </Button>
        <Button variant="secondary" onClick={props.close}>
          {t('confirm.back.cancel')}
        </Button>
      </div>
    </div>
  );
};

const ToConfirm = ({ view }: { view: ClaimView }): ReactNode => {
  const { t } = useFilingWords();
  const [back, setBack] = useState(false);
  return (
    <section className="filing-banner asked" aria-labelledby="title-filing">
      <h2 id="title-filing">{t('confirm.title', { name: view.asked?.by ?? '' })}</h2>
      <p>{t('confirm.text')}</p>
      {back ? (
        <GiveBackForm view={view} close={() => setBack(false)} />
      ) : (
        <div className="buttons">
          <a className="button-link" href="#section-sign">
            {t('confirm.sign')}
          </a>
          <Button variant="secondary" onClick={() => setBack(true)}>
            {t('confirm.back')}
          </Button>
        </div>
      )}
    </section>
  );
};

const WrittenForYou = ({ view }: { view: ClaimView }): ReactNode => {
  const { t } = useFilingWords();
  return (
    <section className="filing-banner" aria-labelledby="title-filing">
      <h2 id="title-filing">{t('written.title', { name: view.filedBy.join(', ') })}</h2>
      <GivenBack view={view} words="written.givenback" />
      <p>{t('written.text')}</p>
    </section>
  );
};

export const FilingStanding = ({ view }: { view: ClaimView }): ReactNode => {
  const { view: session } = useSession();
  const isOwn = session.user?.id === view.member.id;
  const own = view.asked ? <ToConfirm view={view} /> : <WrittenForYou view={view} />;
  return <WithFilingWords>{isOwn ? own : <ForWhom view={view} />}</WithFilingWords>;
};
