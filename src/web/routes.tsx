import type { ReactNode } from 'react';
import { SignInPage } from './pages/sign-in.tsx';
import { Layout } from './parts/layout.tsx';
import { useSession } from './session.tsx';

/** Which page an address shows. */
export const Routes = (): ReactNode => {
  const { view } = useSession();
  return <Layout>{view.user ? null : <SignInPage />}</Layout>;
};
