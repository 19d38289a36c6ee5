import { say } from '../sentences.ts';
import { type Entry, oph, service } from './entry.ts';

/** Findings on the claim as a whole (§ 8) and on amounts nobody knows (§ 1). */
export const claimFindings = {
  'rate-unknown': {
    severity: 'review',
    cite: oph('§ 1'),
    action: say(
      'Anna korvauksen määrä ja sen lähde: {parameter} vuonna {year} ei ole tiedossa.',
      'Ange ersättningens belopp och dess källa: {parameter} år {year} är inte känt.',
      'Enter the amount and its source: {parameter} in {year} is not known.',
    ),
  },
  'invitation-missing': {
    severity: 'error',
    cite: service('§ 8'),
    action: say('Liitä kokouskutsu.', 'Bifoga möteskallelsen.', 'Attach the meeting invitation.'),
  },
  'originals-required': {
    severity: 'note',
    cite: service('§ 8'),
    action: say(
      'Lähetä alkuperäiset paperikuitit osoitteeseen Opetushallitus, PL 380, 00531 Helsinki.',
      'Skicka originalkvittona på papper till Utbildningsstyrelsen, PB 380, 00531 Helsingfors.',
      'Send the paper originals of the receipts to Opetushallitus, PL 380, 00531 Helsinki.',
    ),
  },
  'late-claim': {
    severity: 'review',
    cite: oph('§ 8'),
    action: say(
      'Kerro, miksi matkalasku tulee määräajan {deadline} jälkeen.',
      'Berätta varför reseräkningen lämnas efter den utsatta tiden {deadline}.',
      'Give the reason why the claim comes after the deadline {deadline}.',
    ),
  },
  'meeting-outside-trip': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Tarkista matkan ajat: kokous {from}–{to} ei ole matkan aikana.',
      'Kontrollera resans tider: mötet {from}–{to} infaller inte under resan.',
      'Check the times of the trip: the meeting {from}–{to} is not during it.',
    ),
  },
  'trip-overlap': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Tarkista matkan ajat: matkalaskun {claim} matka on osin samaan aikaan.',
      'Kontrollera resans tider: resan i reseräkningen {claim} är delvis samtidig.',
      'Check the times of the trip: the trip of claim {claim} is partly at the same time.',
    ),
  },
  'meeting-without-card': {
    severity: 'review',
    cite: { ...service('§ 8'), status: 'assumed' },
    action: say(
      'Tarkista kokous kutsusta: järjestäjän tietoja ei ole, jäsen on kertonut ne itse.',
      'Kontrollera mötet i kallelsen: arrangörens uppgifter saknas, medlemmen har själv gett dem.',
      'Check the meeting against the invitation: the organiser gave no details, the member did.',
    ),
  },
  'outside-term': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Tarkista jäsenyys: matka ei ole jäsenen toimikaudella {from}–{to}.',
      'Kontrollera medlemskapet: resan infaller inte under medlemmens mandatperiod {from}–{to}.',
      'Check the membership: the trip is not within the member’s term {from}–{to}.',
    ),
  },
  'advance-exceeds': {
    severity: 'note',
    cite: service('§ 8'),
    action: say(
      'Maksa takaisin {amount}: matkaennakko on korvauksia suurempi.',
      'Betala tillbaka {amount}: reseförskottet är större än ersättningarna.',
      'Pay back {amount}: the advance is larger than the compensations.',
    ),
  },
  'line-held': {
    severity: 'note',
    cite: service('§ 8'),
    action: say(
      'Vastaa kysymykseen: tämä rivi maksetaan erikseen lisälaskulla.',
      'Svara på frågan: den här raden betalas separat med en tilläggsräkning.',
      'Answer the question: this row is paid separately by a supplement.',
    ),
  },
  'supplement-changes-paid': {
    severity: 'error',
    cite: service('§ 8'),
    action: say(
      'Palauta kilometrit tai päivät ennalleen ja kerro muutos vastauksessasi: muuten laskulla {claim} maksettu muuttuisi.',
      'Återställ kilometrerna eller dygnen och berätta om ändringen i ditt svar: annars skulle det ändras som betalats med räkningen {claim}.',
      'Put the kilometres or days back and tell the change in your answer: else what claim {claim} paid would change.',
    ),
  },
  'line-rejected': {
    severity: 'note',
    cite: service('§ 8'),
    action: say(
      'Hyväksy tai vastusta: tätä ei makseta ({reason}).',
      'Godkänn eller invänd: detta betalas inte ({reason}).',
      'Accept or object: this is not paid ({reason}).',
    ),
  },
} satisfies Record<string, Entry>;
