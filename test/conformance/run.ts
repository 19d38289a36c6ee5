import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPdf } from '../../src/document/verify.ts';
import { startAuthority } from '../document/authority.ts';
import { type Specimen, specimens } from './documents.ts';
import { stampsOf } from './stamps.ts';
import { isThere, type Outcome, pyHanko, run, veraPdf } from './tools.ts';

/**
 * `npm run conformance`: makes claim documents of one to many pages, sealed once and twice, with and without time stamps,
 * and lets every validator that can be had look at them. Exit 1 when one finds anything; what could not be run is said.
 */
type File = Specimen & { path: string; root: string };
type Check = {
  name: string;
  why: string | null;
  /** Looks at the seals, so not at a document that has none. */
  onSeals: boolean;
  of: (file: File) => Outcome | null | Promise<Outcome | null>;
  /** Spoils a file so that this check must turn red: one that cannot fail proves nothing. */
  spoil: (pdf: Buffer) => Buffer;
};

const cache = join(import.meta.dirname, '../../node_modules/.cache/conformance');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));

const needs = (program: string): string | null => (isThere(program) ? null : `there is no ${program}`);

function checks(): Check[] {
  const vera = veraPdf(cache);
  const hanko = pyHanko(cache);
  const flavour = (name: string, id: string, spoil: Check['spoil']): Check => ({
    name,
    spoil,
    onSeals: false,
    why: 'why' in vera ? vera.why : null,
    of: ({ path }) => ('jar' in vera ? passes(vera.jar, id, path) : null),
  });
  return [
    flavour('veraPDF PDF/A-3b', '3b', renamed('/OutputIntents')),
    flavour('veraPDF PDF/UA-1', 'ua1', renamed('/StructParents')),
    {
      name: 'qpdf --check',
      why: needs('qpdf'),
      onSeals: false,
      of: ({ path }) => run('qpdf', ['--check', path]),
      spoil: renamed('/Pages'),
    },
    { name: 'pdfsig', why: needs('pdfsig'), onSeals: true, of: pdfsig, spoil: flippedByte },
    { name: 'openssl cms -cades', why: needs('openssl'), onSeals: true, of: cades, spoil: flippedByte },
    { name: 'openssl ts -verify', why: needs('openssl'), onSeals: true, of: stamps, spoil: otherStamp },
    { name: 'matkalasku verify', why: null, onSeals: true, of: ourselves, spoil: flippedByte },
    {
      name: 'pyHanko',
      spoil: flippedByte,
      why: 'why' in hanko ? hanko.why : null,
      onSeals: true,
      of: ({ path, root, level }) =>
        'python' in hanko
          ? run(hanko.python, [
              join(import.meta.dirname, 'seals.py'),
              root,
              path,
              level === 'PAdES-B-LT' ? 'long-term' : 'plain',
            ])
          : null,
    },
  ];
}

function passes(jar: string, flavour: string, path: string): Outcome {
  const outcome = run('java', [
    '-cp',
    jar,
    'org.verapdf.apps.GreenfieldCliWrapper',
    '-f',
    flavour,
    '--format',
    'text',
    '-v',
    path,
  ]);
  return { ok: outcome.ok && outcome.said.startsWith('PASS'), said: outcome.said };
}

/** Every seal valid, and the last one over the whole file. */
function pdfsig({ path, seals }: File): Outcome {
  const { said } = run('pdfsig', [path]);
  const valid = said.match(/Signature is Valid/g)?.length ?? 0;
  return { ok: valid === seals && said.includes('Total document signed'), said };
}

/** Each seal taken out of the file and checked as CMS with signed certificate (CAdES) over the bytes it names. */
function cades({ path, root, pdf, seals }: File): Outcome {
  const file = Buffer.from(pdf);
  const ranges = [...file.toString('latin1').matchAll(/\/ByteRange \[(\d+) +(\d+) +(\d+) +(\d+) *\]/g)];
  const outcomes = ranges.map((range, at): Outcome => {
    const [, start = 0, open = 0, close = 0, rest = 0] = range.map(Number);
    const content = `${path}.${at}.content`;
    const cms = `${path}.${at}.cms`;
    writeFileSync(content, Buffer.concat([file.subarray(start, start + open), file.subarray(close, close + rest)]));
    writeFileSync(cms, Buffer.from(file.subarray(open + 1, close - 1).toString('latin1'), 'hex'));
    const args = ['-verify', '-cades', '-binary', '-inform', 'DER', '-in', cms, '-content', content, '-CAfile', root];
    return run('openssl', ['cms', ...args, '-purpose', 'any', '-out', '/dev/null']);
  });
  return {
    ok: outcomes.length === seals && outcomes.every(({ ok }) => ok),
    said: outcomes.map(({ said }) => said).join('\n'),
  };
}

