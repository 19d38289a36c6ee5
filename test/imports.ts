import { readdirSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { forbidden, options } from './import-rules.ts';

/**
 * `npm run imports`: the import rules, and that they were held against every file. A checker that cannot read the
 * sources reports no fault over no modules; that is a fault here.
 */

const tsConfig = extractTsConfig('tsconfig.json');
const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true }, undefined, {
  tsConfig,
});
const { modules, summary } = output as ICruiseResult;

const seen = new Set(modules.map((module) => module.source));
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`);
const unseen = sources.filter((source) => !seen.has(source));
const edges = modules.filter((module) => module.source.startsWith('src/')).flatMap((module) => module.dependencies);

for (const { from, to, rule } of summary.violations) {
  process.stdout.write(`${rule.severity} ${rule.name}: ${from} → ${to}\n`);
}
for (const source of unseen) process.stdout.write(`error not seen: ${source}\n`);
process.stdout.write(`${sources.length} modules, ${edges.length} imports, ${summary.violations.length} violations\n`);
if (summary.violations.length > 0 || unseen.length > 0 || edges.length < sources.length) process.exitCode = 1;
