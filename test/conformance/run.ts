import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAuthority } from '../document/authority.ts';
import { type Specimen, specimens } from './documents.ts';
import { isThere, type Outcome, pyHanko, run, veraPdf } from './tools.ts';

/**
 * `npm run conformance`: makes claim documents of one to many pages, sealed once and twice, with and without time stamps,
 * and lets every validator that can be had look at them. Exit 1 when one finds anything; what could not be run is said.
 */
type File = Specimen & { path: string; root: string };
type Check = { name: string; why: string | null; of: (file: File) => Outcome | null };

const cache = join(import.meta.dirname, '../../node_modules/.cache/conformance');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));

const needs = (program: string): string | null => (isThere(program) ? null : `there is no ${program}`);

function checks(): Check[] {
  const vera = veraPdf(cache);
  const hanko = pyHanko(cache);
  const flavour = (name: string, id: string): Check => ({
    name,
    why: 'why' in vera ? vera.why : null,
    of: ({ path }) => ('jar' in vera ? passes(vera.jar, id, path) : null),
  });
  return [
    flavour('veraPDF PDF/A-3b', '3b'),
    flavour('veraPDF PDF/UA-1', 'ua1'),
    { name: 'qpdf --check', why: needs('qpdf'), of: ({ path }) => run('qpdf', ['--check', path]) },
    { name: 'pdfsig', why: needs('pdfsig'), of: pdfsig },
    { name: 'openssl cms -cades', why: needs('openssl'), of: cades },
    {
      name: 'pyHanko',
      why: 'why' in hanko ? hanko.why : null,
      of: ({ path, root, longTerm }) =>
        'python' in hanko
          ? run(hanko.python, [join(import.meta.dirname, 'seals.py'), root, path, longTerm ? 'long-term' : 'plain'])
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

async function main(): Promise<number> {
  const authority = await startAuthority();
  const made = await specimens(authority).finally(() => authority.close());
  mkdirSync(folder, { recursive: true });
  const files = made.map((specimen): File => {
    const [path, root] = [join(folder, `${specimen.name}.pdf`), join(folder, 'root.pem')];
    writeFileSync(path, specimen.pdf);
    writeFileSync(root, specimen.rootPem);
    return { ...specimen, path, root };
  });
  let faults = 0;
  for (const check of checks()) {
    if (check.why !== null) {
      console.log(`not run  ${check.name}: ${check.why}`);
      continue;
    }
    for (const file of files) {
      const outcome = check.of(file);
      if (outcome?.ok) console.log(`good     ${check.name}: ${file.name} (${readFileSync(file.path).length} bytes)`);
      else {
        faults += 1;
        console.log(`FAULT    ${check.name}: ${file.name}\n${outcome?.said.split('\n').slice(0, 20).join('\n')}`);
      }
    }
  }
  console.log(`${faults === 0 ? 'No faults' : `${faults} faults`}; the files are in ${folder}`);
  return faults === 0 ? 0 : 1;
}

process.exitCode = await main();
