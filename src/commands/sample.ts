import { commitmentTo, isDrawn, RATE_WHOLE } from '../claim/sample.ts';

type Output = { write: (text: string) => unknown };
type Arguments = { numbers: string[]; secret: string; rate: string; commitment?: string };

/**
 * `matkalasku sample --secret … --rate 5 NUMBER…`: who is drawn, a line each; the rate in per cent. Exit 1 when the secret
 * is not the one that was promised, 2 when the rate is none.
 */
export function sample(args: Arguments, io: { stdout: Output; stderr: Output }): number {
  const rate = Math.round((Number(args.rate.replace(',', '.')) * RATE_WHOLE) / 100);
  if (!(rate >= 1 && rate <= RATE_WHOLE)) {
    io.stderr.write(`matkalasku sample: --rate ${args.rate}: a percentage from 0.01 to 100 is needed\n`);
    return 2;
  }
  const commitment = commitmentTo(args.secret);
  if (args.commitment !== undefined && args.commitment.toLowerCase() !== commitment) {
    io.stderr.write(`matkalasku sample: the secret's SHA-256 is ${commitment}, not the one promised\n`);
    return 1;
  }
  for (const number of args.numbers) {
    io.stdout.write(`${JSON.stringify({ number, drawn: isDrawn(args.secret, number, rate) })}\n`);
  }
  return 0;
}
