/** The closed lists of codes in a travel claim, in the contract's spelling. */

export const tripKinds = ['meeting', 'training'] as const;

export const places = ['home', 'workplace'] as const;

export const meals = ['breakfast', 'lunch', 'dinner'] as const;

export const lodgings = ['hotel', 'free', 'private', 'berth', 'unused', 'in-flight'] as const;

export const vehicles = [
  'car',
  'motorcycle',
  'moped',
  'bicycle',
  'motorboat-small',
  'motorboat-large',
  'snowmobile',
  'atv',
] as const;

export const supplementKinds = [
  'passenger',
  'trailer',
  'caravan',
  'heavy-load',
  'large-item',
  'dog',
  'forest-road',
] as const;

export const expenseKinds = [
  'train',
  'bus',
  'local-transport',
  'ship',
  'flight',
  'taxi',
  'lodging',
  'parking',
  'seat-or-berth',
  'luggage',
  'course-fee',
  'other',
  'fee',
] as const;

/** What is bought before the trip; other costs are dated on it (§ 8). */
export const kindsBoughtEarlier = ['train', 'bus', 'local-transport', 'ship', 'flight', 'seat-or-berth'] as const;

export const parkingPlaces = ['airport', 'station', 'lodging', 'street'] as const;

/** Why a taxi or an own car was needed (regulation § 6). Reduced mobility is a bare yes: no health data is asked. */
export const reasonCodes = [
  'no-connection',
  'would-be-late',
  'much-longer',
  'own-work-schedule',
  'luggage',
  'reduced-mobility',
  'shared-ride',
  'other',
] as const;

export const legModes = ['train', 'bus', 'local-transport', 'ship', 'flight', 'taxi', 'own-vehicle', 'walk'] as const;

/** Where a rate of exchange (vaihtokurssi / växelkurs) was seen: the European Central Bank's list, or a bank statement. */
export const exchangeSources = ['ecb', 'bank'] as const;

/** Why there is no receipt for a cost (kuitti kadonnut / kvittot saknas), attested by the member. */
export const lostReceiptReasons = ['lost', 'not-given', 'unreadable', 'other'] as const;

/** How a receipt was found to be another claim's too: its bytes, its look, its merchant + date + time + sum, the same ride. */
export const duplicateMarks = ['bytes', 'look', 'fields', 'ride'] as const;

/** Why the assistant corrected a value or left a line unpaid. `other` needs words of its own. */
export const decisionReasons = [
  'receipt-differs',
  'time-differs',
  'distance-differs',
  'free-meal',
  'wrong-kind',
  'not-of-this-trip',
  'not-reimbursable',
  'not-justified',
  'duplicate',
  'other',
] as const;

/** Decisions that change what the member declared: only these are asked of the member. */
export const contestedKinds = ['correct', 'reject'] as const;
