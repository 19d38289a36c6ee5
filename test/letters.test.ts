import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResponseView } from '../src/claim/finance-views.ts';
import type { LettersView, LetterText, LetterView, RemedyView } from '../src/claim/letter-views.ts';
import type { CorrectionView, ReviewView } from '../src/claim/review-views.ts';
import type { ClaimView, MailView, MeetingView } from '../src/claim/views.ts';
import { users } from '../src/store/schema.ts';
import { Client, until } from './client.ts';
import { runsOf, textOf } from './document/pages.ts';
import { approve, dayTrip, driveOf, filesForm, makeBatch, save, sign } from './filing.ts';
import { engines, type TestService, testService } from './service.ts';

/** Decision letters through the service: when one is written, what it says, who reads it, and that it never changes. */

const TO = 'Koulukatu 1';

describe.each(engines)('decision letters on %s', (engine) => {
  let service: TestService;
  let assistant: Client;
  let finance: Client;
  let admin: Client;

  const clientOf = async (username: string): Promise<Client> => {
    const client = new Client(service.address);
    await client.signIn(username);
    return client;
  };

  beforeAll(async () => {
    service = await testService(engine);
    [assistant, finance, admin] = (await Promise.all(['assistentti', 'talous', 'paakayttaja'].map(clientOf))) as [
      Client,
      Client,
      Client,
    ];
  });
  afterAll(() => service?.stop());

  /** A per diem and a drive, without papers; an advance where the test says. */
  async function filed(username: string, advanceCents = 0): Promise<{ member: Client; claim: ClaimView }> {
    const member = await clientOf(username);
    const meetings = await member.get<MeetingView[]>('/api/meetings');
    const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
    const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
    const day = started.meeting.start.slice(0, 10);
    const drive = driveOf(day, 100, { from: TO, to: 'Hakaniemenranta 6' });
    const draft = dayTrip(started.draft, day);
    const trip = { ...draft.trip, advanceCents };
    return { member, claim: await sign(member, await save(member, started, { ...draft, trip, mileage: [drive] })) };
  }

  async function rejected(id: string): Promise<void> {
    const { lastAct } = await assistant.get<ReviewView>(`/api/claims/${id}/review`);
    const reason = { code: 'not-justified', text: 'Juna olisi ehtinyt' };
    const decision = { kind: 'reject', subject: 'mileage[drive]', reason };
    await assistant.post(`/api/claims/${id}/review/decisions`, { lastAct, decision });
    const { revision } = await assistant.get<ReviewView>(`/api/claims/${id}/review`);
    await assistant.post(`/api/claims/${id}/correction`, { revision });
  }

  async function answered(member: Client, id: string, accepted: boolean): Promise<void> {
    const { version, changes } = await member.get<CorrectionView>(`/api/claims/${id}/correction`);
    const decisionIds = changes.map(({ decisionId }) => decisionId);
    const reason = accepted ? '' : 'Juna oli peruttu.';
    await member.post(`/api/claims/${id}/correction/replies`, { version, decisionIds, accepted, reason });
  }

  const letters = async (client: Client, id: string): Promise<LetterView[]> =>
    (await client.get<LettersView>(`/api/claims/${id}/letters`)).letters;
  /** Letters come by a job: as soon as there are so many. */
  const lettersOnce = (client: Client, id: string, count: number): Promise<LetterView[]> =>
    until(
      () => letters(client, id),
      (all) => all.length === count,
    );

  const bring = (number: string, batch: number, cents: number, rest: string): Promise<ResponseView> => {
    const sum = (cents / 100).toFixed(2).replace('.', ',');
    const text = `viite;summa;tila;paiva;syy\r\n${batch}-${number};${sum};${rest}\r\n`;
    const bytes = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
    return finance.post(`/api/batches/${batch}/responses`, filesForm({ 'vastaus.csv': bytes }));
  };
  const mailsTo = async (name: string): Promise<MailView[]> =>
    (await admin.get<MailView[]>('/api/mails')).filter(({ to }) => to.includes(name));

  const allText = (text: LetterText): string =>
    JSON.stringify(text).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
  const part = (text: LetterText, heading: string) => text.parts.find((each) => each.heading === heading);

  describe('nothing cut, and paid', () => {
    let member: Client;
    let claim: ClaimView;

    test('no letter at the approval; one when the payment is answered', async () => {
      ({ member, claim } = await filed('jasen'));
      expect((await approve(assistant, claim.id)).letter).toBeNull();
      const { number } = await makeBatch(finance, claim.id);
      expect(await letters(member, claim.id)).toEqual([]);
      await bring(claim.number, number, claim.payableCents ?? 0, 'maksettu;22.3.2026;');
      expect(await lettersOnce(member, claim.id, 1)).toMatchObject([
        { number: 1, kind: 'payment', version: 1, state: 'in-force' },
      ]);
      expect((await member.get<ClaimView>(`/api/claims/${claim.id}`)).letter).toMatchObject({ number: 1 });
    });

    test('it says to whom, what, who decided, the sum, the day, the account with its middle hidden, and the reference', async () => {
      const [letter] = await letters(member, claim.id);
      const fi = allText(letter?.texts.fi as LetterText);
      for (const said of [
        claim.member.name,
        claim.number,
        'Anneli Assistentti, matkalaskun hyväksyjä',
        'kuten hait',
        'maksettiin 22.3.2026 tilille FI** **** **** **07 85',
        `maksun viite 1-${claim.number}`,
        'Opetushallitus, PL 380, 00531 Helsinki',
      ])
        expect(fi, said).toContain(said);
      expect(fi).not.toContain('1234');
      expect(fi).toContain(TO);
      expect(part(letter?.texts.fi as LetterText, 'Mitä korvataan vähemmän kuin hait')).toBeUndefined();
    });

    test('its member is told by mail in their language, with a link to it and nothing personal in the subject', async () => {
      const sent = await until(
        () => mailsTo('jasen'),
        (mails) => mails.some(({ subject, status }) => subject === 'Matkalaskusi on maksettu' && status === 'kept'),
      );
      const mail = sent.find(({ subject }) => subject === 'Matkalaskusi on maksettu');
      expect(mail?.text).toContain(`/claims/${claim.id}/letter`);
      expect(mail?.text).toContain(claim.number);
    });

    test('the PDF in each language says what its words say, and is the same bytes when asked for again', async () => {
      const [letter] = await letters(member, claim.id);
      for (const language of ['fi', 'sv', 'en'] as const) {
        const path = `/api/claims/${claim.id}/letters/1/document?language=${language}`;
        const pdf = await member.bytes(path);
        const read = textOf((await runsOf(pdf)).flat()).replaceAll('\u00a0', ' ');
        expect(read).toContain(letter?.texts[language].title);
        for (const { heading } of letter?.texts[language].parts ?? []) expect(read).toContain(heading);
        expect(read).toContain(claim.number);
        expect(Buffer.from(await assistant.bytes(path)).equals(Buffer.from(pdf))).toBe(true);
      }
    });

    test('money that came back is told beside the letter; paid again, a new one takes its place', async () => {
      await bring(claim.number, 1, claim.payableCents ?? 0, 'palautunut;22.3.2026;Tili suljettu');
      expect(await letters(member, claim.id)).toMatchObject([{ number: 1, state: 'payment-returned' }]);
      await approve(assistant, claim.id);
      const { number } = await makeBatch(finance, claim.id);
      await bring(claim.number, number, claim.payableCents ?? 0, 'maksettu;22.3.2026;');
      const [newest, first] = await lettersOnce(member, claim.id, 2);
      expect([newest, first]).toMatchObject([
        { number: 2, kind: 'payment', state: 'in-force' },
        { number: 1, state: 'superseded' },
      ]);
      expect(allText(newest?.texts.fi as LetterText)).toContain('Se korvaa kirjeen 1');
    });
  });

  test('a payment the bank refuses gives no letter', async () => {
    const { member, claim } = await filed('koko7');
    await approve(assistant, claim.id);
    const { number } = await makeBatch(finance, claim.id);
    await bring(claim.number, number, claim.payableCents ?? 0, 'hylätty;22.3.2026;Tili suljettu');
    expect(await letters(member, claim.id)).toEqual([]);
    expect((await mailsTo('koko7')).map(({ subject }) => subject)).not.toContain('Matkalaskusi on maksettu');
  });

  describe('a line rejected, with the consent of a Swedish-speaking member', () => {
    let member: Client;
    let claim: ClaimView;

    test('the letter is written at the approval, in the words of the line, the reason and the section', async () => {
      ({ member, claim } = await filed('medlem'));
      await rejected(claim.id);
      expect(await letters(member, claim.id)).toEqual([]);
      await answered(member, claim.id, true);
      await approve(assistant, claim.id);
      const [letter] = await lettersOnce(member, claim.id, 1);
      expect(letter).toMatchObject({ number: 1, kind: 'approval' });
      if (!letter) throw new Error('no letter');
      const { fi, sv } = letter.texts;
      expect(part(sv, 'Det som ersätts mindre än du sökte')?.items).toMatchObject([
        {
          claimed: expect.stringContaining('55,00'),
          granted: expect.stringMatching(/^0,00/),
          notes: ['Orsak: motiveringen räcker inte (Juna olisi ehtinyt).', expect.stringContaining('§')],
        },
      ]);
      expect(allText(sv)).toContain('Du godkände ändringarna före beslutet.');
      expect(allText(fi)).toContain('Syy: perustelu ei riitä (Juna olisi ehtinyt).');
      expect(allText(sv)).toContain('Betalningsdagen är ännu inte känd.');
    });

    test('the notice of the approval names the letter, in Swedish', async () => {
      const mails = await until(
        () => mailsTo('medlem'),
        (all) => all.some(({ subject }) => subject === 'Beslut om din reseräkning'),
      );
      const mail = mails.find(({ subject }) => subject === 'Beslut om din reseräkning');
      expect(mail?.text).toContain(`/claims/${claim.id}/letter`);
    });

    test('paid, a second letter says the decision is the same and tells of the payment', async () => {
      const { number } = await makeBatch(finance, claim.id);
      const { payableCents } = await member.get<ClaimView>(`/api/claims/${claim.id}`);
      await bring(claim.number, number, payableCents ?? 0, 'maksettu;22.3.2026;');
      const [paid, before] = await lettersOnce(member, claim.id, 2);
      expect(before).toMatchObject({ number: 1, state: 'superseded' });
      expect(allText(paid?.texts.sv as LetterText)).toContain('Beslutet är detsamma som i brev 1');
      expect(part(paid?.texts.sv as LetterText, 'Det som ersätts mindre än du sökte')?.items).toHaveLength(1);
      const mails = await until(
        () => mailsTo('medlem'),
        (all) => all.some(({ subject }) => subject === 'Din reseräkning är betald'),
      );
      expect(mails.find(({ subject }) => subject === 'Din reseräkning är betald')?.text).toContain('I beslutet ser du');
    });
  });

  test('an advance larger than the compensations: the letter says what is paid back, at the approval and when dealt with', async () => {
    const { member, claim } = await filed('koko8', 20_000);
    expect(claim.payableCents).toBeLessThan(0);
    await approve(assistant, claim.id);
    const [letter] = await lettersOnce(member, claim.id, 1);
    expect(allText(letter?.texts.fi as LetterText)).toContain('Saamasi matkaennakko on suurempi kuin korvaukset.');
    expect(allText(letter?.texts.fi as LetterText)).toContain('Maksat takaisin');
    const { number } = await makeBatch(finance, claim.id);
    await bring(claim.number, number, claim.payableCents ?? 0, 'maksettu;22.3.2026;');
    const subjects = await until(
      async () => (await mailsTo('koko8')).map(({ subject }) => subject),
      (all) => all.includes('Matkalaskusi on käsitelty'),
    );
    expect(subjects).not.toContain('Matkalaskusi on maksettu');
  });

  test('over an objection the letter tells the objection, and why it was approved by two persons all the same', async () => {
    const { member, claim } = await filed('koko9');
    await rejected(claim.id);
    await answered(member, claim.id, false);
    const { db } = service.deps;
    await db
      .update(users)
      .set({ roles: ['assistant'] })
      .where(eq(users.username, 'talous2'));
    const second = await clientOf('talous2');
    const path = `/api/claims/${claim.id}/approval`;
    const { revision, checklist } = await assistant.get<ReviewView>(`/api/claims/${claim.id}/review`);
    const answers = checklist.flatMap(({ item, service: by }) => (by === null ? [{ item, ok: true }] : []));
    await assistant.post(path, { revision, checklist: answers, reason: 'Juna kulki.' });
    const waiting = await second.get<ReviewView>(`/api/claims/${claim.id}/review`);
    await second.post(path, { revision: waiting.revision, reason: 'Juna kulki.' });
    const [letter] = await lettersOnce(member, claim.id, 1);
    const fi = allText(letter?.texts.fi as LetterText);
    expect(fi).toContain('Vastustit: ”Juna oli peruttu.”');
    expect(fi).toContain('hyväksyi kaksi henkilöä. Perustelu: Juna kulki.');
    expect(fi).toContain('Anneli Assistentti, ensimmäinen hyväksyjä; ');
  });

  describe('how to object', () => {
    const texts = { fi: 'Ohje suomeksi.\n\nToinen kappale.', sv: 'Anvisning.', en: 'Instructions.' };

    test('where nobody has entered it the letter says so, and the administrator sees how many went out without', async () => {
      const view = await admin.get<RemedyView>('/api/remedy-text');
      expect(view).toMatchObject({ texts: null, setBy: null });
      expect(view.lettersWithout).toBeGreaterThan(0);
    });

    test('is refused with a language left empty', async () => {
      expect((await admin.refused('PUT', '/api/remedy-text', { ...texts, sv: ' ' })).code).toBe('invalid-input');
    });

    test('once entered it stands in new letters; those before stay as they were', async () => {
      const { lettersWithout } = await admin.get<RemedyView>('/api/remedy-text');
      expect(await admin.put<RemedyView>('/api/remedy-text', texts)).toMatchObject({ texts, lettersWithout });
      const { member, claim } = await filed('koko10', 100_000);
      await approve(assistant, claim.id);
      const [letter] = await lettersOnce(member, claim.id, 1);
      const paragraphs = part(letter?.texts.fi as LetterText, 'Jos olet eri mieltä')?.paragraphs;
      expect(paragraphs?.slice(1, 3)).toEqual(['Ohje suomeksi.', 'Toinen kappale.']);
      expect(await admin.get<RemedyView>('/api/remedy-text')).toMatchObject({ lettersWithout });
    });
  });

  test('a letter is changed, removed and emptied by nobody', async () => {
    const { db } = service.deps;
    const refused = { cause: { message: expect.stringMatching(/never changed|refuse|not/) } };
    for (const table of ['decision_letters', 'letter_files', 'remedy_texts']) {
      await expect(db.execute(sql.raw(`delete from ${table}`))).rejects.toMatchObject(refused);
      await expect(db.execute(sql.raw(`truncate ${table} cascade`))).rejects.toMatchObject(refused);
    }
    await expect(db.execute(sql`update decision_letters set content = '{}'`)).rejects.toMatchObject(refused);
  });
});
