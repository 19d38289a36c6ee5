import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { countryName } from '../claim/countries.ts';
import { centsOf } from '../claim/money.ts';
import { type ForeignTable, NO_NUMBER } from '../claim/pack-shape.ts';
import { type Leaf, leavesOf } from '../claim/pack-values.ts';
import { parameters } from '../claim/parameters.ts';
import { Problem } from '../claim/problem.ts';
import type { RulePack } from '../claim/rules.ts';
import { ForeignRatesView, type RuleSource, RulesView, type RuleValue } from '../claim/rules-view.ts';
import { signedIn } from '../identity/access.ts';
import type { App, Deps } from './deps.ts';

/** The rules with their sources, for everybody who is signed in. */

const tags = ['rules'];
const config = { access: signedIn };
const unchanged = z.null().describe('The same as what the reader already has (If-None-Match)');

export function rulesRoutes(app: App, { db, packs }: Deps): void {
  app.get(
    '/api/rules',
    { config, onSend: compressed, schema: { tags, response: { 200: RulesView, 304: unchanged } } },
    async (request, reply) => {
      const { inForce } = await packs.inForce(db);
      return unlessKept(request, reply, rulesView(packs.found.all, inForce));
    },
  );

  app.get(
    '/api/rules/:id/foreign',
    {
      config,
      onSend: compressed,
      schema: {
        tags,
        params: z.strictObject({ id: z.string().max(100) }),
        response: { 200: ForeignRatesView, 304: unchanged },
      },
    },
    async (request, reply) => {
      const pack = packs.found.all.find(({ id }) => id === request.params.id);
      if (!pack) throw new Problem('not-found');
      return unlessKept(request, reply, foreignView(pack.id, pack.content.foreign.rates));
    },
  );
}

/**
 * Answers 304 when the reader has the same already: the packs (their SHA-256 is in it), what is in force and the names.
 * The reader asks each time, as another revision may have been put in force.
 */
function unlessKept<T>(request: FastifyRequest, reply: FastifyReply, view: T) {
  const etag = `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url')}"`;
  void reply.headers({ etag, 'cache-control': 'private, no-cache' });
  const kept = request.headers['if-none-match']?.split(/\s*,\s*/) ?? [];
  return kept.includes(etag) ? reply.status(304).send() : reply.send(view);
}

const squeeze = promisify(gzip);

/** Nine years of values repeat themselves: a tenth of the bytes goes over a phone's connection. */
async function compressed(request: FastifyRequest, reply: FastifyReply, payload: unknown) {
  const accepted = request.headers['accept-encoding'] ?? '';
  if (typeof payload !== 'string' || !/\bgzip\b/.test(accepted)) return payload;
  void reply.headers({ 'content-encoding': 'gzip', vary: 'accept-encoding' }).removeHeader('content-length');
  return squeeze(payload);
}

/** Every revision of every pack, and the words for their parameters. */
export function rulesView(all: readonly RulePack[], inForce: readonly RulePack[]): RulesView {
  return { parameters: [...parameters], packs: all.map((pack) => packView(pack, inForce.includes(pack))) };
}

function packView(pack: RulePack, inForce: boolean): RulesView['packs'][number] {
  const { id, from, to, sources, openQuestions } = pack.content;
  const { series, revision, sha256 } = pack;
  return {
    ...{ id, series, revision, from, to, sha256, inForce },
    openQuestions: openQuestions.map(({ fi, sv, en }) => ({ fi, sv, en })),
    sources: Object.entries(sources).map(([key, source]) => sourceView(key, source)),
    values: leavesOf(pack.content).map(valueView),
  };
}

const sourceView = (key: string, source: RulePack['content']['sources'][string]): RuleSource => ({
  key,
  title: source.title,
  number: source.number === NO_NUMBER ? null : source.number,
  date: source.date ?? null,
  seen: source.seen,
});

const valueView = ([path, leaf]: [string, Leaf]): RuleValue => ({
  path,
  value: shown(leaf),
  unit: leaf.unit,
  status: leaf.status,
  ...leaf.cite,
});

function shown({ value, table, unit, status }: Leaf): RuleValue['value'] {
  if (status === 'unknown') return null;
  if (table !== undefined) return table;
  const isMoney = unit.startsWith('EUR/') && typeof value === 'string' && value !== 'none';
  return isMoney ? centsOf(value) : (value ?? null);
}

function foreignView(id: string, rates: ForeignTable): ForeignRatesView {
  if (rates.table === 'unknown') return { id, table: rates.table, rows: [], othersCents: null };
  const { table, countries, areas } = rates;
  const rows = [
    ...Object.entries(countries).map(([country, value]) => foreignRow(country, null, value)),
    ...areas.map(({ country, name, value }) => foreignRow(country, name, value)),
  ];
  return { id, table, rows, othersCents: rates.table === 'complete' ? centsOf(rates.others) : null };
}

const foreignRow = (country: string, area: ForeignRatesView['rows'][number]['area'], value: string) => ({
  country,
  name: countryName(country),
  area,
  cents: centsOf(value),
});
