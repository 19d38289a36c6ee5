import type { ReactNode } from 'react';
import type { Finding, Severity } from '../../claim/claim.ts';
import type { Missing } from '../../claim/draft.ts';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** One numbered part of the claim page. */
export const Section = (props: { id: string; title: string; aside?: ReactNode; children: ReactNode }): ReactNode => (
  <section className="claim-section" id={`section-${props.id}`} aria-labelledby={`title-${props.id}`}>
    <div className="section-head">
      <h2 id={`title-${props.id}`}>{props.title}</h2>
      {props.aside}
    </div>
    {props.children}
  </section>
);

/**
 * The severity in words before the sentence, its colour only beside it. What the assistant decides is named, not told:
 * the finding's action is the assistant's to take, and the member's part is done.
 */
export const FindingText = (props: { finding: Finding }): ReactNode => {
  const { code, of } = useSpeech();
  const { severity, action, code: name } = props.finding;
  return (
    <p className={`finding ${severity}`}>
      <strong>{code('severity', severity)}:</strong> {severity === 'review' ? code('flag', name) : of(action)}
    </p>
  );
};

/** The engine's word for something that is already in the list of what is missing: not said twice. */
export const isSaidAsMissing = (finding: Finding, missing: readonly Missing[]): boolean =>
  missing.some((one) => one.code === finding.code && one.path.startsWith(finding.subject));

const shown: readonly Severity[] = ['error', 'review'];

/** Findings that speak of one row or part, at its place. */
export const FindingsAt = (props: { subject: string }): ReactNode => {
  const { view } = useClaim();
  const here = (view.evaluation?.findings ?? []).filter(
    (finding) =>
      shown.includes(finding.severity) &&
      !isSaidAsMissing(finding, view.missing) &&
      (finding.subject === props.subject || finding.subject.startsWith(`${props.subject}.`)),
  );
  return here.map((finding) => <FindingText key={`${finding.code}${finding.subject}`} finding={finding} />);
};
