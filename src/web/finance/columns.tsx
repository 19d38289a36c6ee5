import type { ReactNode } from 'react';
import { DataTable } from './sum-table.tsx';
import { type FinanceKey, useWords } from './words.tsx';

/** What each column of a batch's CSV means, and what an answer has to hold. */

const batchColumns = [
  'era',
  'rivi',
  'matkalasku',
  'versio',
  'saaja',
  'iban',
  'ryhma',
  'kokous',
  'kokouspaiva',
  'laji',
  'paiva',
  'maara',
  'yksikkohinta',
  'tili',
  'toimintayksikko',
  'seurantakohde',
  'projekti',
  'alv_prosentti',
  'alv',
  'summa',
  'valuutta',
  'viite',
  'saantopykala',
  'saantopaketti',
  'oikaisee_eraa',
] as const;
const answerColumns = ['viite', 'summa', 'tila', 'paiva', 'syy'] as const;

const Columns = (props: { title: string; stem: 'column' | 'answer'; names: readonly string[] }): ReactNode => {
  const { t } = useWords();
  const { title, stem, names } = props;
  return (
    <DataTable
      label={title}
      heads={[{ name: t('columns.name') }, { name: t('columns.meaning') }]}
      rows={names.map((name) => ({
        key: name,
        cells: [<code key="name">{name}</code>, t(`${stem}.${name}` as FinanceKey)],
      }))}
    />
  );
};

export const CsvColumns = (): ReactNode => {
  const { t } = useWords();
  return (
    <>
      <section aria-labelledby="title-columns">
        <h2 id="title-columns">{t('columns.title')}</h2>
        <p className="hint">{t('columns.hint')}</p>
        <Columns title={t('columns.title')} stem="column" names={batchColumns} />
      </section>
      <section className="staff-part" aria-labelledby="title-answer">
        <h2 id="title-answer">{t('columns.answer')}</h2>
        <p className="hint">{t('columns.answer.hint')}</p>
        <Columns title={t('columns.answer')} stem="answer" names={answerColumns} />
      </section>
    </>
  );
};
