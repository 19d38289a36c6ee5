import type { Texts } from './claim.ts';
import type { Missing } from './draft.ts';

/** What to say of each thing a draft still lacks: exactly one thing to do, in three languages. */
export const missingTexts = {
  'departure-missing': {
    fi: 'Kerro, milloin lähdit matkalle.',
    sv: 'Ange när du gav dig av.',
    en: 'Say when you left.',
  },
  'return-missing': { fi: 'Kerro, milloin palasit.', sv: 'Ange när du kom tillbaka.', en: 'Say when you came back.' },
  'distance-missing': {
    fi: 'Kerro, montako kilometriä lähtöpaikastasi on kokouspaikalle tavallista tietä pitkin.',
    sv: 'Ange avståndet i kilometer från avreseplatsen till mötesplatsen längs den vanliga vägen.',
    en: 'Give the distance in kilometres from where you left to the meeting place by the usual road.',
  },
  'leg-time-missing': {
    fi: 'Kerro matkan osuuden lähtö- ja saapumisaika.',
    sv: 'Ange avgångs- och ankomsttid för etappen.',
    en: 'Give the departure and arrival time of this part of the way.',
  },
  'leg-place-missing': {
    fi: 'Kerro, mistä mihin tämä osuus kulki.',
    sv: 'Ange varifrån och vart etappen gick.',
    en: 'Say from where to where this part of the way went.',
  },
  'expense-kind-missing': {
    fi: 'Valitse, mitä tämä kuitti koskee.',
    sv: 'Välj vad kvittot gäller.',
    en: 'Choose what this receipt is for.',
  },
  'expense-date-missing': {
    fi: 'Kirjoita kuitin päivämäärä.',
    sv: 'Skriv kvittots datum.',
    en: 'Type the date on the receipt.',
  },
  'expense-amount-missing': {
    fi: 'Kirjoita kuitin loppusumma.',
    sv: 'Skriv kvittots slutsumma.',
    en: 'Type the total on the receipt.',
  },
  'expense-currency-missing': {
    fi: 'Valitse, missä valuutassa summa on.',
    sv: 'Välj i vilken valuta summan är.',
    en: 'Choose the currency of the sum.',
  },
  'amount-unconfirmed': {
    fi: 'Tarkista kuvasta, onko luettu summa oikein.',
    sv: 'Kontrollera på bilden att summan är rätt läst.',
    en: 'Check against the picture that the sum was read right.',
  },
  'date-unconfirmed': {
    fi: 'Tarkista kuvasta, onko luettu päivämäärä oikein.',
    sv: 'Kontrollera på bilden att datumet är rätt läst.',
    en: 'Check against the picture that the date was read right.',
  },
  'currency-rate-missing': {
    fi: 'Kirjoita vaihtokurssi: montako yksikköä kuitin valuuttaa on yksi euro.',
    sv: 'Skriv växelkursen: hur många enheter av kvittots valuta en euro är.',
    en: 'Type the exchange rate: how many units of the receipt’s currency one euro is.',
  },
  'currency-rate-wrong': {
    fi: 'Korjaa vaihtokurssi: kirjoita se muodossa 11,2345.',
    sv: 'Rätta växelkursen: skriv den i formen 11,2345.',
    en: 'Correct the exchange rate: write it like 11.2345.',
  },
  'currency-rate-date-missing': {
    fi: 'Kerro, minkä päivän kurssi on.',
    sv: 'Ange vilken dags kurs det är.',
    en: 'Say which day’s rate it is.',
  },
  'stay-country-missing': {
    fi: 'Valitse, missä maassa olit.',
    sv: 'Välj vilket land du var i.',
    en: 'Choose the country you were in.',
  },
  'stay-times-missing': {
    fi: 'Kerro, milloin saavuit maahan ja milloin lähdit sieltä.',
    sv: 'Ange när du kom till landet och när du lämnade det.',
    en: 'Say when you reached the country and when you left it.',
  },
  'crossing-countries-missing': {
    fi: 'Valitse, mistä maasta mihin laiva tai lento kulki.',
    sv: 'Välj från vilket land till vilket fartyget eller flyget gick.',
    en: 'Choose the countries the ship or flight went from and to.',
  },
  'crossing-times-missing': {
    fi: 'Kerro, milloin laiva tai lento lähti ja milloin se oli perillä.',
    sv: 'Ange när fartyget eller flyget avgick och när det var framme.',
    en: 'Say when the ship or flight left and when it arrived.',
  },
  'earlier-training-missing': {
    fi: 'Kerro aiempien kurssipäivien määrä ja viimeinen päivä.',
    sv: 'Ange antalet tidigare kursdagar och den sista av dem.',
    en: 'Give the number of earlier course days and the last of them.',
  },
  'meal-objection-reason-missing': {
    fi: 'Kerro, miksi et saanut kokouskutsussa luvattua ateriaa.',
    sv: 'Berätta varför du inte fick måltiden som möteskallelsen lovade.',
    en: 'Say why you did not have the meal the meeting card promises.',
  },
  'lost-reason-missing': {
    fi: 'Valitse, miksi kuittia ei ole.',
    sv: 'Välj varför kvittot saknas.',
    en: 'Choose why there is no receipt.',
  },
  'reason-text-missing': {
    fi: 'Kirjoita perustelu omin sanoin.',
    sv: 'Skriv motiveringen med egna ord.',
    en: 'Write the reason in your own words.',
  },
  'lodging-nights-missing': {
    fi: 'Valitse yöt, joita majoituslasku koskee.',
    sv: 'Välj de nätter som logiräkningen gäller.',
    en: 'Choose the nights the lodging bill is for.',
  },
  'parking-place-missing': {
    fi: 'Valitse, missä pysäköit.',
    sv: 'Välj var du parkerade.',
    en: 'Choose where you parked.',
  },
  'parking-days-missing': {
    fi: 'Kerro, montako päivää pysäköinti kesti.',
    sv: 'Ange hur många dagar du parkerade.',
    en: 'Say how many days you parked.',
  },
  'receipt-unused': {
    fi: 'Kerro, mitä tämä kuitti koskee, tai poista se.',
    sv: 'Ange vad kvittot gäller eller ta bort det.',
    en: 'Say what this receipt is for, or remove it.',
  },
  'receipt-unusable': {
    fi: 'Tiedostoa ei voi avata. Ota kuitista uusi kuva ja poista tämä.',
    sv: 'Filen kan inte öppnas. Ta en ny bild av kvittot och ta bort den här.',
    en: 'The file cannot be opened. Take a new picture of the receipt and remove this one.',
  },
  'receipt-being-read': {
    fi: 'Odota, kunnes kuitti on luettu.',
    sv: 'Vänta tills kvittot har lästs.',
    en: 'Wait until the receipt has been read.',
  },
  'mileage-km-missing': {
    fi: 'Kerro, montako kilometriä ajoit.',
    sv: 'Ange hur många kilometer du körde.',
    en: 'Say how many kilometres you drove.',
  },
  'mileage-date-missing': { fi: 'Kerro ajopäivä.', sv: 'Ange kördagen.', en: 'Give the day you drove.' },
  'mileage-address-missing': {
    fi: 'Kirjoita lähtö- ja saapumisosoite.',
    sv: 'Skriv avgångs- och ankomstadressen.',
    en: 'Type the departure and arrival address.',
  },
  'passenger-name-missing': {
    fi: 'Kirjoita matkustajan nimi.',
    sv: 'Skriv passagerarens namn.',
    en: 'Type the name of the passenger.',
  },
  'supplement-km-missing': {
    fi: 'Kerro, montako kilometriä tämä lisä koskee.',
    sv: 'Ange hur många kilometer tillägget gäller.',
    en: 'Say how many kilometres this supplement is for.',
  },
  'night-missing': {
    fi: 'Kerro, missä vietit tämän yön.',
    sv: 'Ange var du tillbringade natten.',
    en: 'Say where you spent this night.',
  },
  'other-payer-missing': {
    fi: 'Kerro, kuka muu maksaa ja kuinka paljon.',
    sv: 'Ange vem annan som betalar och hur mycket.',
    en: 'Say who else pays and how much.',
  },
  'iban-missing': {
    fi: 'Kirjoita tilinumerosi (IBAN).',
    sv: 'Skriv ditt kontonummer (IBAN).',
    en: 'Type your account number (IBAN).',
  },
  'iban-wrong': {
    fi: 'Tarkista tilinumero: siinä on näppäilyvirhe tai se ei ole IBAN.',
    sv: 'Kontrollera kontonumret: det är felskrivet eller inte ett IBAN.',
    en: 'Check the account number: it has a typing error or is not an IBAN.',
  },
  'account-holder-missing': {
    fi: 'Kirjoita tilin omistajan nimi.',
    sv: 'Skriv kontoinnehavarens namn.',
    en: 'Type the name of the account holder.',
  },
  'trip-not-over': {
    fi: 'Lähetä matkalasku vasta, kun matka on päättynyt. Luonnos säilyy.',
    sv: 'Skicka reseräkningen först när resan har avslutats. Utkastet sparas.',
    en: 'Send the claim once the trip is over. The draft is kept.',
  },
  'late-reason-missing': {
    fi: 'Kerro, miksi matkalasku tulee yli kaksi kuukautta matkan jälkeen.',
    sv: 'Ange varför reseräkningen kommer över två månader efter resan.',
    en: 'Say why the claim comes over two months after the trip.',
  },
} as const satisfies Record<string, Texts>;

export type MissingCode = keyof typeof missingTexts;

export const missing = (path: string, code: MissingCode): Missing => ({ path, code, action: missingTexts[code] });
