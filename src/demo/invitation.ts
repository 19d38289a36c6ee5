import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { DemoMeeting } from './groups.ts';

const PAGE: [number, number] = [595.28, 841.89];

/** A meeting invitation (kokouskutsu / möteskallelse) as the organiser would send it, one page of PDF. */
export async function demoInvitation(group: string, meeting: DemoMeeting, madeAt: Date): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(`Kokouskutsu: ${group}`);
  pdf.setCreationDate(madeAt);
  pdf.setModificationDate(madeAt);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage(PAGE);
  const [date = '', start = ''] = meeting.startsAt.split('T');
  const [year, month, day] = date.split('-').map(Number);
  const lines = [
    ['Opetushallitus', 11],
    ['Kokouskutsu', 20],
    [group, 13],
    [
      `${meeting.purpose} ${day}.${month}.${year} klo ${start.replace(':', '.')}–${meeting.endsAt.slice(11).replace(':', '.')}`,
      11,
    ],
    [`Paikka: ${meeting.address}`, 11],
    ['Lounas klo 12.00 on järjestäjän tarjoama.', 11],
    ['Matkakulut korvataan valtion matkustussäännön mukaan matkalaskulla.', 11],
    ['Taksin käyttö on aina perusteltava.', 11],
    ['Tämä on esimerkkiasiakirja: kokousta ei järjestetä.', 9],
  ] as const;
  lines.forEach(([text, size], index) => {
    page.drawText(text, { x: 60, y: 760 - index * 32, size, font });
  });
  return pdf.save();
}
