import type { ReactNode } from 'react';
import type { ImportChange, ImportPreview } from '../../claim/import-views.ts';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';
import { usePeopleWords } from './words.tsx';

/** What an import would change, field by field, and the rows that must be corrected first. */

const Field = (props: { field: ImportChange['fields'][number] }): ReactNode => {
  const { t, code } = usePeopleWords();
  const { format } = useSpeech();
  const { field, from, to } = props.field;
  const shown = (value: string): string => {
    if (field === 'position' || field === 'language') return code(field, value);
    return field === 'termStart' || field === 'termEnd' ? format.date(value) : value;
  };
  const name = t(`field.${field}`);
  return (
    <li>
      {from === null
        ? t('import.to', { field: name, to: shown(to) })
        : t('import.from', { field: name, from: shown(from), to: shown(to) })}
    </li>
  );
};

const Errors = ({ errors }: Pick<ImportPreview, 'errors'>): ReactNode => {
  const { t, code } = usePeopleWords();
  if (errors.length === 0) return null;
  return (
    <div role="alert" className="finding error">
      <p>{t('import.errors')}</p>
      <ul className="bullets">
        {errors.map((error) => (
          <li key={`${error.row}${error.code}`}>
            <strong>{t('import.row', { row: error.row })}:</strong>{' '}
            {code('error', error.code).replace('{value}', error.value)}
          </li>
        ))}
      </ul>
    </div>
  );
};

export const ImportChanges = (props: { preview: ImportPreview; fileName: string }): ReactNode => {
  const { t, count } = usePeopleWords();
  const { changes, unchanged, unknownColumns, missingColumns, errors } = props.preview;
  return (
    <>
      <h3>
        {t('import.preview')} <span className="quiet">{props.fileName}</span>
      </h3>
      {missingColumns.length > 0 && (
        <p role="alert" className="finding error">
          {t('import.needed', { columns: missingColumns.map((column) => t(`field.${column}`)).join(', ') })}
        </p>
      )}
      {unknownColumns.length > 0 && (
        <p className="finding review">{t('import.unknown', { columns: unknownColumns.join(', ') })}</p>
      )}
      <Errors errors={errors} />
      {changes.length === 0 && errors.length + missingColumns.length === 0 && <p>{t('import.nothing')}</p>}
      {changes.length > 0 && (
        <>
          <p>
            {count('import.count', changes.length)}, {count('import.unchanged', unchanged)}
          </p>
          <ScrollFrame className="table-wrap" label={t('import.preview')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('import.who')}</th>
                  <th scope="col">{t('import.what')}</th>
                </tr>
              </thead>
              <tbody>
                {changes.map((change) => (
                  <tr key={`${change.row}${change.person}${change.group}`}>
                    <th scope="row">
                      {change.person} <span className="quiet">{change.group}</span>
                    </th>
                    <td>
                      <strong>{t(`import.kind.${change.kind}`)}</strong>
                      <ul className="bullets">
                        {change.fields.map((field) => (
                          <Field key={field.field} field={field} />
                        ))}
                      </ul>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollFrame>
        </>
      )}
    </>
  );
};
