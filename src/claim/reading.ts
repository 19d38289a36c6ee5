import { z } from 'zod';
import { ExpenseKind, Language, Meal } from './claim.ts';
import { parkingPlaces } from './codes.ts';

/** Place on a page as fractions of its width and height: x, y, width, height. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/** Page (from 1) and box of a value; null in readings kept before places were. */
const somewhere = { page: z.int().nullable().default(null), box: Box.nullable().default(null) };
const place = { confidence: z.number(), page: z.int(), box: Box };
const located = { ...place, sure: z.boolean() };

/** A value with its place, or null when it was not found. */
const found = <T extends z.ZodType>(value: T) =>
  z
    .object({ value, ...place })
    .nullable()
    .default(null);

/** Time of day as `06:40`. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * One way that a ticket or a taxi slip shows (matka / resa), in the order of the paper: a return ticket has two.
 * `date` is the day of travel, not of the purchase; `arrivalDate` only where the paper prints one.
 */
export const ReadRoute = z.object({
  from: found(z.string()),
  to: found(z.string()),
  km: found(z.number()),
  date: found(z.iso.date()),
  departure: found(Clock),
  arrivalDate: found(z.iso.date()),
  arrival: found(Clock),
});
export type ReadRoute = z.infer<typeof ReadRoute>;

/** What a bill of a hotel (majoituslasku / logiräkning) says besides its sum. */
export const ReadLodging = z.object({
  arrival: found(z.iso.date()),
  departure: found(z.iso.date()),
  /** How many nights the bill itself counts. */
  nightCount: found(z.int()),
  /** Dates of the evenings, from arrival to departure; empty when the bill does not tell them. */
  nights: z.array(z.iso.date()).default([]),
  /** Meals on the bill other than breakfast together, in cents: they are no lodging (§ 5). Null when it has none. */
  mealsCents: z.int().nullable().default(null),
  meals: z.array(z.object({ name: z.string(), cents: z.int(), ...place })).default([]),
  /** Breakfast in the price of the room, or as a row of its own with its cents. */
  breakfast: z
    .object({ included: z.boolean(), cents: z.int().nullable(), ...place })
    .nullable()
    .default(null),
});
export type ReadLodging = z.infer<typeof ReadLodging>;

/** Where and how long a car stood (pysäköinti / parkering). `from` and `to` as `2026-03-10T08:02`, or the day alone. */
export const ReadParking = z.object({
  place: found(z.string()),
  /** The place by its kind, where the words of the paper tell (§ 7). */
  site: found(z.enum(parkingPlaces)),
  from: found(z.string()),
  to: found(z.string()),
  /** Started days of 24 hours, as printed or between `from` and `to`. */
  days: found(z.int()),
});
export type ReadParking = z.infer<typeof ReadParking>;

export const paymentMethods = ['card', 'cash', 'mobile', 'invoice'] as const;

/** Who gave a meal that the paper says is in the price: the arranger of the course, the ticket, or the room. */
export const ReadMeal = z.object({ meal: Meal, source: z.enum(['organiser', 'ticket', 'room']), ...place });

/** What a person is told of the reading itself; each has a sentence in `texts/<language>/web.json`. */
export const readingNotices = ['several-receipts', 'file-damaged', 'vat-rate-not-of-date'] as const;
export const ReadingNotice = z.enum(readingNotices);
export type ReadingNotice = z.infer<typeof ReadingNotice>;

/** Quarter turns clockwise, in degrees, that put a page upright as it is shown. */
export const Turn = z.literal([0, 90, 180, 270]);
export type Turn = z.infer<typeof Turn>;

/** What was read off a receipt (kuitti / kvitto). A field that was not found is null: nothing is guessed. */
export const Reading = z.object({
  sha256: z.string(),
  pages: z.int(),
  via: z.enum(['ocr', 'text-layer']),
  total: z.object({ cents: z.int(), currency: z.string(), ...located }).nullable(),
  date: z.object({ value: z.iso.date(), ...located }).nullable(),
  time: z.object({ value: z.string(), confidence: z.number(), ...somewhere }).nullable(),
  merchant: z
    .object({ value: z.string(), businessId: z.string().nullable(), confidence: z.number(), ...somewhere })
    .nullable(),
  /** The business id (Y-tunnus / FO-nummer) with its place; its check figure is right. */
  businessId: found(z.string()),
  vat: z.array(
    z.object({
      rate: z.number(),
      netCents: z.int(),
      vatCents: z.int(),
      grossCents: z.int(),
      confidence: z.number().nullable().default(null),
      ...somewhere,
    }),
  ),
  /** How it was paid, and the sum of that line; of several ways the largest sum. */
  payment: z
    .object({ method: z.enum(paymentMethods), cents: z.int().nullable(), ...place })
    .nullable()
    .default(null),
  receiptNumber: found(z.string()),
  kind: z.object({ value: ExpenseKind, confidence: z.number(), ...somewhere }).nullable(),
  routes: z.array(ReadRoute).default([]),
  lodging: ReadLodging.nullable().default(null),
  parking: ReadParking.nullable().default(null),
  mealsIncluded: z.array(Meal),
  /** The meals of `mealsIncluded` with their giver and place. */
  meals: z.array(ReadMeal).default([]),
  language: Language.nullable(),
  candidates: z.object({
    total: z.array(z.object({ cents: z.int(), currency: z.string(), confidence: z.number(), page: z.int(), box: Box })),
  }),
  notices: z.array(ReadingNotice).default([]),
  /** The turn of each page, first page first; boxes are places on the page as turned. Empty: none was turned. */
  turned: z.array(Turn).default([]),
  /**
   * Plain text of the pages in reading order, a form feed between two pages (none in older readings); becomes the
   * alternative text of the pictures in the claim document.
   */
  text: z.string(),
  ms: z.int(),
});
export type Reading = z.infer<typeof Reading>;
/** A reading as it may stand in the database: kept before the reader found all it finds now. */
export type SavedReading = z.input<typeof Reading>;

/** A kept reading as it is handed out: what the reader did not look for then is null or empty. */
export const openReading = (saved: SavedReading): Reading => Reading.parse(saved);

/** Why a file could not be read as a receipt; each has a sentence in `texts/<language>/problems.json`. */
export const readingFailures = [
  'file-empty',
  'file-type-unknown',
  'file-broken',
  'file-encrypted',
  'too-many-pages',
  'too-many-pixels',
  'reading-timed-out',
  'reader-crashed',
  'reader-out-of-memory',
] as const;
export const ReadingFailure = z.enum(readingFailures);
export type ReadingFailure = z.infer<typeof ReadingFailure>;
