import { say } from '../sentences.ts';
import { type Entry, oph, service } from './entry.ts';

/** Findings on the trip: per diem (§ 3), meal compensation (§ 4), nights (§ 5). */
export const tripFindings = {
  'distance-missing': {
    severity: 'error',
    cite: oph('§ 3'),
    action: say(
      'Anna matka tavallista tietä lähtöpaikasta kauimpaan kokouspaikkaan.',
      'Ange avståndet längs den vanliga vägen från avgångsplatsen till den mötesplats som ligger längst bort.',
      'Give the distance by the usual road from the place of departure to the farthest meeting place.',
    ),
  },
  'per-diem-distance': {
    severity: 'note',
    cite: oph('§ 3'),
    action: say(
      'Tarkista etäisyys: {distance} ei ylitä {limit}, joten päivärahaa ei makseta.',
      'Kontrollera avståndet: {distance} är inte mer än {limit}, så dagtraktamente betalas inte.',
      'Check the distance: {distance} is not more than {limit}, so no per diem is paid.',
    ),
  },
  'per-diem-too-short': {
    severity: 'note',
    cite: oph('§ 3'),
    action: say(
      'Tarkista lähtö- ja paluuaika: {elapsed} ei ylitä {limit}, joten päivärahaa ei makseta.',
      'Kontrollera avgångs- och återkomsttiden: {elapsed} är inte mer än {limit}, så dagtraktamente betalas inte.',
      'Check the times of departure and return: {elapsed} is not more than {limit}, so no per diem is paid.',
    ),
  },
  'abroad-outside-trip': {
    severity: 'review',
    cite: oph('§ 9'),
    action: say(
      'Korjaa ulkomailla olon tai laiva- tai lentomatkan ajat: ne eivät ole matkan aikana.',
      'Rätta tiderna för vistelsen utomlands eller överresan: de infaller inte under resan.',
      'Correct the times abroad or aboard: they are not during the trip.',
    ),
  },
  'abroad-overlaps': {
    severity: 'review',
    cite: oph('§ 9'),
    action: say(
      'Korjaa ulkomailla olon ajat: kahdessa maassa ei voi olla yhtä aikaa.',
      'Rätta tiderna utomlands: man kan inte vara i två länder samtidigt.',
      'Correct the times abroad: nobody is in two countries at once.',
    ),
  },
  'tax-ceiling-exceeded': {
    severity: 'review',
    cite: { ...oph('§ 9'), line: 'tax' },
    action: say(
      'Ratkaise, miten {excess} verotetaan: {n}. matkavuorokauden päiväraha on sen verran yli verovapaan määrän {ceiling}.',
      'Avgör hur {excess} beskattas: dagtraktamentet för resedygn {n} är så mycket över det skattefria beloppet {ceiling}.',
      'Decide how {excess} is taxed: the per diem of travel day {n} is that much above the tax-free amount {ceiling}.',
    ),
  },
  'tax-ceiling-unknown': {
    severity: 'review',
    cite: { ...oph('§ 9'), line: 'tax', status: 'unknown' },
    action: say(
      'Selvitä {n}. matkavuorokauden verovapaa enimmäismäärä: päiväraha on {amount}, ja enimmäismäärä ei ole tiedossa.',
      'Ta reda på det högsta skattefria beloppet för resedygn {n}: dagtraktamentet är {amount} och beloppet är inte känt.',
      'Find out the highest tax-free amount for travel day {n}: the per diem is {amount} and that amount is not known.',
    ),
  },
  'meal-outside-trip': {
    severity: 'review',
    cite: oph('§ 3'),
    action: say(
      'Korjaa aterian aika: se ei ole matkan aikana.',
      'Rätta måltidens tid: den infaller inte under resan.',
      'Correct the time of the meal: it is not during the trip.',
    ),
  },
  'free-meal-objected': {
    severity: 'review',
    cite: { ...service('§ 3'), status: 'assumed' },
    action: say(
      'Ratkaise, oliko {meal} {date} {time} maksuton: järjestäjän mukaan oli, jäsenen mukaan ei ({reason}).',
      'Avgör om {meal} {date} {time} var fri: enligt arrangören ja, enligt medlemmen nej ({reason}).',
      'Decide whether {meal} on {date} at {time} was free: the organiser says so, the member does not ({reason}).',
    ),
  },
  'meal-too-near': {
    severity: 'note',
    cite: oph('§ 4'),
    action: say(
      'Tarkista ruokapaikan etäisyys: {distance} on alle {limit}, joten ateriakorvausta ei makseta.',
      'Kontrollera måltidsställets avstånd: {distance} är under {limit}, så måltidsersättning betalas inte.',
      'Check the distance of the meal: {distance} is under {limit}, so no meal compensation is paid.',
    ),
  },
  'meal-trip-too-short': {
    severity: 'note',
    cite: oph('§ 4'),
    action: say(
      'Tarkista lähtö- ja paluuaika: {elapsed} ei ylitä {limit}, joten ateriakorvausta ei makseta.',
      'Kontrollera avgångs- och återkomsttiden: {elapsed} är inte mer än {limit}, så måltidsersättning betalas inte.',
      'Check the times of departure and return: {elapsed} is not more than {limit}, so no meal compensation is paid.',
    ),
  },
  'meal-once': {
    severity: 'note',
    cite: oph('§ 4'),
    action: say(
      'Poista muut ateriat: ateriakorvauksia maksetaan matkasta enintään {most}.',
      'Ta bort de övriga måltiderna: högst {most} måltidsersättning betalas per resa.',
      'Remove the other meals: at most {most} meal compensation is paid for a trip.',
    ),
  },
  'night-outside-trip': {
    severity: 'error',
    cite: oph('§ 5'),
    action: say(
      'Korjaa yön päivä: yö {date} ei ole matkan aikana.',
      'Rätta nattens datum: natten {date} infaller inte under resan.',
      'Correct the date of the night: the night of {date} is not during the trip.',
    ),
  },
  'night-allowance-not-due': {
    severity: 'note',
    cite: oph('§ 5'),
    action: say(
      'Tarkista yön {date} tiedot: yömatkarahan ehdot eivät täyty.',
      'Kontrollera uppgifterna om natten {date}: villkoren för nattresepenning uppfylls inte.',
      'Check the night of {date}: the conditions of the night allowance are not met.',
    ),
  },
  'night-allowance-early-start': {
    severity: 'review',
    cite: oph('§ 5'),
    action: say(
      'Ratkaise, maksetaanko yömatkaraha: yötunnit kertyvät vain varhaisesta lähdöstä.',
      'Avgör om nattresepenning betalas: timmarna under natten uppkommer bara genom den tidiga avgången.',
      'Decide whether the night allowance is paid: its hours come from an early start only.',
    ),
  },
} satisfies Record<string, Entry>;
