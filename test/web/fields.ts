import type { Page } from 'playwright-core';

/**
 * Counts what a person has to give before a claim is sent. A field is one value that the person types, chooses, ticks or
 * confirms; the page itself counts, from the events a person makes: each field once, however often it is changed. The
 * name of the signature and the tick of the declaration are fields. Choosing the files is not: papers are no typing.
 */
export interface Count {
  fields: string[];
  presses: number;
}

type Counting = { matkalaskuCount?: { fields: string[]; presses: number } };

/** Begins to count on this page and on every page it goes to. */
export async function countFields(page: Page): Promise<void> {
  await page.evaluate(() => {
    const world = globalThis as unknown as Counting;
    if (world.matkalaskuCount) {
      world.matkalaskuCount = Object.assign(world.matkalaskuCount, { fields: [], presses: 0 });
      return;
    }
    const count = { fields: [] as string[], presses: 0 };
    world.matkalaskuCount = count;
    const nameOf = (element: HTMLElement): string => {
      const input = element as HTMLInputElement;
      const label = input.labels?.[0]?.textContent?.trim() ?? element.getAttribute('aria-label') ?? element.textContent;
      const group = element.closest('fieldset')?.querySelector('legend')?.textContent?.trim();
      return [group, label].filter(Boolean).join(' / ');
    };
    const note = (element: HTMLElement): void => {
      const name = nameOf(element);
      if (!count.fields.includes(name)) count.fields.push(name);
    };
    const isField = (element: Element): boolean =>
      element.matches('input:not([type=file]), select, textarea') && !element.matches('[type=hidden]');
    document.addEventListener(
      'input',
      (event) => {
        if (event.isTrusted && event.target instanceof HTMLElement && isField(event.target)) note(event.target);
      },
      true,
    );
    document.addEventListener(
      'click',
      (event) => {
        if (!(event.target instanceof Element)) return;
        const button = event.target.closest<HTMLElement>('button, a[href]');
        if (button) count.presses += 1;
        // A press that confirms a value, or takes an offered one, gives a value as typing it would.
        if (button?.closest('.doubt, .offer')) note(button);
      },
      true,
    );
  });
}

export const counted = (page: Page): Promise<Count> =>
  page.evaluate(() => (globalThis as unknown as Counting).matkalaskuCount ?? { fields: [], presses: 0 });
