import type { ClaimDraft, SavedDraft } from '../claim/draft.ts';
import { openDraft } from '../claim/new-draft.ts';

/**
 * Saves a draft by itself: a copy on the device at once, on the server a moment after the last change, one save at a
 * time. Knows nothing of HTTP or React; `save`, the storage and the timer are given to it.
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
}

interface Options {
  key: string;
  revision: number;
  draft: ClaimDraft;
  save: (revision: number, draft: ClaimDraft) => Promise<SaveOutcome>;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Runs something later; gives back a way to call it off. */
  later: (run: () => void, ms: number) => () => void;
}

const QUIET_MS = 600;
const RETRY_MS = 5_000;

interface Copy {
  revision: number;
  draft: ClaimDraft;
}

const readCopy = (options: Options): Copy | null => {
  const text = options.storage.getItem(options.key);
  if (!text) return null;
  try {
    const copy = JSON.parse(text) as { revision: number; draft: SavedDraft };
    return { ...copy, draft: openDraft(copy.draft) };
  } catch {
    return null;
  }
};

/** Where to start: from the server's draft, or from a copy that a closed tab left unsaved. */
const begin = (options: Options): DraftState => {
  const fresh: DraftState = { draft: options.draft, revision: options.revision, status: 'saved', detail: '' };
  const copy = readCopy(options);
  if (!copy || JSON.stringify(copy.draft) === JSON.stringify(options.draft)) return fresh;
  const status = copy.revision === options.revision ? 'changed' : 'conflict';
  return { ...fresh, draft: copy.draft, status };
};

export class DraftStore {
  private state: DraftState;
  private readonly options: Options;
  private readonly listeners = new Set<() => void>();
  private saving: Promise<void> | null = null;
  private callOff: () => void = () => undefined;

  constructor(options: Options) {
    this.options = options;
    this.state = begin(options);
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
    if (this.state.status !== 'saved') await this.saveOnce();
    return this.state.status === 'saved';
  }

  /** After a conflict: the other version replaces this one. */
  takeTheirs(revision: number, draft: ClaimDraft): void {
    this.callOff();
    this.options.storage.removeItem(this.options.key);
    this.set({ draft, revision, status: 'saved', detail: '' });
  }

  /** After a conflict: this version is saved over the other. */
  keepMine(revision: number): void {
    this.set({ revision, status: 'changed' });
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
    const copy: Copy = { revision: this.state.revision, draft: this.state.draft };
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
    if (outcome.kind === 'saved') {
      const same = this.state.draft === draft;
      this.set({ revision: outcome.revision, status: same ? 'saved' : 'changed', detail: '' });
      if (same) this.options.storage.removeItem(this.options.key);
      else this.keepCopy();
      return;
    }
    this.set({ status: outcome.kind, detail: outcome.kind === 'refused' ? outcome.detail : '' });
    if (outcome.kind === 'unreachable') this.schedule(RETRY_MS);
  }
}
