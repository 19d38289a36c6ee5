import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Other people's programs that say whether a claim document keeps to the standards; none is needed to run the service. */

const VERAPDF = 'org.verapdf.apps:greenfield-apps:1.28.2';
const PYHANKO = 'pyhanko==0.38.0';
const MINUTES_10 = 600_000;

export type Outcome = { ok: boolean; said: string };

/** Runs a program to its end; `ok` when it ended with 0. */
export function run(program: string, args: string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: MINUTES_10 });
  return { ok: status === 0, said: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim() };
}

export const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** The validator of PDF/A and PDF/UA, fetched once; null with a reason when it cannot be had. */
export function veraPdf(folder: string): { jar: string } | { why: string } {
  const jar = join(folder, 'greenfield-apps-1.28.2.jar');
  if (!isThere('java')) return { why: 'there is no java' };
  if (existsSync(jar)) return { jar };
  if (!isThere('mvn')) return { why: 'there is no mvn to fetch it with' };
  mkdirSync(folder, { recursive: true });
  const fetched = run('mvn', ['-q', 'dependency:copy', `-Dartifact=${VERAPDF}`, `-DoutputDirectory=${folder}`]);
  return existsSync(jar) ? { jar } : { why: lastLine(fetched.said) };
}

/** A Python with pyHanko in it, made once; null with a reason when it cannot be had. */
export function pyHanko(folder: string): { python: string } | { why: string } {
  const python = join(folder, 'python', 'bin', 'python');
  if (!isThere('python3')) return { why: 'there is no python3' };
  if (existsSync(python) && run(python, ['-c', 'import pyhanko']).ok) return { python };
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('python3', ['-m', 'venv', join(folder, 'python')], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', '-q', 'install', PYHANKO], { stdio: 'pipe', timeout: MINUTES_10 });
    return { python };
  } catch (error) {
    return { why: lastLine(error instanceof Error ? error.message : String(error)) };
  }
}

const lastLine = (text: string): string => text.split('\n').findLast((line) => line.trim() !== '') ?? '';
