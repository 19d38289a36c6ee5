import type { ReactNode } from 'react';
import { Originals } from '../originals/originals.tsx';
import { Page } from '../parts/layout.tsx';
import { useSpeech } from '../texts.ts';

/** The assistant's page for the paper originals. */
export const OriginalsPage = (props: { id?: string | undefined }): ReactNode => {
  const { t } = useSpeech();
  return (
    <Page title={t('nav.originals')} identity="originals">
      <Originals id={props.id} />
    </Page>
  );
};
