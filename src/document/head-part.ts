import type { Leg } from '../claim/claim.ts';
import { type Cell, linked, small } from './cell.ts';
import type { ClaimDocument } from './claim-document.ts';
import { type Flow, QUIET } from './flow.ts';
import { place } from './places.ts';
import { facts } from './table.ts';
import { payable } from './totals-part.ts';
import { fill, type Words } from './words.ts';

/** What is seen at a glance: whose claim it is and for what, when and where, who else pays, and how much it comes to. */
export function headPart(flow: Flow, words: Words, input: ClaimDocument): void {
  const { texts } = words;
  const { trip } = input.tripClaim;
  flow.paragraph(texts.agency, { size: 10, color: QUIET });
  flow.title(words.term((t) => t.title));
  const [total, sum] = payable(words, input.evaluation);
  facts(flow, [
    [texts.number, { text: input.number, bold: true }],
    [texts.version, versionCell(words, input)],
    [texts.supplementTo, input.tripClaim.supplementTo?.claim ?? ''],
    [words.term((t) => t.claimant), input.claimantName],
    [texts.filedBy.label, input.filedBy === null ? '' : fill(texts.filedBy.named, input.filedBy)],
    [words.term((t) => t.group), input.group],
    [words.term((t) => t.purpose), input.meeting.purpose || trip.purpose],
    [words.term((t) => t.meeting), meetingCell(words, input)],
    [words.term((t) => t.place), input.meeting.place],
    [words.term((t) => t.kind), texts[trip.kind]],
    [words.term((t) => t.section.journey), `${words.moment(trip.start)} – ${words.moment(trip.end)}`],
    [words.term((t) => t.column.route), routeOf(trip.legs)],
    [words.term((t) => t.total.otherPayerCents), otherPayer(words, input)],
    [words.term((t) => t.total.advance), trip.advanceCents === 0 ? '' : words.euro(trip.advanceCents)],
    [total, { text: sum, bold: true }],
    ['', input.evaluation.complete ? '' : texts.total.incomplete],
  ]);
}

function versionCell({ texts }: Words, { version, replaces, replacedSha256 }: ClaimDocument): Cell {
  if (replaces === null) return String(version);
  return [
    fill(texts.replaces, { version, replaced: replaces }),
    small(replacedSha256 === null ? '' : fill(texts.replacedSha256, { sha256: replacedSha256 })),
  ];
}

/** When the meeting was held, and the page of its invitation. */
function meetingCell(words: Words, { tripClaim: { meeting }, invitation }: ClaimDocument): Cell {
  return [
    meeting === undefined ? '' : `${words.moment(meeting.start)} – ${words.moment(meeting.end)}`,
    invitation === null ? '' : linked(words, words.texts.attachment.invitation, place.invitation),
  ];
}

const otherPayer = (words: Words, { tripClaim: { trip } }: ClaimDocument): string =>
  trip.otherPayer === null ? '' : `${trip.otherPayer.name}, ${words.euro(trip.otherPayer.paidCents)}`;

/** Places of a route that are named at the head; the table of the legs has them all. */
const MOST_PLACES = 10;

/** `Tampere – Helsinki – Tampere`: the places in their order, those in the middle of a long route left out. */
export function routeOf(legs: Pick<Leg, 'from' | 'to'>[]): string {
  const places = legs.flatMap(({ from, to }) => [from, to]).filter((name) => name !== '');
  const inOrder = places.filter((name, at) => name !== places[at - 1]);
  const half = MOST_PLACES / 2;
  const shown = inOrder.length > MOST_PLACES ? [...inOrder.slice(0, half), '…', ...inOrder.slice(-half)] : inOrder;
  return shown.join(' – ');
}
