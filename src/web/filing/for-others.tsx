import type { ReactNode } from 'react';
import { Principals } from './principals.tsx';
import { useFilingWords, WithFilingWords } from './words.tsx';

/** On the front page of who may file for others: for whom. */

const Part = (): ReactNode => {
  const { t } = useFilingWords();
  return (
    <section className="home-list" aria-labelledby="title-others">
      <h2 id="title-others">{t('for.title')}</h2>
      <Principals />
    </section>
  );
};

export const ForOthers = (): ReactNode => (
  <WithFilingWords>
    <Part />
  </WithFilingWords>
);
