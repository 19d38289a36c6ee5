import { filers } from './filing.ts';
import { choose, type Place } from './place.ts';
import { assistants, keepers } from './staff.ts';
import type { World } from './world.ts';

/** Every page of the service: whose it is, where it is, and what must stand on it by role and name. */

/** Before anybody has done anything: what comes here, and from whom. */
export const emptyPlaces: readonly Place[] = [
  {
    name: 'finance-empty',
    route: '/finance',
    who: 'talous',
    at: '/finance',
    title: 'web/finance.title',
    stands: [['heading', 'web/finance.ready']],
  },
  {
    name: 'reports-empty',
    route: '/finance/reports',
    who: 'talous',
    at: '/finance/reports',
    title: 'web/finance.title',
    stands: [],
  },
  {
    name: 'originals-empty',
    route: '/originals/:id?',
    who: 'assistentti',
    at: '/originals',
    title: 'web/nav.originals',
    stands: [],
  },
  {
    name: 'accuracy-empty',
    route: '/admin/accuracy',
    who: 'paakayttaja',
    at: '/admin/accuracy',
    title: 'web/admin.accuracy',
    stands: [],
  },
  {
    name: 'samples-empty',
    route: '/samples',
    who: 'paakayttaja',
    at: '/samples',
    title: 'people/sample.title',
    stands: [],
  },
  { name: 'home-empty', route: '/', who: 'jasen', at: '/', title: 'web/home.title', stands: [] },
];

const open: readonly Place[] = [
  {
    name: 'sign-in',
    route: '/',
    who: null,
    at: '/',
    title: 'web/signin.title',
    stands: [
      ['button', 'web/signin.submit'],
      ['textbox', 'web/signin.username'],
    ],
  },
  {
    name: 'password',
    route: '/password',
    who: null,
    at: '/password#x',
    title: 'people/password.title',
    stands: [['button', 'people/password.set']],
  },
  {
    name: 'phone',
    route: '/u/:token',
    who: null,
    at: ({ pass }) => `/u/${pass}`,
    title: 'phone/title',
    stands: [['heading', 'phone/sent']],
  },
  {
    name: 'phone-ended',
    route: '/u/:token',
    who: null,
    at: '/u/no-such-pass',
    title: 'phone/ended.title',
    stands: [],
    refused: 401,
  },
  {
    name: 'accessibility',
    route: '/accessibility',
    who: null,
    at: '/accessibility',
    title: 'accessibility/title',
    stands: [['heading', 'accessibility/feedback.title']],
  },
  { name: 'verify', route: '/verify', who: null, at: '/verify', title: 'web/nav.verify', stands: [] },
  {
    name: 'verify-result',
    route: '/verify',
    who: null,
    at: '/verify',
    title: 'web/nav.verify',
    stands: [],
    does: async (page, world) => {
      await choose('matkalasku.pdf', 'application/pdf', ({ pdf }) => pdf)(page, world);
      await page.getByRole('table').first().waitFor();
    },
  },
];

const claimAt =
  (which: keyof World['claims']) =>
  ({ claims }: World): string =>
    `/claims/${claims[which].id}`;

const members: readonly Place[] = [
  {
    name: 'home',
    route: '/',
    who: 'jasen',
    at: '/',
    title: 'web/home.title',
    stands: [
      ['heading', 'web/home.meetings'],
      ['heading', 'web/home.claims'],
      ['button', 'web/home.make'],
      ['link', 'web/home.answer'],
    ],
  },
  {
    name: 'told-meeting',
    route: '/claims/new',
    who: 'jasen',
    at: '/claims/new',
    title: 'member/told.title',
    stands: [['button', 'member/told.start.claim']],
  },
  {
    name: 'claim-draft',
    route: '/claims/:id',
    who: 'jasen',
    at: claimAt('draft'),
    readme: { file: 'claim-phone.png', width: 320, height: 1150 },
    title: 'web/claim.title',
    stands: [
      ['heading', 'web/receipts.title'],
      ['heading', 'web/trip.title'],
      ['heading', 'web/sum.title'],
    ],
  },
  {
    name: 'claim-returned',
    route: '/claims/:id',
    who: 'jasen',
    at: claimAt('returned'),
    title: 'web/claim.title',
    stands: [['heading', 'web/receipts.title']],
  },
  {
    name: 'claim-corrected',
    route: '/claims/:id',
    who: 'jasen',
    at: claimAt('corrected'),
    title: 'web/sent.title',
    stands: [],
  },
  {
    name: 'claim-sent',
    readme: { file: 'claim-sent.png', width: 320, height: 1150 },
    route: '/claims/:id',
    who: 'jasen',
    at: claimAt('sent'),
    title: 'web/sent.title',
    stands: [],
  },
  {
    name: 'claim-paid',
    route: '/claims/:id',
    who: 'jasen',
    at: claimAt('paid'),
    title: 'web/sent.title',
    stands: [],
  },
  {
    name: 'letter',
    route: '/claims/:id/letter/:number?',
    who: 'jasen',
    at: ({ claims }) => `/claims/${claims.paid.id}/letter`,
    title: 'letter/title',
    stands: [['button', 'letter-page/print']],
  },
  { name: 'filing', route: '/filing/:id?', who: 'jasen', at: '/filing', title: 'filing/for.title', stands: [] },
  {
    name: 'permissions',
    route: '/permissions',
    who: 'jasen',
    at: '/permissions',
    title: 'filing/perm.title',
    stands: [],
  },
  {
    name: 'claim-unknown',
    route: '/claims/:id',
    who: 'jasen',
    at: '/claims/none',
    title: 'web/claim.title',
    stands: [],
    refused: 404,
  },
  {
    name: 'not-found',
    route: '*',
    who: 'jasen',
    at: '/no/such/page',
    title: 'web/app.notfound.title',
    stands: [['link', 'web/app.notfound.home']],
  },
];

export const places: readonly Place[] = [...open, ...members, ...filers, ...assistants, ...keepers];
