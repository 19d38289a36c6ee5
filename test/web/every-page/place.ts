import type { Page } from 'playwright-core';
import type { Language } from '../../../src/claim/claim.ts';
import { said } from './words.ts';
import type { World } from './world.ts';

/** A page to be looked at, and what a person does there before it is looked at. */

type Who = 'jasen' | 'sihteeri' | 'assistentti' | 'talous' | 'paakayttaja';
type Role = Parameters<Page['getByRole']>[0];

export interface Place {
  /** Of its pictures. */
  name: string;
  /** As src/web/routes.tsx writes it. */
  route: string;
  /** Null: nobody is signed in. */
  who: Who | null;
  at: string | ((world: World) => string);
  /** The first heading: `area/key`, or what people named. */
  title: string | RegExp;
  stands: readonly (readonly [Role, string])[];
  /** What is done when one has come. */
  does?: (page: Page, world: World) => Promise<void>;
  /** Its picture in the README: so wide, so much of its height. */
  readme?: { file: string; width: number; height: number };
  /** What the browser itself tells of a refusal that belongs to the page. */
  refused?: number;
}

export const press =
  (role: 'button' | 'link', key: string) =>
  (page: Page): Promise<void> =>
    page
      .getByRole(role, { name: said('fi', key) })
      .first()
      .click();

/** Opens what is folded by its text. */
export const unfold =
  (key: string) =>
  (page: Page): Promise<void> =>
    page
      .locator('summary', { hasText: new RegExp(said('fi', key).source.slice(1, -1)) })
      .first()
      .click();

export const choose =
  (name: string, mimeType: string, bytes: (world: World) => Buffer) =>
  (page: Page, world: World): Promise<void> =>
    page.locator('main input[type=file]').setInputFiles({ name, mimeType, buffer: bytes(world) });

export const membersFile = 'Nimi;Sähköposti;Asema\nBertta Koe;bertta@example.invalid;jäsen\n';

export const titleOf = ({ title }: Place, language: Language): RegExp =>
  typeof title === 'string' ? said(language, title) : title;
