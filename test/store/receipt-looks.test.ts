import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepLooks } from '../../src/jobs/keep-looks.ts';
import { SAME_PAPER, turned } from '../../src/receipt/look.ts';
import { type Database, openDatabase } from '../../src/store/db.ts';
import { keepFile } from '../../src/store/files.ts';
import { alikeFiles, receiptLooks } from '../../src/store/schema-duplicates.ts';
import { emptyPostgres, engines, TODAY, temporaryFolder } from '../service.ts';

/** Looks kept in the database, and the files found to be of the same paper. */

const LOOK = `0${'110100111'.repeat(29)}`.slice(0, 256);
/** The look with so many of its last bits changed. */
const off = (bits: number): string =>
  LOOK.slice(0, 256 - bits) + [...LOOK.slice(256 - bits)].map((bit) => String(1 - Number(bit))).join('');
const page = (look: string, number = 1) => ({ page: number, look, nearby: [] });

describe.each(engines)('looks on %s', (engine) => {
  let database: Database;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeAll(async () => {
    folder = temporaryFolder();
    const databaseUrl = engine === 'postgresql' ? await emptyPostgres() : null;
    database = await openDatabase({ dataDir: folder.folder, databaseUrl });
  });
  afterAll(async () => {
    await database?.close();
    folder?.remove();
  });
  beforeEach(async () => {
    await database.db.delete(alikeFiles);
    await database.db.delete(receiptLooks);
  });

  const aFile = () => keepFile(database.db, Buffer.from(randomUUID()), 'image/jpeg', TODAY);
  const keep = async (...looks: ReturnType<typeof page>[]) => {
    const sha256 = await aFile();
    await database.db.transaction((tx) => keepLooks(tx, sha256, looks));
    return sha256;
  };
  const found = () => database.db.select().from(alikeFiles);

  test(`${SAME_PAPER} bits are the same paper, ${SAME_PAPER + 1} are not`, async () => {
    await keep(page(LOOK));
    await keep(page(off(SAME_PAPER + 1)));
    expect(await found()).toEqual([]);
    await database.db.delete(receiptLooks);
    await keep(page(LOOK));
    await keep(page(off(SAME_PAPER)));
    expect(await found()).toMatchObject([{ distance: SAME_PAPER }]);
  });

  test('the nearest pages of two files are told, whichever turn they are in', async () => {
    const first = await keep(page(turned(off(100))[1] ?? '', 1), page(turned(LOOK)[3] ?? '', 2));
    const second = await keep(page(off(30), 1), page(off(7), 2), page(off(20), 3));
    const [one, other] = [first, second].toSorted();
    expect(await found()).toEqual([{ one, other, onePage: 2, otherPage: 2, distance: 7 }]);
  });

  test('the same bytes a second time change nothing, and a file without a look has none', async () => {
    await keep(page(LOOK));
    const again = await keep(page(off(3)));
    const before = await found();
    await database.db.transaction((tx) => keepLooks(tx, again, [page(LOOK)]));
    expect(await found()).toEqual(before);
    await keep();
    expect(await database.db.select().from(receiptLooks)).toHaveLength(2);
  });

  test('of very many that look the same the 20 nearest are kept', async () => {
    for (let bits = 1; bits <= 22; bits += 1) await keep(page(off(bits)));
    await database.db.delete(alikeFiles);
    await keep(page(LOOK));
    const distances = (await found()).map(({ distance }) => distance).toSorted((a, b) => a - b);
    expect(distances).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('two that come at the very same time see each other', async () => {
    const sha256 = await aFile();
    let second: Promise<string> | undefined;
    await database.db.transaction(async (tx) => {
      await keepLooks(tx, sha256, [page(LOOK)]);
      second = keep(page(off(5)));
      // The first is not committed yet while the other is on its way.
      await setTimeout(400);
    });
    await second;
    expect(await found()).toHaveLength(1);
  });
});
