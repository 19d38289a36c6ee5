import { choose, membersFile, type Place, press, unfold } from './place.ts';
import { said } from './words.ts';

/** The pages of those whose work this is. */

export const assistants: readonly Place[] = [
  {
    name: 'review',
    route: '/review/:id?',
    who: 'assistentti',
    at: ({ twin }) => `/review/${twin.id}`,
    readme: { file: 'assistant.png', width: 1280, height: 900 },
    title: 'web/review.title',
    stands: [['region', 'web/review.queue']],
  },
  {
    name: 'review-keys',
    route: '/review/:id?',
    who: 'assistentti',
    at: ({ claims }) => `/review/${claims.sent.id}`,
    title: 'web/review.title',
    stands: [],
    does: (page) => page.keyboard.press('?'),
  },
  {
    name: 'review-corrected',
    route: '/review/:id?',
    who: 'assistentti',
    at: ({ claims }) => `/review/${claims.corrected.id}`,
    title: 'web/review.title',
    stands: [],
  },
  {
    name: 'originals',
    route: '/originals/:id?',
    who: 'assistentti',
    at: '/originals',
    title: 'web/nav.originals',
    stands: [],
  },
  {
    name: 'originals-sheet',
    route: '/originals/:id?',
    who: 'assistentti',
    at: ({ claims }) => `/originals/${claims.sent.id}`,
    title: 'web/nav.originals',
    stands: [],
  },
  {
    name: 'meetings',
    route: '/meetings',
    who: 'assistentti',
    at: '/meetings',
    title: 'people/meetings.title',
    stands: [['link', 'people/meetings.new']],
  },
  {
    name: 'meeting-new',
    route: '/meetings/:id',
    who: 'assistentti',
    at: '/meetings/new',
    title: 'people/meetings.new',
    stands: [['button', 'people/card.save']],
  },
  {
    name: 'meeting',
    route: '/meetings/:id',
    who: 'assistentti',
    at: ({ meetingId }) => `/meetings/${meetingId}`,
    title: /kokous/,
    stands: [],
  },
  {
    name: 'meeting-change',
    route: '/meetings/:id',
    who: 'assistentti',
    at: ({ meetingId }) => `/meetings/${meetingId}`,
    title: /kokous/,
    stands: [['button', 'people/card.save']],
    does: press('button', 'people/card.change'),
  },
  {
    name: 'groups',
    route: '/meetings/groups',
    who: 'assistentti',
    at: '/meetings/groups',
    title: 'people/groups.title',
    stands: [['heading', 'people/import.title']],
    does: unfold('people/groups.new'),
  },
  {
    name: 'import',
    route: '/meetings/groups',
    who: 'assistentti',
    at: '/meetings/groups',
    title: 'people/groups.title',
    stands: [],
    does: async (page, world) => {
      await page
        .getByLabel(said('fi', 'people/card.group'))
        .selectOption({ label: 'Vaativan erityisen tuen työryhmä' });
      await choose('jasenet.csv', 'text/csv', () => Buffer.from(membersFile))(page, world);
      await page.getByRole('button', { name: said('fi', 'people/import.do') }).waitFor();
    },
  },
];

const financeTab = (tab: string): Place => ({
  name: `finance-${tab}`,
  route: `/finance/${tab}`,
  who: 'talous',
  at: `/finance/${tab}`,
  title: 'web/finance.title',
  stands: [],
});

const adminTab = (tab: string): Place => ({
  name: `admin-${tab}`,
  route: `/admin/${tab}`,
  who: 'paakayttaja',
  at: `/admin/${tab}`,
  title: `web/admin.${tab}`,
  stands: [['navigation', 'web/admin.title']],
});

export const keepers: readonly Place[] = [
  {
    name: 'finance',
    route: '/finance',
    who: 'talous',
    at: '/finance',
    title: 'web/finance.title',
    stands: [['button', 'web/finance.make']],
  },
  {
    name: 'batch',
    route: '/finance/batches/:number',
    who: 'talous',
    at: '/finance/batches/1',
    title: 'web/finance.title',
    stands: [],
  },
  ...['reports', 'settings', 'columns'].map(financeTab),
  ...['rules', 'revisions', 'accuracy', 'audit', 'sealing', 'remedy', 'jobs', 'mails', 'machines'].map(adminTab),
  { ...adminTab('people'), does: unfold('people/accounts.new') },
  { name: 'rules', route: '/rules', who: 'paakayttaja', at: '/rules', title: 'web/nav.rules', stands: [] },
  { name: 'samples', route: '/samples', who: 'paakayttaja', at: '/samples', title: 'people/sample.title', stands: [] },
];
