import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Language } from '../../claim/claim.ts';
import type { Role } from '../../claim/views.ts';
import { type User, useSession } from '../session.tsx';
import { type TextKey, useSpeech } from '../texts.ts';
import { Unbroken } from './unbroken.tsx';
import { Working } from './working.tsx';

/** What stands around every page: the name of the service, sections by role, the language, who is signed in. */

export const sectionOf: Record<Role, { path: string; name: TextKey }> = {
  member: { path: '/', name: 'nav.member' },
  assistant: { path: '/review', name: 'nav.assistant' },
  finance: { path: '/finance', name: 'nav.finance' },
  admin: { path: '/admin/rules', name: 'nav.admin' },
};

/** Pages of a role besides its first. */
const moreOf: Partial<Record<Role, { path: string; name: TextKey }[]>> = {
  assistant: [
    { path: '/originals', name: 'nav.originals' },
    { path: '/meetings', name: 'nav.meetings' },
  ],
};

const belongs = (location: string, path: string): boolean =>
  path === '/'
    ? location === '/' || /^\/(claims|permissions)/.test(location)
    : location.startsWith(path.split('/', 2).join('/'));

const languageNames: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

const LanguageChoice = (): ReactNode => {
  const { t, language } = useSpeech();
  const { chooseLanguage } = useSession();
  return (
    <fieldset className="languages">
      <legend className="hidden">{t('app.language')}</legend>
      {(['fi', 'sv', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => void chooseLanguage(one)}
        >
          {languageNames[one]}
        </button>
      ))}
    </fieldset>
  );
};

const Sections = ({ user }: { user: User }): ReactNode => {
  const { t } = useSpeech();
  const [location] = useLocation();
  const sections = user.roles.flatMap((role) => [sectionOf[role], ...(moreOf[role] ?? [])]);
  if (user.filesForOthers) sections.push({ path: '/filing', name: 'nav.filing' });
  return (
    <nav className="sections" aria-label={t('app.sections')}>
      {sections.map(({ path, name }) => (
        <Link key={path} href={path} aria-current={belongs(location, path) ? 'page' : undefined}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
};

export const Layout = (props: { children: ReactNode }): ReactNode => {
  const { t } = useSpeech();
  const { view, signOut } = useSession();
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="top">
        <div className="top-row">
          <Link href="/" className="service-name">
            {t('app.name')} <span>{t('app.owner')}</span>
          </Link>
          <LanguageChoice />
        </div>
        {view.user && (
          <div className="top-row second">
            <Sections user={view.user} />
            <div className="who">
              <span>{view.user.name}</span>
              <button type="button" className="plain" onClick={() => void signOut()}>
                {t('nav.signout')}
              </button>
            </div>
          </div>
        )}
      </header>
      {props.children}
      <Working />
      <footer className="foot">
        {view.user && <Link href="/rules">{t('nav.rules')}</Link>}
        {view.user && <Link href="/samples">{t('nav.samples')}</Link>}
        {view.user && <Link href="/verify">{t('nav.verify')}</Link>}
        <Link href="/accessibility">{t('nav.accessibility')}</Link>
      </footer>
    </>
  );
};

/** A page: its title is the h1, the window's title, and where focus goes when the route changes. */
export const Page = (props: {
  title: string;
  wide?: boolean;
  aside?: ReactNode;
  /** What counts as another page; the address unless told. */
  identity?: string;
  children: ReactNode;
}): ReactNode => {
  const { t } = useSpeech();
  const [location] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, identity = location } = props;
  useEffect(() => {
    document.title = t('app.title', { page: title });
  }, [t, title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves when the page changes, not on each render
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [identity]);
  return (
    <main id="content" className={props.wide ? 'page wide' : 'page'}>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          <Unbroken text={title} />
        </h1>
        {props.aside}
      </div>
      {props.children}
    </main>
  );
};
