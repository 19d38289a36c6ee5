#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { todayInFinland } from './claim/time.ts';

/**
 * The `matkalasku` command. Exit 0 done · 1 the thing examined is not good · 2 the input or the call is unusable. Each
 * command is loaded when it is called: `evaluate` starts no database and `serve` reads no receipt.
 */

const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };

/** The exit status is set, not forced: what was written to a pipe is read to its end. */
const exitWith = (code: number): void => {
  process.exitCode = code;
};

const program = new Command('matkalasku')
  .description('Travel claims (matkalasku, reseräkning) by the State travel regulations of Finland')
  .showHelpAfterError(false)
  .showSuggestionAfterError(false)
  .exitOverride()
  .configureOutput({ writeErr: () => {} });

program
  .command('serve')
  .description('starts the service; settings are in the table of README.md')
  .action(async () => exitWith(await (await import('./commands/serve.ts')).serve(io)));

program
  .command('evaluate')
  .description('reads trip claims (JSON object, JSON array or NDJSON) and prints one evaluation a line')
  .argument('[files...]', 'files of trip claims; - or none is standard input')
  .option('--rules <dir>', 'folder of rule packs')
  .option('--pack <id>', 'use this revision in the place of the newest, e.g. fi-state-2026.1')
  .option('--strict', 'exit 1 when a claim has an error finding')
  .option('--explain', 'print for people instead of JSON')
  .addOption(new Option('--language <language>', 'language of --explain').choices(['fi', 'sv', 'en']).default('fi'))
  .action(async (files: string[], options) => {
    const { evaluate } = await import('./commands/evaluate.ts');
    exitWith(await evaluate({ files, ...options }, { ...io, today: todayInFinland(new Date()) }));
  });

program
  .command('read')
  .description('reads receipts (JPEG, PNG, PDF) and prints one reading a line')
  .argument('<files...>', 'receipts')
  .option('--words', 'add the words with their boxes')
  .action(async (files: string[], options) => {
    const { read } = await import('./commands/read.ts');
    exitWith(await read({ files, ...options }, io));
  });

program
  .command('verify')
  .description('checks a sealed claim PDF offline and prints one report')
  .argument('<file>', 'the PDF')
  .option('--trust <certificates...>', 'PEM files of certificates to trust')
  .action(async (file: string, options) => {
    const { verify } = await import('./commands/verify.ts');
    exitWith(await verify({ file, ...options }, io));
  });

program
  .command('replay')
  .description('computes every claim that was sent again by its own packs; one line each, exit 1 when one differs')
  .option('--rules <dir>', 'folder of rule packs')
  .option('--json', 'the lines alone, without their sum on standard error')
  .action(async (options) => {
    const { replay } = await import('./commands/replay.ts');
    exitWith(await replay(options, io));
  });

program
  .command('impact')
  .description('what every open claim would come to by another revision of the rules')
  .argument('<pack>', 'the revision, e.g. fi-state-2026.2')
  .option('--rules <dir>', 'folder of rule packs')
  .option('--json', 'a line of JSON for every open claim, the totals last')
  .action(async (pack: string, options) => {
    const { impact } = await import('./commands/impact.ts');
    exitWith(await impact({ pack, ...options }, { ...io, now: new Date() }));
  });

program
  .command('sample')
  .description('computes a random sample again from its revealed secret, a line for each claim number')
  .argument('<numbers...>', 'numbers of claims, e.g. ML-2026-000042-7')
  .requiredOption('--secret <secret>', 'the secret, revealed after the period')
  .requiredOption('--rate <percent>', 'the published rate in per cent, e.g. 5')
  .option('--commitment <sha256>', 'the hash published before the period, to be compared with')
  .action(async (numbers: string[], options) => {
    const { sample } = await import('./commands/sample.ts');
    exitWith(sample({ numbers, ...options }, io));
  });

const rules = program.command('rules').description('lists, prints, compares and checks the rule packs');
const rulesCommand = (
  name: 'list' | 'show' | 'diff' | 'check',
  description: string,
  ids: readonly string[] = [],
): void => {
  const command = rules.command(name).description(description).option('--rules <dir>', 'folder of rule packs');
  for (const id of ids) command.argument(id);
  command.action(async (...given: unknown[]) => {
    const { rules: run } = await import('./commands/rules.ts');
    const options = command.opts<{ rules?: string }>();
    exitWith(await run({ action: name, ids: given.slice(0, ids.length).map(String), ...options }, io));
  });
};
rulesCommand('list', 'every pack with its dates');
rulesCommand('show', 'one pack as it stands', ['<id>']);
rulesCommand('diff', 'what differs between two packs', ['<a>', '<b>']);
rulesCommand('check', 'whether the packs can be used; faults with file and line');

// A reader that closes the pipe early (| head) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) process.stderr.write(`matkalasku: ${error.message.replace(/^error: /, '')}\n`);
    exitWith(error.exitCode === 0 ? 0 : 2);
  } else {
    process.stderr.write(`matkalasku: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    exitWith(2);
  }
}
