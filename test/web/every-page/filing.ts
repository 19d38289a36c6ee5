import type { Place } from './place.ts';

/** Filing for another, as the secretary sees it whom the demo's member lets. */

export const filers: readonly Place[] = [
  {
    name: 'filing-all',
    route: '/filing/:id?',
    who: 'sihteeri',
    at: '/filing',
    title: 'filing/for.title',
    stands: [['link', 'filing/for.open.name']],
  },
  {
    name: 'filing-one',
    route: '/filing/:id?',
    who: 'sihteeri',
    at: ({ claims }) => `/filing/${claims.draft.member.id}`,
    title: /./,
    stands: [
      ['heading', 'filing/one.meetings'],
      ['heading', 'filing/one.claims'],
    ],
  },
  {
    name: 'filing-claim',
    route: '/claims/:id',
    who: 'sihteeri',
    at: ({ claims }) => `/claims/${claims.draft.id}`,
    title: 'web/claim.title',
    stands: [
      ['heading', 'filing/banner.title'],
      ['heading', 'filing/ask.title'],
    ],
  },
  {
    name: 'home-secretary',
    route: '/',
    who: 'sihteeri',
    at: '/',
    title: 'web/home.title',
    stands: [['heading', 'filing/for.title']],
  },
];
