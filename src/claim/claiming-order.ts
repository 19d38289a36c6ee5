type Listed = { start: string; end: string; fileBy: string | null };

/**
 * Meetings in the order in which a member claims for them: those that were, the earliest last day to file first; then those
 * still to come, the nearest first. `today` as `2026-03-10`.
 */
export function inClaimingOrder<M extends Listed>(meetings: readonly M[], today: string): M[] {
  const isToCome = ({ end }: Listed) => end.slice(0, 10) > today;
  const [coming, been] = [meetings.filter(isToCome), meetings.filter((each) => !isToCome(each))];
  return [
    ...been.toSorted((one, other) => (one.fileBy ?? NEVER).localeCompare(other.fileBy ?? NEVER)),
    ...coming.toSorted((one, other) => one.start.localeCompare(other.start)),
  ];
}

/** After every date: without a last day there is no hurry. */
const NEVER = '9999-12-31';
