import type { ReactNode } from 'react';
import type { MailView } from '../../claim/views.ts';
import { useSpeech } from '../texts.ts';
import { Fetched } from './fetched.tsx';

/** What the service has written to people; in the demo this is where it stays. */
export const Mails = (): ReactNode => {
  const { t, code, format } = useSpeech();
  return (
    <Fetched<MailView> path="/api/mails" lead={t('admin.mails.lead')} empty={t('admin.mails.empty')}>
      {(mails) => (
        <ul className="mails">
          {mails.map((mail) => (
            <li key={mail.id}>
              <details>
                <summary>
                  <strong translate="no">{mail.subject}</strong>
                  <span className="quiet small">
                    {' '}
                    {t('admin.mails.to', { to: mail.to })} · {format.instant(mail.createdAt)} ·{' '}
                    {code('mailstatus', mail.status)}
                  </span>
                </summary>
                <p className="mail-text" translate="no">
                  {mail.text}
                </p>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Fetched>
  );
};
