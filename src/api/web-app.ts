import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Problem } from '../claim/problem.ts';
import { anybody } from '../identity/access.ts';
import type { App } from './deps.ts';

/** The built web app: its page with a fresh nonce in each answer, its parts cached for ever under their hashed names. */

const NONCE = /__NONCE__/g;
const PAGE_CACHE = 'no-store';
const YEAR_SECONDS = 31_536_000;

export async function webApp(app: App, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, { root: folder, serve: false, index: false });

  app.get('/assets/*', { config: { access: anybody }, schema: { hide: true } }, (request, reply) =>
    reply.sendFile(`assets/${(request.params as { '*': string })['*']}`, {
      maxAge: YEAR_SECONDS * 1000,
      immutable: true,
    }),
  );

  for (const file of ['icon.svg']) {
    app.get(`/${file}`, { config: { access: anybody }, schema: { hide: true } }, (_request, reply) =>
      reply.sendFile(file),
    );
  }

  // Every other address is a page of the app, which finds it itself; what is not a page is not found.
  app.get('/*', { config: { access: anybody }, schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/')) throw new Problem('not-found');
    return reply
      .header('cache-control', PAGE_CACHE)
      .type('text/html; charset=utf-8')
      .send(page.replace(NONCE, reply.cspNonce.style));
  });
}
