import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * The least a program can do with these lines: `node bench/json-peer.ts INPUT OUTPUT` reads INPUT line by line, parses
 * each and writes OUTPUT's line of the same place, stringified from its value. The values are made before, and how long
 * that took is told on standard error, so that it can be taken off the time of the process.
 */
const [input = '', output = ''] = process.argv.slice(2);
const before = performance.now();
const values: unknown[] = readFileSync(output, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
process.stderr.write(String(performance.now() - before));

let number = 0;
let text = '';
for await (const line of createInterface({ input: createReadStream(input) })) {
  JSON.parse(line);
  text += `${JSON.stringify(values[number])}\n`;
  number += 1;
  if (text.length < 65_536) continue;
  process.stdout.write(text);
  text = '';
}
process.stdout.write(text);
