import '@fontsource/source-sans-pro/latin-400.css';
import '@fontsource/source-sans-pro/latin-600.css';
import '@fontsource/source-sans-pro/latin-ext-400.css';
import '@fontsource/source-sans-pro/latin-ext-600.css';
import './app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from './api.ts';
import { ErrorBoundary, FailedPage } from './parts/failure.tsx';
import { Routes } from './routes.tsx';
import { SessionProvider } from './session.tsx';

const MOST_RETRIES = 2;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal will be the same the next time; a lost connection may not.
      retry: (failures, error) => !(error instanceof Refused) && failures < MOST_RETRIES,
      staleTime: 5_000,
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
