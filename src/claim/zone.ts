/**
 * Time zones by their IANA name. Asking Intl for an offset costs microseconds, so each zone keeps the offset changes of
 * the years it was asked about; after that an offset is a look at a short list.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** No zone changes its offset twice within this time, so that looking this often misses none. */
const STEP = 10 * DAY;
/** Zones and years kept at most: the names come from outside. */
const MOST_KEPT = 600;

/** One stretch of time with the same offset from UTC, all in milliseconds; `until` is the first instant after it. */
interface Stretch {
  from: number;
  until: number;
  offset: number;
}

export class Zone {
  readonly name: string;
  private readonly clock: Intl.DateTimeFormat;
  private readonly years = new Map<number, Stretch[]>();
  /** The stretch asked about last: a trip's times nearly always lie in one. */
  private last: Stretch = { from: 0, until: 0, offset: 0 };

  constructor(name: string, clock: Intl.DateTimeFormat) {
    this.name = name;
    this.clock = clock;
  }

  /** Offset from UTC at an instant, in milliseconds: +7 200 000 in Helsinki in winter. */
  offsetAt(instant: number): number {
    if (this.last.from <= instant && instant < this.last.until) return this.last.offset;
    const stretches = this.stretchesOf(new Date(instant).getUTCFullYear());
    this.last = stretches.find((stretch) => instant < stretch.until) ?? this.last;
    return this.last.offset;
  }

  private stretchesOf(year: number): Stretch[] {
    const kept = this.years.get(year);
    if (kept) return kept;
    const found = this.searchYear(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
    if (this.years.size >= MOST_KEPT) this.years.clear();
    this.years.set(year, found);
    return found;
  }

  private searchYear(start: number, end: number): Stretch[] {
    let last: Stretch = { from: start, until: end, offset: this.ask(start) };
    const stretches = [last];
    for (let before = start; before < end; before += STEP) {
      const after = Math.min(before + STEP, end);
      const offset = this.ask(after);
      if (offset === last.offset) continue;
      last.until = this.changeBetween(before, after, last.offset);
      last = { from: last.until, until: end, offset };
      stretches.push(last);
    }
    return stretches;
  }

  /** The minute at which the offset stops being `offset`. */
  private changeBetween(before: number, after: number, offset: number): number {
    let [low, high] = [before, after];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / (2 * MINUTE)) * MINUTE;
      if (this.ask(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }

  private ask(instant: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.clock.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  }
}

const zones = new Map<string, Zone>();

/** The zone of an IANA name, or null when there is none. A bare offset (`+02:00`) is not a zone: it has no summer time. */
export function zoneOf(name: string): Zone | null {
  const kept = zones.get(name);
  if (kept) return kept;
  const clock = /^[A-Za-z]/.test(name) ? clockOf(name) : null;
  if (!clock) return null;
  const zone = new Zone(name, clock);
  if (zones.size >= MOST_KEPT) zones.clear();
  zones.set(name, zone);
  return zone;
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // Intl has no other way to tell that it does not know a zone.
    return null;
  }
}
