import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { NO_CURRENCY } from '../../claim/currency.ts';
import type { ComparedReceipt, DuplicateView } from '../../claim/duplicate-views.ts';
import { PageImage, pageUrl } from '../parts/picture.tsx';
import { type Speech, useSpeech } from '../texts.ts';

/** Two receipts side by side: the page of each that is alike, where it is, and what was read off it. */

const fields = ['merchant', 'date', 'time', 'cents', 'receiptNumber'] as const;
type Field = (typeof fields)[number];

/** The fields that were read off both, and say the same. */
export const sameFields = ({ ours, theirs }: DuplicateView): Field[] =>
  fields.filter((name) => ours.read[name] !== null && ours.read[name] === theirs.read[name]);

const valueText = (name: Field, { read }: ComparedReceipt, { format }: Speech): string => {
  if (name === 'date') return read.date === null ? '–' : format.date(read.date);
  if (name === 'cents') return read.cents === null ? '–' : format.sum(read.cents, read.currency ?? NO_CURRENCY);
  return read[name] ?? '–';
};

const Values = (props: { receipt: ComparedReceipt; other: ComparedReceipt }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { receipt, other } = props;
  return (
    <dl className="facts small">
      {fields
        .filter((name) => receipt.read[name] !== null || other.read[name] !== null)
        .map((name) => (
          <div key={name} className="alike-value">
            <dt>{t(`review.alike.field.${name}`)}</dt>
            <dd>
              {valueText(name, receipt, speech)}
              {receipt.read[name] !== null && other.read[name] !== null && receipt.read[name] !== other.read[name] && (
                <strong className="other"> ({t('review.alike.other')})</strong>
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
};

const Side = (props: { receipt: ComparedReceipt; other: ComparedReceipt; here: boolean }): ReactNode => {
  const { t, code } = useSpeech();
  const { receipt, other, here } = props;
  const { claim, fileName, page, pageCount, receiptId } = receipt;
  const where = t('review.alike.there', { ...claim, state: code('state', claim.state) });
  return (
    <figure className="alike-side">
      <figcaption>{here ? t('review.alike.here') : <Link href={`/review/${claim.id}`}>{where}</Link>}</figcaption>
      {pageCount ? (
        <a href={pageUrl(receiptId, page)} target="_blank" rel="noreferrer">
          <PageImage
            src={`${pageUrl(receiptId, page)}?width=600`}
            alt={t('review.alike.picture', { name: fileName, number: claim.number, page })}
          />
        </a>
      ) : (
        <p className="quiet">{t('review.receipt.noimage')}</p>
      )}
      <Values receipt={receipt} other={other} />
    </figure>
  );
};

export const TwoReceipts = ({ pair: { ours, theirs } }: { pair: DuplicateView }): ReactNode => (
  <div className="two-receipts">
    <Side receipt={ours} other={theirs} here />
    <Side receipt={theirs} other={ours} here={theirs.claim.id === ours.claim.id} />
  </div>
);
