import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

/** Who may import whom: the rooms of docs/decisions/0001-rooms.md. `npm run imports` checks them and that it saw them. */

const room = (name: string, ...allowed: string[]): IForbiddenRuleType => ({
  name: `room-${name}`,
  comment: `src/${name} may import itself${allowed.length ? `, ${allowed.join(', ')}` : ''} and libraries`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: [name, ...allowed].map((each) => `^src/${each}(/|\\.ts$)`) },
});

/** Pure libraries: they ask no clock, disk, network or environment, and run in the browser too. */
const pure = ['zod', 'date-fns', '@date-fns/tz', 'ibantools', 'i18n-iso-countries', '@noble/hashes'];

export const forbidden: IForbiddenRuleType[] = [
  { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-orphan', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
  { name: 'not-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  room('claim'),
  room('receipt', 'claim', 'texts'),
  room('store', 'claim', 'texts'),
  room('document', 'claim', 'texts'),
  room('finance', 'claim', 'texts'),
  room('identity', 'claim', 'texts'),
  room('mail', 'claim', 'texts'),
  room('web', 'claim', 'texts'),
  room('demo', 'claim', 'identity', 'store'),
  room('jobs', 'claim', 'texts', 'store', 'receipt', 'document', 'mail'),
  room('api', 'claim', 'texts', 'store', 'receipt', 'document', 'finance', 'identity', 'mail', 'demo'),
  room('commands', 'claim', 'store', 'receipt', 'document', 'demo', 'config', 'main'),
  {
    name: 'claim-is-pure',
    comment: 'the core imports no part of Node and no library that is not pure',
    severity: 'error',
    from: { path: '^src/claim/' },
    to: {
      dependencyTypesNot: ['local'],
      pathNot: pure.map((name) => `^node_modules/${name}/`),
    },
  },
  {
    name: 'nothing-of-tests',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(test|fixtures|bench)/' },
  },
  {
    name: 'web-is-for-the-browser',
    severity: 'error',
    from: { path: '^src/web/' },
    to: { dependencyTypes: ['core'] },
  },
];

export const options: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
};
