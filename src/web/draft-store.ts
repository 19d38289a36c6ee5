import type { ClaimDraft, SavedDraft } from '../claim/draft.ts';
import { type Clash, mergeDrafts, withValueAt } from '../claim/merge-drafts.ts';
import { openDraft } from '../claim/new-draft.ts';

/**
 * Saves a draft by itself: a copy on the device at once, on the server a moment after the last change, one save at a
 * time. What was changed elsewhere meanwhile is joined in; where both changed the same thing, a person chooses. Knows
 * nothing of HTTP or React; `save`, `load`, the storage and the timer are given to it.
 */

export type SaveOutcome =
  | { kind: 'saved'; revision: number }
  | { kind: 'conflict' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; detail: string };

export type SaveStatus = 'saved' | 'changed' | 'unreachable' | 'conflict' | 'refused';

export interface DraftState {
  readonly draft: ClaimDraft;
  readonly revision: number;
  readonly status: SaveStatus;
  readonly detail: string;
  /** Values that were changed here and elsewhere, each to be chosen; the draft has those of here. */
  readonly clashes: readonly Clash[];
  /** Changes made elsewhere were joined into those made here. */
  readonly joined: boolean;
}

type Version = { revision: number; draft: ClaimDraft };

interface Options extends Version {
  key: string;
  save: (revision: number, draft: ClaimDraft) => Promise<SaveOutcome>;
  /** The draft as the server has it now; rejects when it cannot be asked. */
  load: () => Promise<Version>;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Runs something later; gives back a way to call it off. */
  later: (run: () => void, ms: number) => () => void;
}

const QUIET_MS = 600;
const RETRY_MS = 5_000;

/** What is written and not yet saved, with what it began from: null in copies kept by older pages. */
type Copy = Version & { base: ClaimDraft | null };

const readCopy = (options: Options): Copy | null => {
  const text = options.storage.getItem(options.key);
  if (!text) return null;
  try {
    const copy = JSON.parse(text) as { revision: number; draft: SavedDraft; base?: SavedDraft };
    return { revision: copy.revision, draft: openDraft(copy.draft), base: copy.base ? openDraft(copy.base) : null };
  } catch {
    return null;
  }
};

const quiet = { detail: '', clashes: [], joined: false };

/** What is here and what is elsewhere, as one; clashes keep it from being saved until they are chosen. */
const joinedWith = (theirs: Version, base: ClaimDraft | null, mine: ClaimDraft): DraftState => {
  const { draft, clashes } = mergeDrafts(base, mine, theirs.draft);
  const status = clashes.length > 0 ? 'conflict' : 'changed';
  return { ...quiet, draft, revision: theirs.revision, status, clashes, joined: true };
};

/** Where to start: from the server's draft, or from a copy that a closed tab left unsaved. */
const begin = (options: Options, copy: Copy | null): DraftState => {
  const { draft, revision } = options;
  if (!copy || JSON.stringify(copy.draft) === JSON.stringify(draft)) {
    return { ...quiet, draft, revision, status: 'saved' };
  }
  if (copy.revision === revision) return { ...quiet, draft: copy.draft, revision, status: 'changed' };
  return joinedWith(options, copy.base, copy.draft);
};

export class DraftStore {
  private state: DraftState;
  /** What the changes here began from: it stays until a clash is chosen, so that a reload asks again. */
  private from: { revision: number; draft: ClaimDraft | null };
  /** The version that clashed with the changes here. */
  private theirs: Version;
  private readonly options: Options;
  private readonly listeners = new Set<() => void>();
  private saving: Promise<void> | null = null;
  private callOff: () => void = () => undefined;

  constructor(options: Options) {
    this.options = options;
    const { revision, draft } = options;
    const copy = readCopy(options);
    this.theirs = { revision, draft };
    this.state = begin(options, copy);
    const clashed = copy !== null && this.state.status === 'conflict';
    this.from = clashed ? { revision: copy.revision, draft: copy.base } : this.theirs;
    if (this.state.status === 'saved') this.options.storage.removeItem(options.key);
    if (this.state.status === 'changed') this.schedule(QUIET_MS);
  }

  snapshot = (): DraftState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes the draft; nothing happens when the change leaves it as it was. */
  change(update: (draft: ClaimDraft) => ClaimDraft): void {
    const draft = update(this.state.draft);
    if (draft === this.state.draft) return;
    const conflict = this.state.status === 'conflict';
    this.set({ draft, status: conflict ? 'conflict' : 'changed' });
    this.keepCopy();
    if (!conflict) this.schedule(QUIET_MS);
  }

  /** Saves now what is not yet saved, and waits for it. True when all of it is on the server. */
  async flush(): Promise<boolean> {
    this.callOff();
    while (this.saving) await this.saving;
    if (this.state.status !== 'saved' && this.state.status !== 'conflict') await this.saveOnce();
    return this.state.status === 'saved';
  }

  /** A newer version of the server's, while nothing here is unsaved. */
  takeTheirs(revision: number, draft: ClaimDraft): void {
    this.callOff();
    this.from = { revision, draft };
    this.options.storage.removeItem(this.options.key);
    this.set({ ...quiet, draft, revision, status: 'saved' });
  }

  /** After a clash: those values of elsewhere are taken, the others stay as they are here. */
  choose(theirs: readonly Clash[]): void {
    const draft = theirs.reduce((now, clash) => withValueAt(now, clash.path, clash.theirs), this.state.draft);
    this.from = this.theirs;
    this.set({ draft, clashes: [], status: 'changed' });
    this.keepCopy();
    this.schedule(0);
  }

  /** Tries again when the network says that it is back. */
  retry(): void {
    if (this.state.status === 'unreachable') this.schedule(0);
  }

  stop(): void {
    this.callOff();
  }

  private set(part: Partial<DraftState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }

  private keepCopy(): void {
    const copy: Copy = { revision: this.from.revision, draft: this.state.draft, base: this.from.draft };
    try {
      this.options.storage.setItem(this.options.key, JSON.stringify(copy));
    } catch {
      // A full or forbidden storage must not stop the writing; the server still gets everything.
    }
  }

  private schedule(ms: number): void {
    this.callOff();
    this.callOff = this.options.later(() => void this.saveOnce(), ms);
  }

  private saveOnce(): Promise<void> {
    if (this.saving) return this.saving;
    this.saving = this.save().finally(() => {
      this.saving = null;
      if (this.state.status === 'changed') this.schedule(QUIET_MS);
    });
    return this.saving;
  }

  private async save(): Promise<void> {
    const { draft, revision } = this.state;
    const outcome = await this.options.save(revision, draft);
    if (outcome.kind === 'conflict') return this.join();
    if (outcome.kind === 'saved') {
      this.from = { revision: outcome.revision, draft };
      const same = this.state.draft === draft;
      this.set({ revision: outcome.revision, status: same ? 'saved' : 'changed', detail: '' });
      if (same) this.options.storage.removeItem(this.options.key);
      else this.keepCopy();
      return;
    }
    this.set({ status: outcome.kind, detail: outcome.kind === 'refused' ? outcome.detail : '' });
    if (outcome.kind === 'unreachable') this.schedule(RETRY_MS);
  }

  /** The claim was changed elsewhere: what was changed there and here becomes one. */
  private async join(): Promise<void> {
    try {
      const theirs = await this.options.load();
      this.theirs = theirs;
      this.set(joinedWith(theirs, this.from.draft, this.state.draft));
      if (this.state.status !== 'conflict') this.from = theirs;
      this.keepCopy();
    } catch {
      this.set({ status: 'unreachable' });
      this.schedule(RETRY_MS);
    }
  }
}
