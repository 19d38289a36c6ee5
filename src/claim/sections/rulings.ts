import type { Finding, Line, TripClaim } from '../claim.ts';
import { finding } from '../findings.ts';
import { lineSubject } from '../line-subject.ts';
import { decisionReasonNames } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import type { DecisionReason, Ruling } from '../ruling-shape.ts';
import { fill, say } from '../sentences.ts';

/**
 * What the assistant has decided not to pay (the service's own § 8, examination of the claim): the line stays, pays nothing and
 * says why. Nothing of such a row needs to be
 * mended or examined any more, so its other findings go; one tells its member what to do.
 */
export function ruled({ lines, findings }: Outcome, { rulings = [] }: TripClaim): Outcome {
  if (rulings.length === 0) return { lines, findings };
  const byLine = new Map(rulings.map((ruling) => [ruling.subject, ruling]));
  const isSettled = ({ severity, subject }: Finding) => severity !== 'note' && byLine.has(subject);
  const there = new Set(lines.map(lineSubject));
  return {
    lines: lines.map((line) => rejected(line, byLine.get(lineSubject(line)))),
    findings: [
      ...findings.filter((each) => !isSettled(each)),
      ...[...byLine.values()].filter(({ subject }) => there.has(subject)).map(told),
    ],
  };
}

function rejected(line: Line, ruling: Ruling | undefined): Line {
  if (!ruling) return line;
  return { ...line, amountCents: 0, why: fill(rejectedText, { reason: reasonText(ruling.reason) }) };
}

const told = ({ subject, reason }: Ruling): Finding =>
  finding('line-rejected', subject.split(':')[0] ?? subject, null, { reason: reasonText(reason) });

/** The code in words, and the assistant's own words behind it. */
export function reasonText({ code, text }: DecisionReason) {
  const said = text.trim().replace(/\.+$/, '');
  if (code === 'other' && said !== '') return say(said, said, said);
  return said === '' ? decisionReasonNames[code] : fill(bothText, { code: decisionReasonNames[code], text: said });
}

const bothText = say('{code} ({text})', '{code} ({text})', '{code} ({text})');
const rejectedText = say('Ei makseta: {reason}.', 'Betalas inte: {reason}.', 'Not paid: {reason}.');
