import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Memory of this process and all that descend from it, from Linux's /proc. */

const KIB_PER_MIB = 1024;

export const canWatch = existsSync('/proc/self/status');

/** Parent of a process, or null when it has ended meanwhile. */
function parentOf(pid: number): number | null {
  const [, parent] = /^PPid:\t(\d+)$/m.exec(statusOf(pid)) ?? [];
  return parent ? Number(parent) : null;
}

/** A process may end between being listed and being looked at: its status is then empty. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}

const mebibytes = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB$/m.exec(statusOf(pid))?.[1] ?? 0) / KIB_PER_MIB;

/** This process and its descendants. */
export function family(root = process.pid): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const children = Map.groupBy(pids, (pid) => parentOf(pid) ?? -1);
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

export type Peak = { allMb: number; largestChildMb: number; parentMb: number; processes: number };

/** Looks at the memory again and again; `stop` tells the most that was seen. Resident sizes: shared pages count twice. */
export function watchMemory(everyMs = 50): { stop: () => Peak } {
  const peak: Peak = { allMb: 0, largestChildMb: 0, parentMb: 0, processes: 0 };
  const look = () => {
    const [parent = 0, ...children] = family().map(mebibytes);
    const all = children.reduce((sum, each) => sum + each, parent);
    peak.parentMb = Math.max(peak.parentMb, parent);
    peak.largestChildMb = Math.max(peak.largestChildMb, ...children);
    if (all > peak.allMb) Object.assign(peak, { allMb: all, processes: children.length + 1 });
  };
  const timer = setInterval(look, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}
