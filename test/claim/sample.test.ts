import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitmentTo, isDrawn, lotOf, RATE_WHOLE } from '../../src/claim/sample.ts';
import { sample } from '../../src/commands/sample.ts';

/** The random sample: what anybody else's HMAC says, within the rate, whatever the order. */

test('law: the lot and the promise are those of another implementation', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, number) => {
      const mac = createHmac('sha256', secret).update(number).digest();
      expect(lotOf(secret, number)).toBe(mac.readUInt32BE(0));
      expect(commitmentTo(secret)).toBe(createHash('sha256').update(secret).digest('hex'));
    }),
  );
});

test('law: a higher rate draws everybody a lower one drew; none is drawn at 0, everybody at the whole', () => {
  const rate = fc.integer({ min: 0, max: RATE_WHOLE });
  fc.assert(
    fc.property(fc.string(), fc.string(), rate, rate, (secret, number, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(!isDrawn(secret, number, low) || isDrawn(secret, number, high)).toBe(true);
      expect(isDrawn(secret, number, 0)).toBe(false);
      expect(isDrawn(secret, number, RATE_WHOLE)).toBe(true);
    }),
  );
});

test('of 20 000 claims at 5 % between 4.4 and 5.6 % are drawn, whatever the secret', () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => `ML-2026-${String(index).padStart(6, '0')}-7`);
  for (const secret of ['one', 'two', 'three']) {
    const share = numbers.filter((number) => isDrawn(secret, number, 500)).length / numbers.length;
    expect(share).toBeGreaterThan(0.044);
    expect(share).toBeLessThan(0.056);
  }
});

test('law: who is drawn does not depend on who else is there or in which order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 20 }), (numbers) => {
      const drawn = (all: string[]) => all.filter((number) => isDrawn('secret', number, 3000));
      expect(drawn(numbers.toReversed()).toReversed()).toEqual(drawn(numbers));
      expect(drawn(numbers.slice(0, 3))).toEqual(drawn(numbers).filter((number) => numbers.indexOf(number) < 3));
    }),
  );
});

test('the command computes it again, refuses a secret that was not promised, and a rate that is none', () => {
  const out: string[] = [];
  const io = { stdout: { write: (text: string) => out.push(text) }, stderr: { write: () => true } };
  const args = { numbers: ['ML-2026-000042-7'], secret: 'secret', rate: '100' };
  expect(sample(args, io)).toBe(0);
  expect(JSON.parse(out[0] ?? '')).toEqual({ number: 'ML-2026-000042-7', drawn: true });
  expect(sample({ ...args, commitment: commitmentTo('secret') }, io)).toBe(0);
  expect(sample({ ...args, commitment: commitmentTo('other') }, io)).toBe(1);
  expect(sample({ ...args, rate: '0' }, io)).toBe(2);
  expect(sample({ ...args, rate: '100,01' }, io)).toBe(2);
});
