import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { testService } from './service.ts';

test('a client that never reads its answer does not keep the service from stopping', async () => {
  const service = await testService('pglite');
  const socket = connect(Number(new URL(service.address).port), '127.0.0.1');
  socket.on('error', () => {});
  // Headers that never end: a request under way as long as the client likes.
  socket.write('GET /api/health HTTP/1.1\r\nHost: a\r\n');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = Date.now();
  await service.stop();
  expect(Date.now() - before).toBeLessThan(20_000);
  socket.destroy();
});
