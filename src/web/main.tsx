import './fonts.css';
import './app.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isRefused, Refused } from './api.ts';
import { ErrorBoundary, FailedPage } from './parts/failure.tsx';
import { Routes } from './routes.tsx';
import { SessionProvider } from './session.tsx';

const MOST_RETRIES = 2;

/** A session that has ended shows the sign-in at the same address; what was being written waits on the device. */
const noticeSignedOut = (error: unknown): void => {
  if (isRefused(error, 'not-signed-in')) void client.invalidateQueries({ queryKey: ['session'] });
};

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      // A refusal will be the same the next time; a lost connection may not.
      retry: (failures, error) => !(error instanceof Refused) && failures < MOST_RETRIES,
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <SessionProvider failed={(retry, speech) => <FailedPage speech={speech} retry={retry} />}>
          <ErrorBoundary>
            <Routes />
          </ErrorBoundary>
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
