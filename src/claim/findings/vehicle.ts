import { say } from '../sentences.ts';
import { type Entry, oph } from './entry.ts';

/** Findings on own vehicles (§ 6). */
export const vehicleFindings = {
  'own-car-reason': {
    severity: 'review',
    cite: oph('§ 6'),
    action: say(
      'Hyväksy tai hylkää oman kulkuneuvon perustelu.',
      'Godkänn eller avslå motiveringen för eget fortskaffningsmedel.',
      'Accept or reject the reason for the own vehicle.',
    ),
  },
  'own-car-not-justified': {
    severity: 'error',
    cite: oph('§ 6'),
    action: say(
      'Perustele oman kulkuneuvon käyttö tai anna halvimman joukkoliikennematkan hinta.',
      'Motivera användningen av eget fortskaffningsmedel eller ange priset på den billigaste resan med kollektivtrafik.',
      'Give the reason for the own vehicle or the price of the cheapest public transport.',
    ),
  },
  'own-car-public-fare': {
    severity: 'note',
    cite: oph('§ 6'),
    action: say(
      'Tarkista hinta {fare}: ilman hyväksyttyä perustelua korvataan enintään halvin joukkoliikennematka.',
      'Kontrollera priset {fare}: utan godkänd motivering ersätts högst den billigaste resan med kollektivtrafik.',
      'Check the price {fare}: without an accepted reason at most the cheapest public transport is paid.',
    ),
  },
  'own-car-addresses': {
    severity: 'error',
    cite: oph('§ 6'),
    action: say(
      'Anna ajon lähtö- ja määräosoite.',
      'Ange körningens avgångs- och ankomstadress.',
      'Give the addresses of departure and arrival.',
    ),
  },
  'passenger-name-missing': {
    severity: 'error',
    cite: oph('§ 6'),
    action: say('Anna matkustajan nimi.', 'Ange passagerarens namn.', 'Give the name of the passenger.'),
  },
  'route-exceeded': {
    severity: 'review',
    cite: oph('§ 6'),
    action: say(
      'Tarkista reitti: ajettu {driven}, suorin reitti {route}, ja vain se korvataan.',
      'Kontrollera rutten: körda {driven}, kortaste rutten {route}, och bara den ersätts.',
      'Check the route: {driven} driven, the most direct route is {route}, and only that is paid.',
    ),
  },
  'supplement-km-exceeded': {
    severity: 'review',
    cite: oph('§ 6'),
    action: say(
      'Korjaa lisän kilometrit: {supplement} on enemmän kuin ajettu {driven}.',
      'Rätta tilläggets kilometer: {supplement} är mer än körda {driven}.',
      'Correct the kilometres of the supplement: {supplement} is more than the {driven} driven.',
    ),
  },
  'mileage-outside-trip': {
    severity: 'review',
    cite: oph('§ 8'),
    action: say(
      'Tarkista ajon päivä {date}: se ei ole matkan aikana.',
      'Kontrollera körningens datum {date}: den infaller inte under resan.',
      'Check the date {date} of the drive: it is not during the trip.',
    ),
  },
} satisfies Record<string, Entry>;
