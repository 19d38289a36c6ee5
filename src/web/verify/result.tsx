import { type ReactNode, useEffect, useRef } from 'react';
import type { VerificationView } from '../../claim/verification-view.ts';
import { useSpeech } from '../texts.ts';
import { Seals } from './seals.tsx';
import type { VerifyWords } from './words.ts';

/** What a check came to: the verdict, then all that was found, then the seals and the attachments. */

const look = (view: VerificationView): string =>
  !view.valid ? 'faulty' : view.verdict === 'intact' ? 'intact' : 'doubtful';

const Findings = (props: { words: VerifyWords; view: VerificationView }): ReactNode => {
  const { of } = useSpeech();
  return (
    <section aria-labelledby="verify-found">
      <h2 id="verify-found">{props.words.t('verify.found')}</h2>
      <ul className="verify-findings">
        {props.view.findings.map((one) => (
          <li key={`${one.code} ${of(one.what)}`} className={one.severity}>
            <strong className="small">{props.words.code('verify.severity', one.severity)}</strong>
            <p>{of(one.what)}</p>
            {one.action && <p className="quiet">{of(one.action)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Attachments = (props: { words: VerifyWords; view: VerificationView }): ReactNode => {
  const { t, code, count } = props.words;
  const { files } = props.view.manifest;
  if (files.length === 0) return null;
  return (
    <details>
      <summary>{count('verify.files', files.length)}</summary>
      <ul className="verify-files">
        {files.map((file) => (
          <li key={file.name}>
            {file.name}: {code('verify.file', file.state)}
            <span className="small quiet">{t('verify.sha256', { hash: file.sha256 })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

export const Result = (props: { words: VerifyWords; view: VerificationView; file: string }): ReactNode => {
  const { of } = useSpeech();
  const { words, view } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // Who reads by ear is taken to the verdict when it comes.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="verify-result">
      <section className={`verify-verdict ${look(view)}`}>
        <h2 ref={heading} tabIndex={-1}>
          {words.code('verify.verdict', look(view))}
        </h2>
        <p>{of(view.summary)}</p>
        <p className="small">
          {view.number === null
            ? props.file
            : words.t('verify.claim', { number: view.number, version: view.version ?? 1, file: props.file })}
        </p>
      </section>
      <Findings words={words} view={view} />
      {view.signatures.length > 0 && <Seals words={words} view={view} />}
      <Attachments words={words} view={view} />
    </div>
  );
};
