import '../staff.css';
import './originals.css';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { ScannedSheetView } from '../../claim/original-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useClaimOriginals, useKeep, useMarking, useTicking } from './marking.ts';
import { ScanField } from './scan-field.tsx';
import { Sheet } from './sheet.tsx';
import { WaitingList } from './waiting-list.tsx';
import { OriginalsWordsContext, useOriginalsWords, useWords } from './words.ts';

/** Ticking off paper originals: a code is scanned, its claim opens, Enter goes through what came. */

/** Looks up a code; the claim it names comes into the address, so that a reload shows it again. */
const useScanning = (opened: () => void) => {
  const keep = useKeep();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (code: string) =>
      api.get<ScannedSheetView>(`/api/originals/sheet?code=${encodeURIComponent(code.trim())}`),
    onSuccess: ({ sheetVersion, ...view }) => {
      keep(view);
      go(`/originals/${view.claim.id}${sheetVersion === null ? '' : `?sheet=${sheetVersion}`}`);
      opened();
    },
  });
};

const Desk = (props: { id: string | undefined }): ReactNode => {
  const { t } = useWords();
  const [opened, setOpened] = useState(0);
  const scanning = useScanning(() => setOpened((times) => times + 1));
  const query = useClaimOriginals(props.id);
  const marking = useMarking(props.id);
  const ticking = useTicking(query.data, marking);
  const [search] = useSearchParams();
  const version = Number(search.get('sheet'));
  return (
    <>
      <p className="lead">{t('lead')}</p>
      <ScanField scan={scanning.mutate} tickNext={ticking.tickNext} tickAll={ticking.tickAll} opened={opened} />
      {scanning.isError && <FailedPart error={scanning.error} />}
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Waiting />}
      {query.data && (
        <Sheet
          key={query.data.claim.id}
          view={query.data}
          sheetVersion={version > 0 ? version : null}
          marking={marking}
          ticking={ticking}
        />
      )}
      <WaitingList />
    </>
  );
};

export const Originals = (props: { id?: string | undefined }): ReactNode => {
  const words = useOriginalsWords();
  if (words.isError) return <FailedPart error={words.error} retry={() => void words.refetch()} />;
  if (!words.data) return <Waiting />;
  return (
    <OriginalsWordsContext value={words.data}>
      <Desk id={props.id} />
    </OriginalsWordsContext>
  );
};
