import type { ReactNode } from 'react';
import { Crossings } from './crossings.tsx';
import { Stays } from './stays.tsx';

/** What a trip abroad is paid by: the countries one was in, and the ships and flights between them. */
export const AbroadRows = (): ReactNode => (
  <>
    <Stays />
    <Crossings />
  </>
);
