import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Tesseract as the system has it: the peer that the reading in WebAssembly is measured beside. */
export type Native = { version: string; cpuSeconds: (png: string, languages: string) => number };

const LANGUAGES = ['fin', 'swe', 'eng'];

/** The same models as ours, unpacked, so that only the engine differs. */
function unpackModels(folder: string): void {
  const from = createRequire(import.meta.url);
  for (const language of LANGUAGES) {
    const path = from.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`);
    writeFileSync(join(folder, `${language}.traineddata`), gunzipSync(readFileSync(path)));
  }
}

/** Null when there is no such program. */
export function findNative(program: string, folder: string): Native | null {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (asked.error || asked.status !== 0) return null;
  unpackModels(folder);
  const version = (asked.stdout || asked.stderr).split('\n')[0] ?? program;
  return { version, cpuSeconds: (png, languages) => timed(program, folder, png, languages) };
}

/** Processor seconds of one run, told by the shell that waited for it (POSIX `times`: its second line is its children). */
function timed(program: string, folder: string, png: string, languages: string): number {
  const settings = ['--tessdata-dir', folder, '-l', languages, '--oem', '1', '--psm', '6', '--dpi', '300', 'tsv'];
  const command = '"$0" "$@" >/dev/null 2>&1 || exit 1; times';
  const { stdout, status } = spawnSync('sh', ['-c', command, program, png, 'stdout', ...settings], {
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  if (status !== 0) throw new Error(`${program} could not read ${png}`);
  const [user = '', system = ''] = stdout.trim().split('\n').at(-1)?.split(/\s+/) ?? [];
  return secondsOf(user) + secondsOf(system);
}

/** `0m1.240s` */
export function secondsOf(text: string): number {
  const [, minutes = '0', seconds = '0'] = /^(?:(\d+)m)?([\d.]+)s$/.exec(text) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}
