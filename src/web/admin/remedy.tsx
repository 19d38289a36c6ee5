import '../letter.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { languages } from '../../claim/claim.ts';
import type { RemedyText, RemedyView } from '../../claim/letter-views.ts';
import { api } from '../api.ts';
import { type LetterWords, useLetterWords } from '../letter/words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** How to have a decision corrected, in the agency's own words: what decision letters say, or that it is missing. */

const PATH = '/api/remedy-text';
const KEY = ['admin', PATH];
const LONGEST = 5_000;

const Field = (props: { label: string; lang: string; value: string; change: (value: string) => void }): ReactNode => (
  <label className="field full">
    {props.label}
    <textarea
      lang={props.lang}
      rows={6}
      maxLength={LONGEST}
      value={props.value}
      onChange={(event) => props.change(event.target.value)}
    />
  </label>
);

const Form = (props: { view: RemedyView; words: LetterWords }): ReactNode => {
  const { t } = props.words;
  const client = useQueryClient();
  const [texts, setTexts] = useState<RemedyText>(props.view.texts ?? { fi: '', sv: '', en: '' });
  const [isShort, setShort] = useState(false);
  const save = useMutation({
    mutationFn: () => api.put<RemedyView>(PATH, texts),
    onSuccess: (view) => client.setQueryData(KEY, view),
  });
  const send = (): void => {
    const wanting = languages.some((language) => texts[language].trim() === '');
    setShort(wanting);
    if (!wanting && !save.isPending) save.mutate();
  };
  return (
    <form
      className="remedy"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {languages.map((language) => (
        <Field
          key={language}
          lang={language}
          label={t(`remedy.${language}`)}
          value={texts[language]}
          change={(value) => setTexts({ ...texts, [language]: value })}
        />
      ))}
      <p role="alert" className="field-error">
        {isShort && t('remedy.fill')}
      </p>
      <div className="buttons">
        <Button type="submit" aria-disabled={save.isPending}>
          {t(save.isPending ? 'remedy.saving' : 'remedy.save')}
        </Button>
      </div>
      <p role="status" className="announced">
        {save.isSuccess && t('remedy.saved')}
      </p>
      {save.isError && <FailedPart error={save.error} />}
    </form>
  );
};

export const Remedy = (): ReactNode => {
  const { format } = useSpeech();
  const words = useLetterWords();
  const query = useQuery({ queryKey: KEY, queryFn: () => api.get<RemedyView>(PATH) });
  const failed = [words, query].find(({ isError }) => isError);
  if (failed) return <FailedPart error={failed.error} retry={() => void failed.refetch()} />;
  if (!words.data || !query.data) return <Waiting />;
  const { t } = words.data;
  const { texts, setAt, setBy, lettersWithout } = query.data;
  return (
    <>
      <p className="lead">{t('remedy.lead')}</p>
      {texts === null && <p className="finding error">{t('remedy.missing')}</p>}
      {lettersWithout > 0 && <p className="finding review">{t('remedy.without', { count: lettersWithout })}</p>}
      {setAt !== null && <p className="quiet">{t('remedy.set', { date: format.instant(setAt), name: setBy ?? '' })}</p>}
      <Form view={query.data} words={words.data} />
    </>
  );
};
