import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** Kinds of columns that both databases (PGlite, PostgreSQL) take the same way. */

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // pg hands out Buffers and takes nothing else for bytea; PGlite takes any byte array.
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
});

/** A moment, kept in UTC. */
export const instant = () => timestamp({ withTimezone: true });
/** A sum in euro cents. */
export const cents = () => bigint({ mode: 'number' });
/** A row of 256 noughts and ones, as text both ways; compared with `#` and `bit_count`. */
export const bits256 = customType<{ data: string; driverData: string }>({ dataType: () => 'bit(256)' });
