import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { temporaryFolder } from './service.ts';

/** A copy of the rule packs that a test may add a revision to, alter or take a file from. */
export type RuleFolder = {
  folder: string;
  url: URL;
  /** Writes `2026.2.yaml`: the pack of 2026 with another id and whatever else the test changes. */
  revise: (...changes: [from: string, to: string][]) => void;
  alter: (file: string, from: string, to: string) => void;
  take: (file: string) => void;
  remove: () => void;
};

export function ruleFolder(): RuleFolder {
  const { folder, remove } = temporaryFolder();
  cpSync(fileURLToPath(new URL('../rules', import.meta.url)), folder, { recursive: true });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const changed = (text: string, from: string, to: string) => {
    if (!text.includes(from)) throw new Error(`there is no ${from} to change`);
    return text.replace(from, to);
  };
  return {
    folder,
    url: pathToFileURL(`${folder}/`),
    revise: (...changes) => {
      const id: [string, string] = ['id: fi-state-2026.1', 'id: fi-state-2026.2'];
      const text = [id, ...changes].reduce((all, [from, to]) => changed(all, from, to), read('2026.yaml'));
      writeFileSync(join(folder, '2026.2.yaml'), text);
    },
    alter: (file, from, to) => writeFileSync(join(folder, file), changed(read(file), from, to)),
    take: (file) => rmSync(join(folder, file)),
    remove,
  };
}

/** The full per diem of 2026 in the pack, and as a later revision of the tests has it: one euro more. */
export const oneEuroMore: [string, string] = ['full: { value: "54.00"', 'full: { value: "55.00"'];
