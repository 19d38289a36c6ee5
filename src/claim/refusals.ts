import type { Refusal, Texts } from './claim.ts';
import { type Fill, fill, say } from './sentences.ts';

/**
 * Why a claim cannot be evaluated at all: by code, with the JSON path of the value and one sentence on what to do.
 * A claim is refused rather than computed by rules that are not its own.
 */
const messages = {
  'invalid-input': say(
    'Tieto {path} ei kelpaa: {problem}. Korjaa se ja lähetä uudelleen.',
    'Uppgiften {path} duger inte: {problem}. Rätta den och skicka på nytt.',
    'The value {path} is not usable: {problem}. Correct it and send again.',
  ),
  'not-json': say(
    'Rivi {path} ei ole JSON-muotoa. Korjaa rivi ja aja se uudelleen.',
    'Rad {path} är inte JSON. Rätta raden och kör den på nytt.',
    'Line {path} is not JSON. Correct the line and run it again.',
  ),
  'not-utf8': say(
    'Rivillä {path} on merkkejä, jotka eivät ole UTF-8:aa. Tallenna tiedosto UTF-8-muodossa ja aja se uudelleen.',
    'Rad {path} har tecken som inte är UTF-8. Spara filen som UTF-8 och kör den på nytt.',
    'Line {path} has characters that are not UTF-8. Save the file as UTF-8 and run it again.',
  ),
  'too-large': say(
    'Rivi {path} tai siitä alkava asiakirja on yli {limit} miljoonaa merkkiä. Anna jokainen matkalasku omalla rivillään.',
    'Rad {path} eller dokumentet som börjar där är över {limit} miljoner tecken. Ge varje reseräkning på en egen rad.',
    'Line {path} or the document that starts there is over {limit} million characters. Give each claim on a line of its own.',
  ),
  'repeated-key': say(
    'Tieto {path} on annettu kahdesti. Jätä vain se, joka pitää paikkansa.',
    'Uppgiften {path} har angetts två gånger. Lämna bara kvar den som stämmer.',
    'The value {path} is given twice. Leave only the one that is right.',
  ),
  'id-not-unique': say(
    'Tunnus {id} on kahdella rivillä. Anna jokaiselle riville oma tunnus.',
    'Beteckningen {id} finns på två rader. Ge varje rad en egen beteckning.',
    'The id {id} is on two rows. Give each row an id of its own.',
  ),
  'unknown-time-zone': say(
    'Aikavyöhykettä {zone} ei ole. Anna IANA-nimi, esimerkiksi Europe/Helsinki.',
    'Tidszonen {zone} finns inte. Ange ett IANA-namn, till exempel Europe/Helsinki.',
    'There is no time zone {zone}. Give an IANA name such as Europe/Helsinki.',
  ),
  'time-does-not-exist': say(
    'Kelloaikaa {time} ei ole, koska kelloja siirrettiin silloin eteenpäin. Anna aika, jonka kello näytti.',
    'Klockslaget {time} finns inte, eftersom klockan då ställdes framåt. Ange den tid som klockan visade.',
    'The time {time} does not exist, because the clocks went forward then. Give the time the clock showed.',
  ),
  'time-ambiguous': say(
    'Kelloaika {time} oli kahdesti, koska kelloja siirrettiin silloin taaksepäin. Lisää aikaan ero UTC:stä, esimerkiksi +02:00.',
    'Klockslaget {time} inföll två gånger, eftersom klockan då ställdes bakåt. Lägg till skillnaden från UTC, till exempel +02:00.',
    'The time {time} came twice, because the clocks went back then. Add the offset from UTC, such as +02:00.',
  ),
  'end-before-start': say(
    'Matka päättyy ennen kuin se alkaa. Korjaa lähtö- tai paluuaika.',
    'Resan slutar innan den börjar. Rätta avgångs- eller återkomsttiden.',
    'The trip ends before it starts. Correct the time of departure or return.',
  ),
  'trip-too-long': say(
    'Matka on pidempi kuin {days} vuorokautta. Tarkista lähtö- ja paluuaika.',
    'Resan är längre än {days} dygn. Kontrollera avgångs- och återkomsttiden.',
    'The trip is longer than {days} days. Check the times of departure and return.',
  ),
  'no-rules-for-date': say(
    'Päivälle {date} ei ole sääntöjä. Tarkista päivämäärä.',
    'Det finns inga regler för den {date}. Kontrollera datumet.',
    'There are no rules for {date}. Check the date.',
  ),
  'ends-before-start': say(
    'Päättymisaika {path} on ennen alkamisaikaa. Korjaa se.',
    'Sluttiden {path} är före starttiden. Rätta den.',
    'The end {path} is before its start. Correct it.',
  ),
  'unknown-country': say(
    'Maatunnusta {country} ei ole. Anna ISO 3166-1 -tunnus, esimerkiksi SE.',
    'Landskoden {country} finns inte. Ange en kod enligt ISO 3166-1, till exempel SE.',
    'There is no country code {country}. Give a code of ISO 3166-1 such as SE.',
  ),
} satisfies Record<string, Texts>;

export type RefusalCode = keyof typeof messages;
export const refusalCodes = Object.keys(messages) as RefusalCode[];

export const refuse = (id: string | null, code: RefusalCode, path: string, values: Fill = {}): Refusal => ({
  id,
  error: { code, path, message: fill(messages[code], { path, ...values }) },
});
