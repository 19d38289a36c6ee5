import type { Finding, Line, TripClaim } from '../claim.ts';
import { finding } from '../findings.ts';
import { lineSubject } from '../line-subject.ts';
import { decisionReasonNames } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import type { DecisionReason, Ruling } from '../ruling-shape.ts';
import { fill, say } from '../sentences.ts';

/**
 * What the assistant has decided not to pay, or not yet (the service's own § 8, examination of the claim): the line stays,
 * pays nothing and says why. Nothing of such a row needs to be mended or examined here any more, so its other findings go;
 * one tells its member what to do.
 */
export function ruled({ lines, findings }: Outcome, { rulings = [] }: TripClaim): Outcome {
  if (rulings.length === 0) return { lines, findings };
  const byLine = new Map(rulings.map((ruling) => [ruling.subject, ruling]));
  const isSettled = ({ severity, subject }: Finding) => severity !== 'note' && byLine.has(subject);
  const there = new Set(lines.map(lineSubject));
  return {
    lines: lines.map((line) => unpaid(line, byLine.get(lineSubject(line)))),
    findings: [
      ...findings.filter((each) => !isSettled(each)),
      ...[...byLine.values()].filter(({ subject }) => there.has(subject)).map(told),
    ],
  };
}

function unpaid(line: Line, ruling: Ruling | undefined): Line {
  if (!ruling) return line;
  const why = ruling.effect === 'held' ? heldText : fill(rejectedText, { reason: reasonText(ruling.reason) });
  return { ...line, amountCents: 0, why };
}

function told(ruling: Ruling): Finding {
  const subject = ruling.subject.split(':')[0] ?? ruling.subject;
  if (ruling.effect === 'held') return finding('line-held', subject);
  return finding('line-rejected', subject, null, { reason: reasonText(ruling.reason) });
}

/** The code in words, and the assistant's own words behind it. */
export function reasonText({ code, text }: DecisionReason) {
  const said = text.trim().replace(/\.+$/, '');
  if (code === 'other' && said !== '') return say(said, said, said);
  return said === '' ? decisionReasonNames[code] : fill(bothText, { code: decisionReasonNames[code], text: said });
}

const bothText = say('{code} ({text})', '{code} ({text})', '{code} ({text})');
const heldText = say(
  'Maksetaan erikseen lisälaskulla, kun kysymykseen on vastattu.',
  'Betalas separat med en tilläggsräkning när frågan har besvarats.',
  'Paid separately by a supplement once the question is answered.',
);
const rejectedText = say('Ei makseta: {reason}.', 'Betalas inte: {reason}.', 'Not paid: {reason}.');
