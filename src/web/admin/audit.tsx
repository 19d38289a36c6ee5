import type { ReactNode } from 'react';
import type { AuditEntry } from '../../claim/views.ts';
import { ScrollFrame } from '../parts/scroll-frame.tsx';
import { useSpeech } from '../texts.ts';
import { Fetched } from './fetched.tsx';

const detailText = (details: AuditEntry['details']): string =>
  Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** Who did what and when. */
export const Audit = (): ReactNode => {
  const { t, format, code } = useSpeech();
  return (
    <Fetched<AuditEntry> path="/api/audit" lead={t('admin.audit.lead')} empty={t('admin.audit.empty')}>
      {(entries) => (
        <ScrollFrame className="table-wrap" label={t('admin.audit')}>
          <table className="small">
            <thead>
              <tr>
                <th scope="col">{t('admin.audit.at')}</th>
                <th scope="col">{t('admin.audit.actor')}</th>
                <th scope="col">{t('admin.audit.action')}</th>
                <th scope="col">{t('admin.audit.subject')}</th>
                <th scope="col">{t('admin.audit.details')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className="nowrap">{format.instant(entry.at)}</td>
                  <td>
                    {entry.actor ?? t('admin.audit.actor.service')}
                    {entry.onBehalfOf && ` (${t('admin.audit.behalf', { name: entry.onBehalfOf })})`}
                  </td>
                  <td>{code('audit', entry.action)}</td>
                  <td translate="no">{entry.subject}</td>
                  <td className="details" translate="no">
                    {detailText(entry.details)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </Fetched>
  );
};
