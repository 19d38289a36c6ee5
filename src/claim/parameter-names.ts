/**
 * Headings of the parameters of a pack in the three languages, group by group, in the order people read them. `names.ts`
 * has the forms that stand inside the engine's sentences.
 */

export const parameterGroups = [
  'per-diem',
  'free-meals',
  'meal-compensation',
  'night-allowance',
  'mileage',
  'supplements',
  'expenses',
  'claim',
  'training',
  'abroad',
] as const;
export type ParameterGroup = (typeof parameterGroups)[number];

/** How a condition holds against its number: more than, at least, less than, at most. */
export const bounds = ['over', 'from', 'under', 'most'] as const;
export type Bound = (typeof bounds)[number];

/** One heading in the lists: the path in a pack, how its number holds, and the words. */
export type Row = [path: string, bound: Bound | null, fi: string, sv: string, en: string];

export const domesticRows: Record<Exclude<ParameterGroup, 'abroad'>, Row[]> = {
  'per-diem': [
    ['perDiem.full', null, 'Kokopäiväraha', 'Heldagtraktamente', 'Full per diem'],
    ['perDiem.partial', null, 'Osapäiväraha', 'Partiellt dagtraktamente', 'Partial per diem'],
    [
      'perDiem.distanceOver',
      'over',
      'Etäisyys lähtöpaikasta (kotoa tai työpaikalta)',
      'Avstånd från startplatsen (hemmet eller arbetsplatsen)',
      'Distance from where the trip starts (home or workplace)',
    ],
    [
      'perDiem.distanceFromBothOver',
      'over',
      'Etäisyys sekä kotoa että työpaikalta',
      'Avstånd från både hemmet och arbetsplatsen',
      'Distance from both home and workplace',
    ],
    [
      'perDiem.partialOver',
      'over',
      'Matkan kesto, josta saa osapäivärahan',
      'Resans längd för partiellt dagtraktamente',
      'Trip length for the partial per diem',
    ],
    [
      'perDiem.fullOver',
      'over',
      'Matkan kesto, josta saa kokopäivärahan',
      'Resans längd för heldagtraktamente',
      'Trip length for the full per diem',
    ],
    [
      'perDiem.remainderPartialFrom',
      'from',
      'Täysien vuorokausien jälkeinen aika, josta saa osapäivärahan',
      'Tid efter hela resedygn som ger partiellt dagtraktamente',
      'Time after full travel days for the partial per diem',
    ],
    [
      'perDiem.remainderFullOver',
      'over',
      'Täysien vuorokausien jälkeinen aika, josta saa kokopäivärahan',
      'Tid efter hela resedygn som ger heldagtraktamente',
      'Time after full travel days for the full per diem',
    ],
    ['travelDay.length', null, 'Matkavuorokauden pituus', 'Resedygnets längd', 'Length of a travel day'],
  ],
  'free-meals': [
    [
      'freeMeals.reduction',
      null,
      'Päivärahan vähennys maksuttomien aterioiden vuoksi',
      'Avdrag på dagtraktamentet för fria måltider',
      'Cut of the per diem for free meals',
    ],
    [
      'freeMeals.mealsToHalveFull',
      'from',
      'Aterioita, joista kokopäiväraha vähenee',
      'Måltider som minskar heldagtraktamentet',
      'Meals that cut the full per diem',
    ],
    [
      'freeMeals.mealsToHalvePartial',
      'from',
      'Aterioita, joista osapäiväraha vähenee',
      'Måltider som minskar det partiella dagtraktamentet',
      'Meals that cut the partial per diem',
    ],
    [
      'freeMeals.breakfastIsFreeMeal',
      null,
      'Hotellin aamiainen lasketaan maksuttomaksi ateriaksi',
      'Hotellfrukost räknas som fri måltid',
      'Hotel breakfast counts as a free meal',
    ],
  ],
  'meal-compensation': [
    ['mealCompensation.amount', null, 'Ateriakorvaus', 'Måltidsersättning', 'Meal compensation'],
    ['mealCompensation.tripOver', 'over', 'Matkan kesto', 'Resans längd', 'Trip length'],
    [
      'mealCompensation.distanceFrom',
      'from',
      'Ruokailupaikan etäisyys kotoa ja työpaikalta',
      'Matställets avstånd från hemmet och arbetsplatsen',
      'Distance of the meal from home and workplace',
    ],
    [
      'mealCompensation.mostPerTrip',
      'most',
      'Korvattavia aterioita matkaa kohden',
      'Måltider som ersätts per resa',
      'Meals compensated per trip',
    ],
  ],
  'night-allowance': [
    ['nightAllowance.amount', null, 'Yömatkaraha', 'Nattresepenning', 'Night travel allowance'],
    ['nightAllowance.nightFrom', null, 'Yö alkaa', 'Natten börjar', 'The night begins'],
    ['nightAllowance.nightUntil', null, 'Yö päättyy', 'Natten slutar', 'The night ends'],
    [
      'nightAllowance.hoursFrom',
      'from',
      'Matkaa yön aikana',
      'Restid under natten',
      'Time on the trip during the night',
    ],
  ],
  mileage: [
    ['mileage.rates.car', null, 'Auto', 'Bil', 'Car'],
    [
      'mileage.lowerRate.car',
      null,
      'Auto, vuoden kilometrirajan jälkeen',
      'Bil, över årets kilometergräns',
      'Car, above the year’s kilometre limit',
    ],
    [
      'mileage.lowerRateOver',
      'over',
      'Kilometriraja, jonka jälkeen korvaus on alempi',
      'Kilometergräns för den lägre ersättningen',
      'Kilometre limit for the lower rate',
    ],
    ['mileage.rates.motorcycle', null, 'Moottoripyörä', 'Motorcykel', 'Motorcycle'],
    ['mileage.rates.moped', null, 'Mopo', 'Moped', 'Moped'],
    ['mileage.rates.bicycle', null, 'Polkupyörä tai muu', 'Cykel eller annat', 'Bicycle or other'],
    [
      'mileage.rates.motorboat-small',
      null,
      'Moottorivene, enintään 50 hv',
      'Motorbåt, högst 50 hk',
      'Motorboat, up to 50 hp',
    ],
    ['mileage.rates.motorboat-large', null, 'Moottorivene, yli 50 hv', 'Motorbåt, över 50 hk', 'Motorboat, over 50 hp'],
    ['mileage.rates.snowmobile', null, 'Moottorikelkka', 'Snöskoter', 'Snowmobile'],
    ['mileage.rates.atv', null, 'Mönkijä', 'Terränghjuling', 'ATV'],
    [
      'mileage.reasonNeeded',
      null,
      'Kulkuneuvot, joiden käyttö on perusteltava',
      'Fordon vars användning ska motiveras',
      'Vehicles whose use must be justified',
    ],
  ],
  supplements: [
    ['mileage.supplements.passenger', null, 'Kukin matkustaja', 'Varje passagerare', 'Each passenger'],
    ['mileage.supplements.trailer', null, 'Perävaunu', 'Släpvagn', 'Trailer'],
    ['mileage.supplements.caravan', null, 'Asuntovaunu', 'Husvagn', 'Caravan'],
    ['mileage.supplements.heavy-load', null, 'Raskas kuorma (taukotupa)', 'Tung last (manskapsvagn)', 'Heavy load'],
    [
      'mileage.supplements.large-item',
      null,
      'Painava tai suurikokoinen esine',
      'Tungt eller skrymmande föremål',
      'Heavy or large item',
    ],
    ['mileage.supplements.dog', null, 'Koira', 'Hund', 'Dog'],
    [
      'mileage.supplements.forest-road',
      null,
      'Metsäautotie tai suljettu tie',
      'Skogsbilväg eller avstängd väg',
      'Forest road or closed road',
    ],
  ],
  expenses: [
    [
      'expenses.actualCost',
      null,
      'Liput ja muut todelliset kulut',
      'Biljetter och andra faktiska kostnader',
      'Tickets and other actual costs',
    ],
    ['expenses.taxi', null, 'Taksi', 'Taxi', 'Taxi'],
    ['lodging.ceiling', null, 'Majoituksen yläraja', 'Övre gräns för logi', 'Ceiling for lodging'],
    [
      'expenses.parkingPlaces',
      null,
      'Paikat, joissa pysäköinti korvataan',
      'Platser där parkering ersätts',
      'Places where parking is paid',
    ],
    [
      'expenses.parkingDaysMost',
      'most',
      'Korvattavat pysäköintivuorokaudet matkaa kohden',
      'Parkeringsdygn som ersätts per resa',
      'Days of parking paid per trip',
    ],
    [
      'expenses.exchangeRateDaysMost',
      'most',
      'Valuuttakurssin ikä kuitin päivästä',
      'Valutakursens ålder från kvittots dag',
      'Age of the exchange rate from the receipt’s day',
    ],
    [
      'expenses.fee',
      null,
      'Palkkiot (kokous, luento, muu)',
      'Arvoden (möte, föreläsning, annat)',
      'Fees (meeting, lecture, other)',
    ],
  ],
  claim: [
    [
      'claim.filingMonths',
      null,
      'Laskun jättöaika matkan päättymisestä',
      'Tid att lämna in räkningen efter resans slut',
      'Time to file the claim after the trip ends',
    ],
    [
      'claim.secondaryCompensation',
      null,
      'Kun joku muu maksaa matkasta',
      'När någon annan betalar för resan',
      'When somebody else pays for the trip',
    ],
  ],
  training: [
    [
      'training.daysAsMeeting',
      'most',
      'Koulutus, josta korvataan kuten kokouksesta',
      'Utbildning som ersätts som ett möte',
      'Training compensated like a meeting',
    ],
    [
      'training.laterShare',
      null,
      'Osuus päivärahasta sen jälkeen',
      'Andel av dagtraktamentet därefter',
      'Share of the per diem after that',
    ],
    [
      'training.breakOver',
      'over',
      'Keskeytys, jonka jälkeen laskenta alkaa alusta',
      'Avbrott efter vilket räkningen börjar om',
      'Break after which the count starts again',
    ],
  ],
};
