/** Moves the reader to the place a missing thing or a finding speaks of: its field, else its row, else its section. */

const FOCUSABLE = 'input:not([type=hidden]), select, textarea, button, a[href]';

const shorter = (path: string): string => {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut > 0 ? path.slice(0, cut) : '';
};

const sectionOf: Record<string, string> = {
  receipts: 'section-receipts',
  expenses: 'section-receipts',
  trip: 'section-trip',
  legs: 'section-trip',
  mileage: 'section-trip',
  payment: 'section-payment',
  lateReason: 'section-meeting',
  attachments: 'section-meeting',
  claim: 'section-meeting',
};

const elementFor = (path: string): HTMLElement | null => {
  for (let at = path; at !== ''; at = shorter(at)) {
    const found = document.getElementById(at);
    if (found) return found;
  }
  const root = /^\w+/.exec(path)?.[0] ?? '';
  return document.getElementById(sectionOf[root] ?? '');
};

const emptyFirst = (element: HTMLElement): HTMLElement => {
  if (element.matches(FOCUSABLE)) return element;
  const inside = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const empty = inside.find((one) => 'value' in one && one.value === '' && !one.matches('button'));
  return empty ?? inside[0] ?? element;
};

export const focusPath = (path: string): void => {
  const place = elementFor(path);
  if (!place) return;
  const target = emptyFirst(place);
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
};
