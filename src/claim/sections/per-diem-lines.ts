import type { Finding, Line, Texts, Trip } from '../claim.ts';
import { sharesOf, WHOLE } from '../money.ts';
import { assumed, type Outcome, unknownRate, whyUnknown } from '../outcome.ts';
import { euros, fill, say } from '../sentences.ts';
import type { Earned } from './earned.ts';
import { type MealCut, mealCut } from './free-meals.ts';
import { ceilingFindings, taxCeiling } from './tax-ceiling.ts';
import { laterTrainingShare, type TrainingShare } from './training.ts';
import type { Journey } from './travel-days.ts';

/**
 * § 3, § 9 and § 10: what an earned per diem comes to. The shares of it (what is left after a day abroad, long training,
 * free meals) are multiplied and rounded once.
 */

/** One line for each earned per diem; none when the traveller waives them (luopuu päivärahasta / avstår). */
export function perDiemLines(trip: Trip, journey: Journey, earned: readonly Earned[]): Outcome {
  if (trip.waivesPerDiem) return { lines: [], findings: [] };
  const findings: Finding[] = [];
  const lines = earned.map((each) => {
    const line = withCeiling(perDiemLine(trip, journey, each), each, journey);
    if (each.rate.cents === null) findings.push(unknownRate(each.rate, each.day.date, 'trip'));
    findings.push(...ceilingFindings(line, each.day));
    return line;
  });
  return { lines, findings };
}

function perDiemLine(trip: Trip, journey: Journey, earned: Earned): Line {
  const { day, rate, share } = earned;
  const training = laterTrainingShare(trip, journey, day);
  const meals = mealCut(journey, earned);
  const percents = [share, training?.percent ?? WHOLE, meals.isCut ? WHOLE - meals.percent : WHOLE];
  const amount = rate.cents === null ? null : sharesOf(rate.cents, percents);
  const sure = training && training.cite.status !== 'verified' ? assumed(earned.cite) : earned.cite;
  return {
    rule: earned.rule,
    travelDay: day.number,
    date: day.date,
    quantity: share / WHOLE,
    unitCents: rate.cents,
    amountCents: amount,
    reduction: training ? 'training-75' : meals.isCut ? 'free-meals' : null,
    subject: 'trip',
    cite: meals.isDecidedHere ? assumed(sure) : sure,
    why: amount === null ? whyUnknown(rate, day.date) : why(earned, training, meals, amount),
  };
}

/** Only a trip abroad can differ: at home the State and the tax line pay the same in every year of the packs. */
function withCeiling(line: Line, { day }: Earned, journey: Journey): Line {
  if (journey.abroad.length === 0 && journey.aboard.length === 0) return line;
  return { ...line, taxCeilingCents: taxCeiling(day, journey) };
}

function why(earned: Earned, training: TrainingShare | null, meals: MealCut, amount: number): Texts {
  const { because, name, rate, share } = earned;
  const whole = fill(wholeText, { because, name, amount: euros(rate.cents ?? amount) });
  const steps = [
    share === WHOLE ? null : fill(shareText, { percent: share }),
    training && fill(trainingText, { percent: training.percent, day: training.fromDay }),
    meals.isCut ? fill(mealsText, { percent: meals.percent, meals: meals.counted }) : null,
  ].filter((step) => step !== null);
  if (steps.length === 0) return fill(asItIsText, { whole });
  const said = steps.reduce((text, step) => fill(joinedText, { text, step }), whole);
  return fill(paidText, { said, paid: euros(amount) });
}

const wholeText = say('{because}: {name} {amount}', '{because}: {name} {amount}', '{because}: {name} {amount}');
const asItIsText = say('{whole}.', '{whole}.', '{whole}.');
const joinedText = say('{text}, {step}', '{text}, {step}', '{text}, {step}');
const paidText = say('{said}: {paid}.', '{said}: {paid}.', '{said}: {paid}.');
const shareText = say('siitä {percent} %', 'därav {percent} %', '{percent} % of it');
const trainingText = say(
  '{percent} % koulutuksen {day}. vuorokaudesta alkaen',
  '{percent} % från utbildningens dygn {day}',
  '{percent} % from day {day} of training',
);
const mealsText = say(
  'vähennys {percent} % (maksuttomia aterioita {meals})',
  'avdrag {percent} % (fria måltider: {meals})',
  'less {percent} % (free meals: {meals})',
);
