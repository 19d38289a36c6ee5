/** Processor time of this process so far, all its threads together, in milliseconds: the same on a busy machine. */
export function workDone(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const LOOK_MS = 200;

/** Waits until the process has worked for so long, in milliseconds; `stop` ends the waiting. */
export function untilWorked(ms: number): { reached: Promise<null>; stop: () => void } {
  const until = workDone() + ms;
  let stop = () => {};
  const reached = new Promise<null>((resolve) => {
    const look = setInterval(() => {
      if (workDone() >= until) resolve(null);
    }, LOOK_MS);
    stop = () => clearInterval(look);
  });
  return { reached, stop };
}
