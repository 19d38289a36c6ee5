#!/usr/bin/env node
// Starts the command under the Node the project brings (node_modules/node), whatever Node the machine has:
// the sources are TypeScript, which Node runs by itself only from 22.18 on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const brought = fileURLToPath(new URL('node_modules/node/bin/node', root));
const node = existsSync(brought) ? brought : process.execPath;
// What has been compiled once is kept, where the folder can be written: a start takes a quarter less.
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', root)), ...process.env };
const child = spawn(node, [fileURLToPath(new URL('src/cli.ts', root)), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`matkalasku: cannot start ${node}: ${error.message}\n`);
  process.exit(2);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
