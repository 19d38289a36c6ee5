import { lazy, type ReactNode, Suspense } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { SignInPage } from './pages/sign-in.tsx';
import { Layout, Page, sectionOf } from './parts/layout.tsx';
import { Waiting } from './parts/waiting.tsx';
import { type User, useSession } from './session.tsx';
import { useSpeech } from './texts.ts';

/** Which page an address shows. Each role's pages come in their own file. */

const MemberHomePage = lazy(async () => ({ default: (await import('./pages/member-home.tsx')).MemberHomePage }));
const MemberClaimPage = lazy(async () => ({ default: (await import('./pages/member-claim.tsx')).MemberClaimPage }));
const LetterPage = lazy(async () => ({ default: (await import('./pages/letter.tsx')).LetterPage }));
const ReviewPage = lazy(async () => ({ default: (await import('./pages/review.tsx')).ReviewPage }));
const FinancePage = lazy(async () => ({ default: (await import('./pages/finance.tsx')).FinancePage }));
const MeetingsPage = lazy(async () => ({ default: (await import('./pages/meetings.tsx')).MeetingsPage }));
const MeetingPage = lazy(async () => ({ default: (await import('./pages/meeting.tsx')).MeetingPage }));
const OriginalsPage = lazy(async () => ({ default: (await import('./pages/originals.tsx')).OriginalsPage }));
const GroupsPage = lazy(async () => ({ default: (await import('./pages/groups.tsx')).GroupsPage }));
const PasswordPage = lazy(async () => ({ default: (await import('./pages/password.tsx')).PasswordPage }));
const SamplesPage = lazy(async () => ({ default: (await import('./pages/samples.tsx')).SamplesPage }));
const RulesPage = lazy(async () => ({ default: (await import('./pages/rules.tsx')).RulesPage }));
const VerifyPage = lazy(async () => ({ default: (await import('./pages/verify.tsx')).VerifyPage }));
const AdminPage = lazy(async () => ({ default: (await import('./pages/admin.tsx')).AdminPage }));
const FilingPage = lazy(async () => ({ default: (await import('./pages/filing.tsx')).FilingPage }));
const PermissionsPage = lazy(async () => ({ default: (await import('./pages/permissions.tsx')).PermissionsPage }));
const TellMeetingPage = lazy(async () => ({ default: (await import('./pages/tell-meeting.tsx')).TellMeetingPage }));
const PhonePage = lazy(async () => ({ default: (await import('./pages/phone.tsx')).PhonePage }));
const AccessibilityPage = lazy(async () => ({
  default: (await import('./pages/accessibility.tsx')).AccessibilityPage,
}));

const NotFoundPage = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Page title={t('app.notfound.title')}>
      <p className="lead">{t('app.notfound.text')}</p>
      <Link href="/">{t('app.notfound.home')}</Link>
    </Page>
  );
};

const Start = (props: { user: User }): ReactNode => {
  const first = props.user.roles[0];
  if (props.user.roles.includes('member') || !first) return <MemberHomePage />;
  return <Redirect to={sectionOf[first].path} replace />;
};

const Pages = (props: { user: User }): ReactNode => (
  <Suspense fallback={<Waiting />}>
    <Switch>
      <Route path="/">
        <Start user={props.user} />
      </Route>
      <Route path="/claims/new">
        <TellMeetingPage />
      </Route>
      <Route path="/claims/:id/letter/:number?">
        {({ id, number }) => <LetterPage key={id} id={id} number={number === undefined ? null : Number(number)} />}
      </Route>
      <Route path="/claims/:id">{({ id }) => <MemberClaimPage key={id} id={id} />}</Route>
      <Route path="/filing/:id?">{({ id }) => <FilingPage key={id} id={id} />}</Route>
      <Route path="/permissions">
        <PermissionsPage />
      </Route>
      <Route path="/review/:id?">{({ id }) => <ReviewPage id={id} />}</Route>
      <Route path="/meetings">
        <MeetingsPage />
      </Route>
      <Route path="/meetings/groups">
        <GroupsPage />
      </Route>
      <Route path="/meetings/:id">{({ id }) => <MeetingPage id={id} />}</Route>
      <Route path="/originals/:id?">{({ id }) => <OriginalsPage id={id} />}</Route>
      <Route path="/finance">
        <FinancePage tab="pay" />
      </Route>
      <Route path="/finance/batches/:number">{({ number }) => <FinancePage tab="pay" batch={number} />}</Route>
      {(['reports', 'settings', 'columns'] as const).map((tab) => (
        <Route key={tab} path={`/finance/${tab}`}>
          <FinancePage tab={tab} />
        </Route>
      ))}
      <Route path="/samples">
        <SamplesPage />
      </Route>
      <Route path="/rules">
        <RulesPage />
      </Route>
      {(
        ['rules', 'revisions', 'people', 'accuracy', 'audit', 'sealing', 'remedy', 'jobs', 'mails', 'machines'] as const
      ).map((tab) => (
        <Route key={tab} path={`/admin/${tab}`}>
          <AdminPage tab={tab} />
        </Route>
      ))}
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  </Suspense>
);

/** Open to everybody: setting a password by its link, a phone with its pass, the statement, checking a claim PDF. */
export const Routes = (): ReactNode => {
  const { view } = useSession();
  return (
    <Layout>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/password">
            <PasswordPage />
          </Route>
          <Route path="/u/:token">{({ token }) => <PhonePage key={token} token={token} />}</Route>
          <Route path="/accessibility">
            <AccessibilityPage />
          </Route>
          <Route path="/verify">
            <VerifyPage />
          </Route>
          <Route>{view.user ? <Pages user={view.user} /> : <SignInPage />}</Route>
        </Switch>
      </Suspense>
    </Layout>
  );
};
