import type { ReactNode } from 'react';
import type { VerificationView, VerifiedSeal } from '../../claim/verification-view.ts';
import { useSpeech } from '../texts.ts';
import type { VerifyWords } from './words.ts';

/** Each seal as a small table: what it is, by whom, when, and what it covers. */

const stateOf = (seal: VerifiedSeal): string => seal.fault ?? 'good';
const trustOf = (seal: VerifiedSeal): string => (seal.testKey ? 'test' : seal.trusted ? 'known' : 'unknown');

const Chain = (props: { chain: VerifiedSeal['chain'] }): ReactNode => {
  const { format } = useSpeech();
  return (
    <ul className="verify-chain">
      {props.chain.map((one) => (
        <li key={`${one.subject} ${one.from}`}>
          {one.subject}{' '}
          <span className="small quiet">
            {format.instantDay(one.from)}–{format.instantDay(one.until)}
          </span>
        </li>
      ))}
    </ul>
  );
};

const Covers = (props: { words: VerifyWords; seal: VerifiedSeal }): ReactNode => {
  const { t } = props.words;
  const { format } = useSpeech();
  const { covers, coversWholeFile } = props.seal;
  if (!covers) return t('verify.covers.unknown');
  if (coversWholeFile) return t('verify.covers.whole');
  return t('verify.covers.part', { bytes: format.number(covers.bytes) });
};

const Seal = (props: { words: VerifyWords; seal: VerifiedSeal }): ReactNode => {
  const { t, code } = props.words;
  const { format } = useSpeech();
  const { seal } = props;
  const rows: [string, ReactNode][] = [
    [t('verify.seal.state'), code('verify.state', stateOf(seal))],
    [t('verify.seal.signer'), seal.signer ?? '–'],
    [t('verify.seal.trust'), code('verify.trust', trustOf(seal))],
    [t('verify.seal.time'), seal.time ? format.instant(seal.time) : '–'],
    [
      t('verify.seal.stamp'),
      seal.timeStamp ? `${format.instant(seal.timeStamp.time)}, ${seal.timeStamp.authority}` : t('verify.stamp.none'),
    ],
    [t('verify.seal.covers'), <Covers key="covers" words={props.words} seal={seal} />],
    [t('verify.seal.level'), seal.level],
    [t('verify.seal.chain'), <Chain key="chain" chain={seal.chain} />],
  ];
  return (
    <table className="verify-seal">
      <caption>{code('verify.role', seal.role)}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const Seals = (props: { words: VerifyWords; view: VerificationView }): ReactNode => (
  <section aria-labelledby="verify-seals">
    <h2 id="verify-seals">{props.words.t('verify.seals')}</h2>
    <div className="verify-seals">
      {props.view.signatures.map((seal) => (
        <Seal key={seal.role} words={props.words} seal={seal} />
      ))}
    </div>
  </section>
);
