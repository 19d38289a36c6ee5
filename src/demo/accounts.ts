import type { Texts } from '../claim/claim.ts';

/** Who can sign in to the demo. Every demo person has an account; these are the ones offered on the sign-in page. */

/** Not a secret: it opens accounts that production refuses. */
export const demoPassword = 'matkalasku-demo';

const offered: Record<string, Texts> = {
  jasen: {
    fi: 'Jäsen: tekee matkalaskun',
    sv: 'Medlem: gör en reseräkning på finska',
    en: 'Member: files a claim, in Finnish',
  },
  medlem: {
    fi: 'Jäsen: tekee matkalaskun ruotsiksi',
    sv: 'Medlem: gör en reseräkning',
    en: 'Member: files a claim, in Swedish',
  },
  sihteeri: {
    fi: 'Sihteeri: tekee matkalaskuja jäsenen puolesta',
    sv: 'Sekreterare: gör reseräkningar för en medlem',
    en: 'Secretary: files claims for a member',
  },
  assistentti: {
    fi: 'Assistentti: tarkastaa, palauttaa ja hyväksyy',
    sv: 'Assistent: granskar, returnerar och godkänner',
    en: 'Assistant: checks, returns and approves',
  },
  talous: {
    fi: 'Talous: muodostaa maksuerät',
    sv: 'Ekonomi: gör betalningsposterna',
    en: 'Finance: makes the payment batches',
  },
  talous2: {
    fi: 'Talous: toinen henkilö, katsoo muuttuneet tilit',
    sv: 'Ekonomi: den andra personen, ser på ändrade konton',
    en: 'Finance: the second person, looks at changed accounts',
  },
  paakayttaja: {
    fi: 'Pääkäyttäjä: säännöt, loki ja epäonnistuneet tehtävät',
    sv: 'Administratör: regler, logg och misslyckade uppgifter',
    en: 'Administrator: rules, log and failed jobs',
  },
};

export const demoNote = (username: string): Texts | null => offered[username] ?? null;

/** In the order in which they are offered. */
export const offeredUsernames = Object.keys(offered);