/** Each time stamp taken out of its seal and checked over the seal's own signature. */
function stamps({ path, root, pdf, level, seals }: File): Outcome | null {
  if (level === 'PAdES-B-B') return null;
  const outcomes = stampsOf(pdf).map(({ token, signature }, at): Outcome => {
    const [stamp, data] = [`${path}.${at}.tst`, `${path}.${at}.signature`];
    writeFileSync(stamp, token);
    writeFileSync(data, signature);
    return run('openssl', ['ts', '-verify', '-token_in', '-in', stamp, '-data', data, '-CAfile', root]);
  });
  const ok = outcomes.length === seals && outcomes.every((each) => each.ok);
  return { ok, said: outcomes.map(({ said }) => said).join('\n') };
}

/** What this service itself says of the file. The sample claims are not what the engine comes to: its answer is theirs. */
async function ourselves({ pdf, rootPem, seals, level }: File): Promise<Outcome> {
  const report = await verifyPdf(pdf, { recalculate: ({ evaluation }) => evaluation, trustedPem: [rootPem] });
  const all = report.signatures.every((seal) => seal.valid && seal.trusted && seal.level === level);
  return {
    ok: report.valid && report.verdict === 'intact' && all && report.signatures.length === seals,
    said: report.summary.en,
  };
}

/** A name written otherwise, with the same number of bytes. */
const renamed = (name: string) => (pdf: Buffer) =>
  Buffer.from(pdf.toString('latin1').replaceAll(name, `/X${name.slice(2)}`), 'latin1');

/** One byte of what is sealed. */
function flippedByte(pdf: Buffer): Buffer {
  const changed = Buffer.from(pdf);
  const at = changed.indexOf('/OutputIntent ');
  changed[at + 3] = (changed[at + 3] ?? 0) ^ 1;
  return changed;
}

/** One letter near the end of each seal, where the time stamp's own signature stands. */
function otherStamp(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  return Buffer.from(
    text.replaceAll(
      /([0-9a-f]{8})(0{200,}>)/g,
      (_, last: string, rest: string) => `${last.replace(/[0-9a-f]$/, (c) => (c === '1' ? '2' : '1'))}${rest}`,
    ),
    'latin1',
  );
}

/** A check that stays green over a spoilt file is a fault of the check. */
async function turnsRed(check: Check, file: File): Promise<boolean> {
  const pdf = check.spoil(Buffer.from(file.pdf));
  const path = file.path.replace('.pdf', '-spoilt.pdf');
  writeFileSync(path, pdf);
  try {
    return !(await check.of({ ...file, pdf: new Uint8Array(pdf), path }))?.ok;
  } catch {
    // So spoilt that it cannot be taken apart: red too.
    return true;
  }
}

async function main(): Promise<number> {
  const authority = await startAuthority();
  const made = await specimens(authority).finally(() => authority.close());
  mkdirSync(folder, { recursive: true });
  const files = made.map((specimen): File => {
    const [path, root] = [join(folder, `${specimen.name}.pdf`), join(folder, `${specimen.name}.pem`)];
    writeFileSync(path, specimen.pdf);
    writeFileSync(root, specimen.rootPem);
    return { ...specimen, path, root };
  });
  for (const { name, pages, seals, level } of files)
    console.log(`specimen ${name}: ${pages} pages, ${seals === 0 ? 'no seal' : `${seals} seals, ${level}`}`);
  let faults = 0;
  for (const check of checks()) {
    if (check.why === null) faults += await faultsOf(check, files);
    else console.log(`not run  ${check.name}: ${check.why}`);
  }
  console.log(`${faults === 0 ? 'No faults' : `${faults} faults`}; the files are in ${folder}`);
  return faults === 0 ? 0 : 1;
}

async function faultsOf(check: Check, files: File[]): Promise<number> {
  let faults = 0;
  const sample = files.find(({ level }) => level === 'PAdES-B-LT');
  if (sample && !(await turnsRed(check, sample))) {
    faults += 1;
    console.log(`FAULT    ${check.name}: stays green over a spoilt file`);
  }
  for (const file of files) {
    const outcome = check.onSeals && file.seals === 0 ? null : await check.of(file);
    if (outcome === null) continue;
    if (outcome.ok) {
      console.log(`good     ${check.name}: ${file.name} (${readFileSync(file.path).length} bytes)`);
      continue;
    }
    faults += 1;
    console.log(`FAULT    ${check.name}: ${file.name}\n${outcome.said.split('\n').slice(0, 20).join('\n')}`);
  }
  return faults;
}

process.exitCode = await main();
