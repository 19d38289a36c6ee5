import { say } from '../sentences.ts';
import { type Entry, oph, service } from './entry.ts';

/** Findings on costs paid against a receipt: lodging (§ 5), tickets, taxi, parking, fees (§ 7) and receipts (§ 8). */
export const costFindings = {
  'receipt-missing': {
    severity: 'error',
    cite: service('§ 8'),
    action: say('Lisää kuitti.', 'Lägg till kvittot.', 'Add the receipt.'),
  },
  'receipt-lost': {
    severity: 'review',
    cite: { ...service('§ 8'), status: 'assumed' },
    action: say(
      'Hyväksy tai hylkää vakuutus kuitin puuttumisesta: {reason}, {amount}; jäsenen {n}. vakuutus vuonna {year}.',
      'Godkänn eller avslå försäkran om att kvittot saknas: {reason}, {amount}; medlemmens försäkran nr {n} år {year}.',
      'Accept or reject the attestation of a lost receipt: {reason}, {amount}; the member’s no. {n} in {year}.',
    ),
  },
  'read-sum-differs': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Tarkista summa: annettu {entered}, kuitista luettu {read}.',
      'Kontrollera summan: angiven {entered}, läst från kvittot {read}.',
      'Check the sum: {entered} entered, {read} read off the receipt.',
    ),
  },
  'receipt-outside-trip': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Tarkista kuitin päivä {date}: se ei ole matkan aikana.',
      'Kontrollera kvittots datum {date}: det infaller inte under resan.',
      'Check the date {date} of the receipt: it is not during the trip.',
    ),
  },
  'receipt-duplicate': {
    severity: 'error',
    cite: service('§ 8'),
    action: say(
      'Poista kuitti: sama tiedosto on jo matkalaskussa {claim}.',
      'Ta bort kvittot: samma fil finns redan i reseräkningen {claim}.',
      'Remove the receipt: the same file is in claim {claim} already.',
    ),
  },
  'receipt-like-another': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Vertaa kuittia matkalaskun {claim} kuittiin: ne ovat ehkä sama.',
      'Jämför kvittot med det i reseräkningen {claim}: de är kanske samma.',
      'Compare the receipt with that in claim {claim}: they may be the same.',
    ),
  },
  'taxi-ride-in-other-claim': {
    severity: 'review',
    cite: oph('§ 7'),
    action: say(
      'Vertaa taksimatkaa matkalaskuun {claim}: sama matka on ehkä siinäkin.',
      'Jämför taxiresan med reseräkningen {claim}: samma resa finns kanske också där.',
      'Compare the taxi ride with claim {claim}: the same ride may be there too.',
    ),
  },
  'receipt-twice': {
    severity: 'review',
    cite: service('§ 8'),
    action: say(
      'Vertaa kuittia tämän matkalaskun toiseen kuittiin: ne ovat ehkä sama.',
      'Jämför kvittot med ett annat i samma reseräkning: de är kanske samma.',
      'Compare the receipt with another in this claim: they may be the same.',
    ),
  },
  'currency-rate': {
    severity: 'review',
    cite: oph('§ 7'),
    action: say(
      'Tarkista kurssi: 1 € = {rate} {currency} ({source}, {date}).',
      'Kontrollera kursen: 1 € = {rate} {currency} ({source}, {date}).',
      'Check the rate: 1 € = {rate} {currency} ({source}, {date}).',
    ),
  },
  'currency-rate-date': {
    severity: 'review',
    cite: oph('§ 7'),
    action: say(
      'Korjaa kurssi kuitin päivän mukaiseksi: annettu kurssi on päivältä {date}.',
      'Rätta kursen till kvittodagens: den angivna kursen gäller {date}.',
      'Correct the rate to the receipt’s date: the one given is of {date}.',
    ),
  },
  'currency-rate-missing': {
    severity: 'review',
    cite: oph('§ 7'),
    action: say(
      'Anna kuitin päivän kurssi ja sen lähde: summa on valuutassa {currency}.',
      'Ange kvittodagens kurs och dess källa: summan är i valutan {currency}.',
      'Enter the rate of the receipt’s date and its source: the sum is in {currency}.',
    ),
  },
  'fee-not-payable': {
    severity: 'error',
    cite: oph('§ 7'),
    action: say(
      'Poista palkkio: jäsenille ja puheenjohtajille ei makseta palkkioita.',
      'Ta bort arvodet: arvoden betalas inte till medlemmar och ordförande.',
      'Remove the fee: no fees are paid to members or chairs.',
    ),
  },
  'taxi-needs-justification': {
    severity: 'error',
    cite: oph('§ 7'),
    action: say('Perustele taksin käyttö.', 'Motivera användningen av taxi.', 'Give the reason for the taxi.'),
  },
  'taxi-justified': {
    severity: 'review',
    cite: oph('§ 7'),
    action: say(
      'Hyväksy tai hylkää taksin perustelu: {reason}, {route}, {time}, {amount}; joukkoliikenne: {publicTransport}.',
      'Godkänn eller avslå motiveringen för taxi: {reason}, {route}, {time}, {amount}; kollektivtrafik: {publicTransport}.',
      'Accept or reject the reason for the taxi: {reason}, {route}, {time}, {amount}; public transport: {publicTransport}.',
    ),
  },
  'lodging-nights-missing': {
    severity: 'review',
    cite: oph('§ 5'),
    action: say(
      'Merkitse, mitkä yöt lasku koskee.',
      'Ange vilka nätter räkningen gäller.',
      'Tell which nights the bill is for.',
    ),
  },
  'lodging-meals-exceed': {
    severity: 'error',
    cite: oph('§ 5'),
    action: say(
      'Korjaa aterioiden osuus {meals}: se on enemmän kuin koko lasku.',
      'Rätta måltidernas andel {meals}: den är större än hela räkningen.',
      'Correct the share of meals {meals}: it is more than the whole bill.',
    ),
  },
  'parking-place': {
    severity: 'error',
    cite: oph('§ 7'),
    action: say(
      'Poista pysäköinti: vain lentoaseman, rautatieaseman ja majoituspaikan pysäköinti korvataan.',
      'Ta bort parkeringen: bara parkering vid flygplats, järnvägsstation och inkvartering ersätts.',
      'Remove the parking: only parking at an airport, a railway station or the lodging is paid.',
    ),
  },
  'parking-place-missing': {
    severity: 'error',
    cite: oph('§ 7'),
    action: say('Kerro, missä auto oli pysäköitynä.', 'Ange var bilen var parkerad.', 'Tell where the car was parked.'),
  },
  'parking-days-missing': {
    severity: 'review',
    cite: oph('§ 7'),
    action: say(
      'Kerro, montako vuorokautta pysäköinti kesti.',
      'Ange hur många dygn parkeringen varade.',
      'Tell for how many days the car was parked.',
    ),
  },
  'parking-days-capped': {
    severity: 'note',
    cite: oph('§ 7'),
    action: say(
      'Tarkista pysäköinnin kesto: {days} vrk, ja matkasta korvataan enintään {most} vrk.',
      'Kontrollera parkeringens längd: {days} dygn, och högst {most} dygn per resa ersätts.',
      'Check the length of the parking: {days} days, and at most {most} days of a trip are paid.',
    ),
  },
} satisfies Record<string, Entry>;

/** What to do where the other claim is another member's. */
export const unnamedClaim = {
  'receipt-duplicate': say(
    'Kysy Opetushallituksesta: sama tiedosto on jo toisessa matkalaskussa.',
    'Fråga Utbildningsstyrelsen: samma fil finns redan i en annan reseräkning.',
    'Ask the Finnish National Agency for Education: the same file is in another claim already.',
  ),
  'receipt-like-another': say(
    'Vertaa kuittia toisen matkalaskun kuittiin: ne ovat ehkä sama.',
    'Jämför kvittot med ett i en annan reseräkning: de är kanske samma.',
    'Compare the receipt with one in another claim: they may be the same.',
  ),
  'taxi-ride-in-other-claim': say(
    'Vertaa taksimatkaa toiseen matkalaskuun: sama matka on ehkä siinäkin.',
    'Jämför taxiresan med en annan reseräkning: samma resa finns kanske också där.',
    'Compare the taxi ride with another claim: the same ride may be there too.',
  ),
} as const;
