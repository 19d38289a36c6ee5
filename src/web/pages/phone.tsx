import '../phone/phone.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PassUploadView, PassView, ProblemView } from '../../claim/views.ts';
import { problemOf, Refused, Unreachable } from '../api.ts';
import type { Door } from '../claim/send-file.ts';
import { UploadRows } from '../claim/upload-rows.tsx';
import { type Uploads, useSending } from '../claim/uploads.ts';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { type PhoneKey, phoneWords } from '../phone/words.ts';
import { useSession } from '../session.tsx';
import { useSpeech, type Words } from '../texts.ts';

/** The phone's page without sign-in: it takes pictures for one claim as long as its pass is valid, and says what came. */

const POLL_MS = 10_000;
const SHOWN_FIGURES = 8;

const doorOf = (token: string): Door => ({
  endpoint: '/api/handover/uploads',
  headers: () => ({ 'x-upload-pass': token }),
});

const fetchPass = async (door: Door): Promise<PassView> => {
  const answer = await fetch('/api/handover', { headers: door.headers() }).catch(() => {
    throw new Unreachable();
  });
  if (!answer.ok) throw new Refused(problemOf(answer.status, await answer.text()) satisfies ProblemView);
  return (await answer.json()) as PassView;
};

/** Speaks the language of the member who handed over, until another is chosen here. */
const useTheirLanguage = (pass: PassView | undefined): void => {
  const { chooseLanguage } = useSession();
  const [told, setTold] = useState(false);
  const language = pass?.language;
  useEffect(() => {
    if (told || !language) return;
    setTold(true);
    void chooseLanguage(language);
  }, [told, language, chooseLanguage]);
};

const Target = (props: { add: Uploads['add']; name: string; hint: string; camera: boolean }): ReactNode => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <label className={props.camera ? 'take-photo' : 'choose-photo'}>
      <input
        ref={input}
        type="file"
        multiple={!props.camera}
        accept={props.camera ? 'image/*' : 'image/*,application/pdf'}
        {...(props.camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          if (event.target.files && event.target.files.length > 0) props.add([...event.target.files]);
          if (input.current) input.current.value = '';
        }}
      />
      <strong>{props.name}</strong>
      {props.hint && <span>{props.hint}</span>}
    </label>
  );
};

const Arrived = (props: { uploads: readonly PassUploadView[]; words: Words<PhoneKey> }): ReactNode => {
  const { t } = props.words;
  const { uploads } = props;
  const sentence = ({ fileName: name, sha256, sizeBytes, offsetBytes, added }: PassUploadView): string => {
    if (sha256 === null) return t('sent.part', { name, percent: Math.floor((offsetBytes / sizeBytes) * 100) });
    return added === false ? t('sent.same', { name }) : t('sent.code', { name, code: sha256.slice(0, SHOWN_FIGURES) });
  };
  return (
    <section aria-labelledby="title-sent">
      <h2 id="title-sent">{t('sent')}</h2>
      {uploads.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul className="sent-photos">
        {uploads.map((upload) => (
          <li key={upload.id}>{sentence(upload)}</li>
        ))}
      </ul>
    </section>
  );
};

const Photographing = (props: {
  pass: PassView;
  token: string;
  words: Words<PhoneKey>;
  refresh: () => Promise<void>;
}): ReactNode => {
  const { format } = useSpeech();
  const { pass, token, words, refresh } = props;
  const { t } = words;
  const door = useMemo(() => doorOf(token), [token]);
  const nobody = useCallback(() => undefined, []);
  const signedOut = useCallback(() => void refresh(), [refresh]);
  const sending = { claimId: `pass.${token}`, door, receive: nobody, refresh, signedOut };
  const { uploads, add, again, dismiss } = useSending(sending);
  return (
    <>
      <p className="lead">{t('lead')}</p>
      <Target add={add} name={t('add')} hint={t('add.hint')} camera />
      <Target add={add} name={t('choose')} hint="" camera={false} />
      <ul className="rows">
        <UploadRows uploads={uploads} again={again} dismiss={dismiss} />
      </ul>
      <Arrived uploads={pass.uploads} words={words} />
      <p className="quiet small">{t('until', { time: format.instantTime(pass.expiresAt) })}</p>
    </>
  );
};

export const PhonePage = (props: { token: string }): ReactNode => {
  const { token } = props;
  const client = useQueryClient();
  const words = useFetchedWords<PhoneKey>('phone', phoneWords);
  const query = useQuery({
    queryKey: ['pass', token],
    queryFn: () => fetchPass(doorOf(token)),
    refetchInterval: ({ state }) => (state.error instanceof Refused ? false : POLL_MS),
  });
  useTheirLanguage(query.data);
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['pass', token] }), [client, token]);
  if (!words.data || query.isPending) return <Waiting />;
  const { t } = words.data;
  if (query.error instanceof Refused)
    return (
      <Page title={t('ended.title')}>
        <p className="lead">{t('ended.text')}</p>
      </Page>
    );
  return (
    <Page title={t('title')}>
      {query.data ? (
        <Photographing pass={query.data} token={token} words={words.data} refresh={refresh} />
      ) : (
        <FailedPart error={query.error} retry={() => void query.refetch()} />
      )}
    </Page>
  );
};
