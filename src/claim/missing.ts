import type { Texts } from './claim.ts';

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
