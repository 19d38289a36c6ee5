import type { FreeMeal } from '../claim/claim.ts';
import { daysAfter } from '../claim/days.ts';

/** The demo's groups and meetings: the five core groups of the VIP network as they were, and one group of today. */

export type DemoMeeting = {
  kind: 'meeting';
  purpose: string;
  place: string;
  address: string;
  startsAt: string;
  endsAt: string;
  freeMeals: FreeMeal[];
};
export type DemoGroup = {
  name: string;
  area: string;
  members: number;
  termStart: string;
  termEnd: string;
  meetings: DemoMeeting[];
};

type Place = { place: string; address: string };

const areas: { area: string; members: number; dates: [string, string]; places: [Place, Place] }[] = [
  {
    area: 'HYKS',
    members: 15,
    dates: ['2019-03-12', '2019-10-08'],
    places: [
      { place: 'Helsinki', address: 'Opetushallitus, Hakaniemenranta 6, 00530 Helsinki' },
      { place: 'Lahti', address: 'Sibeliustalo, Ankkurikatu 7, 15140 Lahti' },
    ],
  },
  {
    area: 'TYKS',
    members: 14,
    dates: ['2019-03-19', '2019-10-15'],
    places: [
      { place: 'Turku', address: 'Logomo, Köydenpunojankatu 14, 20100 Turku' },
      { place: 'Pori', address: 'Promenadikeskus, Yrjönkatu 17, 28100 Pori' },
    ],
  },
  {
    area: 'TAYS',
    members: 15,
    dates: ['2019-03-26', '2019-10-22'],
    places: [
      { place: 'Tampere', address: 'Tampere-talo, Yliopistonkatu 55, 33100 Tampere' },
      { place: 'Seinäjoki', address: 'Frami, Kampusranta 11, 60320 Seinäjoki' },
    ],
  },
  {
    area: 'KYS',
    members: 14,
    dates: ['2019-04-02', '2019-10-29'],
    places: [
      { place: 'Kuopio', address: 'Musiikkikeskus, Kuopionlahdenkatu 23, 70100 Kuopio' },
      { place: 'Jyväskylä', address: 'Paviljonki, Lutakonaukio 12, 40100 Jyväskylä' },
    ],
  },
  {
    area: 'OYS',
    members: 15,
    dates: ['2019-04-09', '2019-11-05'],
    places: [
      { place: 'Oulu', address: 'Kaupunginkirjasto, Kaarlenväylä 2, 90100 Oulu' },
      { place: 'Rovaniemi', address: 'Korundi, Lapinkävijäntie 4, 96100 Rovaniemi' },
    ],
  },
];

const meetingAt = (date: string, purpose: string, where: Place): DemoMeeting => ({
  kind: 'meeting',
  purpose,
  ...where,
  startsAt: `${date}T10:00`,
  endsAt: `${date}T15:30`,
  freeMeals: [{ at: `${date}T12:00`, meal: 'lunch', source: 'organiser' }],
});

/** Days before and after today on which the group of today meets. */
const PAST_MEETING_DAYS = -12;
const COMING_MEETING_DAYS = 16;

/** The groups as of `today` (ISO date): the demo is used with today's dates whenever it is opened. */
export function demoGroups(today: string): DemoGroup[] {
  const core = areas.map(({ area, members, dates, places }) => ({
    name: `${area}-ydinryhmä`,
    area: `${area}-erityisvastuualue`,
    members,
    termStart: '2018-09-12',
    termEnd: '2020-12-31',
    meetings: dates.map((date, index) => meetingAt(date, `${area}-ydinryhmän kokous`, places[index === 0 ? 0 : 1])),
  }));
  const helsinki = { place: 'Helsinki', address: 'Opetushallitus, Hakaniemenranta 6, 00530 Helsinki' };
  const tampere = { place: 'Tampere', address: 'Tampere-talo, Yliopistonkatu 55, 33100 Tampere' };
  const current: DemoGroup = {
    name: 'Vaativan erityisen tuen työryhmä',
    area: 'koko maa',
    members: 14,
    termStart: `${Number(today.slice(0, 4)) - 1}-01-01`,
    termEnd: `${Number(today.slice(0, 4)) + 1}-12-31`,
    meetings: [
      meetingAt(daysAfter(today, PAST_MEETING_DAYS), 'Työryhmän kokous', helsinki),
      meetingAt(daysAfter(today, COMING_MEETING_DAYS), 'Työryhmän kokous', tampere),
    ],
  };
  return [...core, current];
}
