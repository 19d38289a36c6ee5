import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import type { Language } from '../claim/claim.ts';
import type { SessionView } from '../claim/views.ts';
import { api, rememberCsrfToken } from './api.ts';
import { forgetAllFiles } from './claim/kept-files.ts';
import { type Speech, SpeechContext, speechIn } from './texts.ts';

/** Who is signed in, and in which language the pages speak. */

const LANGUAGE_KEY = 'matkalasku.language';

export type User = NonNullable<SessionView['user']>;

interface Session {
  view: SessionView;
  signIn: (username: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  chooseLanguage: (language: Language) => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('No session around this part');
  return session;
};

const remembered = (): Language => {
  const stored = localStorage.getItem(LANGUAGE_KEY);
  return stored === 'sv' || stored === 'en' ? stored : 'fi';
};

const fetchSession = async (): Promise<SessionView> => {
  const view = await api.get<SessionView>('/api/session');
  rememberCsrfToken(view.csrfToken);
  return view;
};

const useSpeechOf = (language: Language): Speech | null => {
  const [speech, setSpeech] = useState<Speech | null>(null);
  useEffect(() => {
    let current = true;
    void speechIn(language).then((loaded) => {
      if (!current) return;
      document.documentElement.lang = language;
      setSpeech(loaded);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return speech;
};

/** The pages below know the session and the language; until both are here, `waiting` or `failed` is shown. */
export const SessionProvider = (props: {
  children: ReactNode;
  failed: (retry: () => void, speech: Speech) => ReactNode;
}): ReactNode => {
  const client = useQueryClient();
  const [language, setLanguage] = useState<Language>(remembered);
  const speech = useSpeechOf(language);
  const query = useQuery({ queryKey: ['session'], queryFn: fetchSession, staleTime: Number.POSITIVE_INFINITY });
  const userLanguage = query.data?.user?.language;

  useEffect(() => {
    if (userLanguage) setLanguage(userLanguage);
  }, [userLanguage]);

  const accept = useCallback(
    (view: SessionView) => {
      rememberCsrfToken(view.csrfToken);
      client.setQueryData(['session'], view);
    },
    [client],
  );

  const signIn = useCallback(
    async (username: string, password: string) => {
      accept(await api.post<SessionView>('/api/session', { username, password }));
    },
    [accept],
  );
  const signOut = useCallback(async () => {
    await api.delete('/api/session');
    // Drafts hold an account number: none stays on a shared device.
    for (const key of Object.keys(localStorage)) if (key.startsWith('matkalasku.draft.')) localStorage.removeItem(key);
    await forgetAllFiles();
    client.removeQueries({ predicate: (one) => one.queryKey[0] !== 'session' });
    accept(await api.get<SessionView>('/api/session'));
  }, [accept, client]);
  const chooseLanguage = useCallback(
    async (chosen: Language) => {
      localStorage.setItem(LANGUAGE_KEY, chosen);
      setLanguage(chosen);
      if (userLanguage) accept(await api.put<SessionView>('/api/session/language', { language: chosen }));
      // Sentences that the server wrote (the declaration) come again in the new language, also those on their way.
      const written = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => queryKey[0] !== 'session';
      await client.cancelQueries({ predicate: written });
      await client.invalidateQueries({ predicate: written });
    },
    [accept, client, userLanguage],
  );

  if (!speech) return null;
  if (query.isError) return props.failed(() => void query.refetch(), speech);
  if (!query.data) return null;
  return (
    <SpeechContext value={speech}>
      <SessionContext value={{ view: query.data, signIn, signOut, chooseLanguage }}>{props.children}</SessionContext>
    </SpeechContext>
  );
};
