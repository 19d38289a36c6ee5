/** Who can sign in to the demo. Every demo person has an account; these are the ones offered on the sign-in page. */

/** Not a secret: it opens accounts that production refuses. */
export const demoPassword = 'matkalasku-demo';

const offered: Record<string, string> = {
  jasen: 'Jäsen: tekee matkalaskun · medlem · member',
  medlem: 'Jäsen, ruotsinkielinen: gör en reseräkning · medlem · member',
  assistentti: 'Assistentti: tarkastaa ja hyväksyy · assistent · assistant',
  talous: 'Talous: muodostaa maksuerän · ekonomi · finance',
  paakayttaja: 'Pääkäyttäjä: säännöt, loki, työt · administratör · administrator',
};

export const demoNote = (username: string): string | null => offered[username] ?? null;

export const offeredUsernames = Object.keys(offered);
