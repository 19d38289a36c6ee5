/**
 * Files on the device until the server has acknowledged them: a killed tab, a reload or an empty battery loses no
 * picture. The bytes are those of the file that was chosen, never changed.
 */

export interface KeptFile {
  id: string;
  /** The claim it is for, or the pass of the phone that took it. */
  claimId: string;
  file: File;
  /** Where the server takes the rest; null until the sending was begun. */
  url: string | null;
  keptAt: number;
}

const DATABASE = 'matkalasku';
const STORE = 'files';
/** A device may be shared: what nobody came back to send does not stay on it. */
const KEEP_MS = 7 * 24 * 3_600_000;

/** What could not be written to the device (private window, full disk) is kept as long as the page is open. */
const inMemory = new Map<string, KeptFile>();

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened: Promise<IDBDatabase> | null = null;

const open = (): Promise<IDBDatabase> => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('claimId', 'claimId');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('the files of the device are in use by an older page'));
  });
  return opened;
};

const store = async (mode: IDBTransactionMode): Promise<IDBObjectStore> =>
  (await open()).transaction(STORE, mode).objectStore(STORE);

/** On the device, or where it has no room for it, in memory. */
export const keepFile = async (kept: KeptFile): Promise<void> => {
  inMemory.set(kept.id, kept);
  try {
    await settled((await store('readwrite')).put(kept));
    inMemory.delete(kept.id);
  } catch {
    // Still in memory: it is sent all the same, and only a killed tab would lose it.
  }
};

const onDevice = async (claimId: string): Promise<KeptFile[]> => {
  try {
    return await settled<KeptFile[]>((await store('readonly')).index('claimId').getAll(claimId));
  } catch {
    return [];
  }
};

/** The files of a claim that wait to be sent, oldest first. What is too old goes. */
export const keptFiles = async (claimId: string): Promise<KeptFile[]> => {
  const all = [...(await onDevice(claimId)), ...[...inMemory.values()].filter((one) => one.claimId === claimId)];
  const old = all.filter((one) => one.keptAt + KEEP_MS < Date.now());
  await Promise.all(old.map((one) => forgetFile(one.id)));
  return all.filter((one) => !old.includes(one)).sort((one, other) => one.keptAt - other.keptAt);
};

/** The file as it is kept now; null when it was sent or given up meanwhile, perhaps in another tab. */
export const keptFile = async (id: string): Promise<KeptFile | null> => {
  const here = inMemory.get(id);
  if (here) return here;
  try {
    return (await settled<KeptFile | undefined>((await store('readonly')).get(id))) ?? null;
  } catch {
    return null;
  }
};

export const forgetFile = async (id: string): Promise<void> => {
  inMemory.delete(id);
  try {
    await settled((await store('readwrite')).delete(id));
  } catch {
    // Sent once more after the next start, it is the same receipt again.
  }
};

/** At signing out: no picture stays on a shared device. */
export const forgetAllFiles = async (): Promise<void> => {
  inMemory.clear();
  try {
    await settled((await store('readwrite')).clear());
  } catch {
    // Nothing was kept on a device that has no room for it.
  }
};
