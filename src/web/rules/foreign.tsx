import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Texts } from '../../claim/claim.ts';
import type { ForeignRatesView, RulePackView } from '../../claim/rules-view.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { TextField } from '../parts/fields/fields.tsx';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { PackChoice, useChoice } from './pack-choice.tsx';
import { inForceFirst, valueAt } from './packs.ts';
import { Basis } from './value-cell.tsx';
import { useRules } from './words.ts';

/** Foreign per diems of a year, searched by the name of a country or an area. Fetched only when looked at. */

export const useForeign = (id: string) =>
  useQuery({
    queryKey: ['rules', id, 'foreign'],
    queryFn: () => api.get<ForeignRatesView>(`/api/rules/${encodeURIComponent(id)}/foreign`),
  });

export const placeName = (row: { name: Texts; area: Texts | null }, of: (texts: Texts) => string): string =>
  row.area === null ? of(row.name) : `${of(row.name)}: ${of(row.area)}`;

const RATES = 'foreign.rates';

const Table = (props: { table: ForeignRatesView; name: string }): ReactNode => {
  const { words } = useRules();
  const { of, format, language } = useSpeech();
  const [wanted, setWanted] = useState('');
  const { table, name } = props;
  const fold = (text: string): string => text.toLocaleLowerCase(language).trim();
  const rows = table.rows
    .map((row) => ({ ...row, place: placeName(row, of) }))
    .filter(({ place }) => fold(place).includes(fold(wanted)))
    .sort((one, other) => one.place.localeCompare(other.place, language));
  return (
    <>
      <p className="hint">{words.t(table.table === 'complete' ? 'rules.foreign.complete' : 'rules.foreign.partial')}</p>
      <TextField label={words.t('rules.foreign.search')} value={wanted} onChange={setWanted} />
      <p className="small quiet" role="status">
        {rows.length === 0 ? words.t('rules.foreign.missing') : words.count('rules.foreign.found', rows.length)}
      </p>
      <ScrollFrame className="table-wrap rules-frame narrow-table" label={words.t('rules.view.foreign')}>
        <table className="rules-table">
          <caption>
            <span>{words.t('rules.foreign.title', { name })}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.t('rules.foreign.country')}</th>
              <th scope="col" className="number">
                {words.t('rules.foreign.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ place, cents }) => (
              <tr key={place}>
                <th scope="row">{place}</th>
                <td className="number">{format.money(cents)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{words.t('rules.foreign.others')}</th>
              <td className="number">
                {table.othersCents === null ? (
                  <span className="mark unknown">{words.t('rules.status.unknown')}</span>
                ) : (
                  format.money(table.othersCents)
                )}
              </td>
            </tr>
          </tbody>
        </table>
      </ScrollFrame>
    </>
  );
};

const YearOf = (props: { pack: RulePackView }): ReactNode => {
  const { words, nameOf, parameters } = useRules();
  const { pack } = props;
  const query = useForeign(pack.id);
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const name = nameOf(pack);
  const value = valueAt(pack, RATES);
  const parameter = parameters.find(({ path }) => path === RATES);
  return (
    <>
      {query.data.table === 'unknown' ? (
        <p className="finding review">{words.t('rules.foreign.unknown', { name })}</p>
      ) : (
        <Table key={pack.id} table={query.data} name={name} />
      )}
      {value && parameter && (
        <>
          <h3>{words.t('rules.source')}</h3>
          <ul className="bases">
            <Basis pack={pack} value={value} parameter={parameter} />
          </ul>
        </>
      )}
    </>
  );
};

export const Foreign = (): ReactNode => {
  const { packs, words, nameOf } = useRules();
  const { choice, choose } = useChoice();
  const pack = packs.find(({ id }) => id === choice.pack) ?? inForceFirst(packs)[0];
  if (!pack) return null;
  return (
    <section className="rules-part">
      <h2>{words.t('rules.foreign.title', { name: nameOf(pack) })}</h2>
      <PackChoice label="rules.pack" chosen={pack.id} onChange={(id) => choose({ pack: id })} />
      <YearOf pack={pack} />
    </section>
  );
};
