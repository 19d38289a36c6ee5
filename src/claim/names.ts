import type { LostReceipt, Meal, ReasonCode, Texts } from './claim.ts';
import type { DecisionReason } from './ruling-shape.ts';
import { fill, say } from './sentences.ts';

/** What people call the parameters of a pack and the codes of a claim, in the three languages. */

const parameters: Record<string, Texts> = {
  'perDiem.full': say('kokopäiväraha', 'heldagtraktamentet', 'the full per diem'),
  'perDiem.partial': say('osapäiväraha', 'partiella dagtraktamentet', 'the partial per diem'),
  'mealCompensation.amount': say('ateriakorvaus', 'måltidsersättningen', 'the meal compensation'),
  'nightAllowance.amount': say('yömatkaraha', 'nattresepenningen', 'the night allowance'),
  'mileage.lowerRate.car': say(
    'auton kilometrikorvaus vuoden kilometrirajan yli',
    'kilometerersättningen för bil över årets kilometergräns',
    'the car rate above the year’s kilometre limit',
  ),
  'mileage.rates.car': say('auton kilometrikorvaus', 'kilometerersättningen för bil', 'the car rate'),
  'mileage.rates.motorcycle': say(
    'moottoripyörän kilometrikorvaus',
    'kilometerersättningen för motorcykel',
    'the motorcycle rate',
  ),
  'mileage.rates.moped': say('mopon kilometrikorvaus', 'kilometerersättningen för moped', 'the moped rate'),
  'mileage.rates.bicycle': say('polkupyörän kilometrikorvaus', 'kilometerersättningen för cykel', 'the bicycle rate'),
  'mileage.rates.motorboat-small': say(
    'enintään 50 hv:n moottoriveneen kilometrikorvaus',
    'kilometerersättningen för motorbåt på högst 50 hk',
    'the rate of a motorboat up to 50 hp',
  ),
  'mileage.rates.motorboat-large': say(
    'yli 50 hv:n moottoriveneen kilometrikorvaus',
    'kilometerersättningen för motorbåt på över 50 hk',
    'the rate of a motorboat over 50 hp',
  ),
  'mileage.rates.snowmobile': say(
    'moottorikelkan kilometrikorvaus',
    'kilometerersättningen för snöskoter',
    'the snowmobile rate',
  ),
  'mileage.rates.atv': say('mönkijän kilometrikorvaus', 'kilometerersättningen för fyrhjuling', 'the ATV rate'),
};

/** A parameter in words; a path the list does not know is shown as it stands. */
export const parameterName = (path: string): Texts => parameters[path] ?? say(path, path, path);

export const reasonNames: Record<ReasonCode, Texts> = {
  'no-connection': say('ei joukkoliikenneyhteyttä', 'ingen kollektivtrafik', 'no public transport'),
  'would-be-late': say('joukkoliikenteellä myöhässä', 'försenad med kollektivtrafik', 'late by public transport'),
  'much-longer': say(
    'matka kestäisi paljon kauemmin',
    'resan tar mycket längre tid',
    'the trip would take much longer',
  ),
  'own-work-schedule': say('oma työaikataulu', 'egen arbetstid', 'own work schedule'),
  luggage: say('kuljetettavat tavarat', 'bagage', 'things to carry'),
  'reduced-mobility': say('liikkumisrajoite', 'nedsatt rörelseförmåga', 'reduced mobility'),
  'shared-ride': say('yhteiskyyti', 'samåkning', 'shared ride'),
  other: say('muu syy', 'annan orsak', 'other reason'),
};

export const lostReceiptNames: Record<LostReceipt['code'], Texts> = {
  lost: say('kuitti katosi', 'kvittot försvann', 'the receipt was lost'),
  'not-given': say('kuittia ei saanut', 'inget kvitto gavs', 'no receipt was given'),
  unreadable: say('kuitista ei saa selvää', 'kvittot är oläsligt', 'the receipt cannot be read'),
  other: say('muu syy', 'annan orsak', 'other reason'),
};

export const mealNames: Record<Meal, Texts> = {
  breakfast: say('aamiainen', 'frukosten', 'the breakfast'),
  lunch: say('lounas', 'lunchen', 'the lunch'),
  dinner: say('päivällinen', 'middagen', 'the dinner'),
};

/** A code in words, and what the person wrote beside it. */
export function saidReason(name: Texts, text: string): Texts {
  const said = withoutStop(text);
  return said === '' ? name : fill(reasonText, { reason: name, text: said });
}

const reasonText = say('{reason} ({text})', '{reason} ({text})', '{reason} ({text})');
export const withoutStop = (text: string) => text.trim().replace(/\.+$/, '');

/** Why a value was corrected or a line not paid, as it is told to the member. */
export const decisionReasonNames: Record<DecisionReason['code'], Texts> = {
  'receipt-differs': say('kuitissa on muuta', 'kvittot säger något annat', 'the receipt says otherwise'),
  'time-differs': say(
    'lippu tai kokouskutsu osoittaa muun ajan',
    'biljetten eller möteskallelsen visar en annan tid',
    'the ticket or the invitation shows another time',
  ),
  'distance-differs': say('matka on muun pituinen', 'vägen är av annan längd', 'the distance is another'),
  'free-meal': say('ateria oli maksuton', 'måltiden var fri', 'the meal was free'),
  'wrong-kind': say('kulu on muuta lajia', 'kostnaden är av annat slag', 'the cost is of another kind'),
  'not-of-this-trip': say('kulu ei kuulu tähän matkaan', 'kostnaden hör inte till resan', 'not a cost of this trip'),
  'not-reimbursable': say(
    'matkustussäännön mukaan kulua ei korvata',
    'kostnaden ersätts inte enligt resereglementet',
    'the travel regulations do not cover it',
  ),
  'not-justified': say('perustelu ei riitä', 'motiveringen räcker inte', 'the reason given is not enough'),
  duplicate: say('sama kulu on jo haettu', 'samma kostnad har redan sökts', 'the same cost has been claimed already'),
  other: say('muu syy', 'annan orsak', 'other reason'),
};
