import type { ReactNode } from 'react';
import type { LetterItem, LetterPart, LetterText } from '../../claim/letter-views.ts';

/** The words of a decision letter as they were written: nothing is computed here. */

const Item = (props: { item: LetterItem; heads: LetterText['heads'] }): ReactNode => {
  const { what, notes, claimed, granted } = props.item;
  const sums = [
    [props.heads.claimed, claimed],
    [props.heads.granted, granted],
  ].filter(([, sum]) => sum !== '');
  return (
    <li className="letter-item">
      <div className="letter-row">
        <strong className="what">{what}</strong>
        {sums.length > 0 && (
          <dl>
            {sums.map(([label, sum]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{sum}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {notes.map((note) => (
        <p key={note} className="small">
          {note}
        </p>
      ))}
    </li>
  );
};

const Part = (props: { part: LetterPart; heads: LetterText['heads'] }): ReactNode => {
  const { heading, paragraphs, items, sums } = props.part;
  return (
    <section>
      <h2>{heading}</h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {items.length > 0 && (
        <ul className="letter-items">
          {items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the words of a letter never change their order
            <Item key={at} item={item} heads={props.heads} />
          ))}
        </ul>
      )}
      {sums.length > 0 && (
        <dl className="letter-sums">
          {sums.map(({ label, sum }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{sum}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
};

export const LetterWordsOf = (props: { text: LetterText }): ReactNode => {
  const { facts, parts, heads } = props.text;
  return (
    <>
      <dl className="letter-facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {parts.map((part) => (
        <Part key={part.heading} part={part} heads={heads} />
      ))}
    </>
  );
};
