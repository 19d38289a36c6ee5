import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { readingsById } from '../../claim/attach.ts';
import { rowDetails } from '../../claim/row-details.ts';
import type { ClaimView } from '../../claim/views.ts';
import { DocumentTrouble } from '../parts/document-trouble.tsx';
import { SumLines } from '../parts/lines.tsx';
import { useSpeech } from '../texts.ts';
import { NextSteps } from './next-steps.tsx';
import { LinkedClaim } from './supplement.tsx';

/** A claim that is on its way: what happens next, the signed PDF, where the paper originals go. */

const LetterLink = ({ view: { id, letter } }: { view: ClaimView }): ReactNode => {
  const { t, format } = useSpeech();
  if (letter === null) return null;
  return (
    <Link className="button-link" href={`/claims/${id}/letter`}>
      {t('sent.letter', { date: format.instantDay(letter.at) })}
    </Link>
  );
};

export const DocumentLinks = (props: { view: ClaimView }): ReactNode => {
  const { t, format } = useSpeech();
  const { id, versions, document } = props.view;
  const last = versions.at(-1);
  if (!last) return null;
  return (
    <div className="documents">
      <LetterLink view={props.view} />
      <p role="status">
        {last.documentSha256 && (
          <a className="button-link" href={`/api/claims/${id}/document`} download>
            {t('sent.pdf')}
          </a>
        )}{' '}
        {document?.state === 'making' && t(last.documentSha256 ? 'document.approval' : 'sent.pdf.making')}
      </p>
      <DocumentTrouble view={props.view} />
      <p className="small quiet">
        {t('sent.signed', { name: last.signedName, when: format.instant(last.submittedAt) })}
      </p>
      {last.filedBy.length > 0 && (
        <p className="small quiet">{t('claim.filedby', { names: last.filedBy.join(', ') })}</p>
      )}
      <p className="small">
        <Link href="/verify">{t('nav.verify')}</Link>
      </p>
      {versions.length > 1 && (
        <details>
          <summary>{t('sent.versions')}</summary>
          <ul>
            {versions.slice(0, -1).map((one) => (
              <li key={one.version}>
                <a href={`/api/claims/${id}/versions/${one.version}/document`} download>
                  {t('sent.version', { version: one.version, when: format.instant(one.submittedAt) })}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};

export const Messages = (props: { view: ClaimView }): ReactNode => {
  const { t, format } = useSpeech();
  const { messages } = props.view;
  if (messages.length === 0) return null;
  return (
    <section>
      <h2>{t('sent.messages')}</h2>
      <ul className="messages">
        {messages.map((message) => (
          <li key={message.at}>
            <p className="small quiet">
              {message.from}, {format.instant(message.at)}
            </p>
            <p>{message.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const SentClaim = (props: { view: ClaimView }): ReactNode => {
  const { t, format } = useSpeech();
  const { view } = props;
  const details = rowDetails(view.draft, readingsById(view.receipts));
  return (
    <div className="claim">
      <div className="claim-form">
        <div>
          {view.state === 'submitted' && <p className="sent-done">{t('sent.done')}</p>}
          <p>
            <strong>{view.meeting.purpose}</strong>, {format.span(view.meeting.start, view.meeting.end)},{' '}
            {view.meeting.place}
          </p>
          <p>{t(`since.${view.state}`, { date: format.instantDay(view.since) })}</p>
          <LinkedClaim claim={view} />
        </div>
        <section>
          <h2>{t(view.state === 'paid' ? 'sent.past' : 'sent.next')}</h2>
          <NextSteps view={view} />
        </section>
        <DocumentLinks view={view} />
        <Messages view={view} />
      </div>
      <section className="sum-panel" aria-labelledby="title-sum">
        <h2 id="title-sum">{t('sum.title')}</h2>
        {view.evaluation && <SumLines evaluation={view.evaluation} details={details} />}
      </section>
    </div>
  );
};
