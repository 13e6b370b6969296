/** Numbers in [0, 1). The same seed gives the same ones, so a simulation can be repeated to the last digit. */
export type Random = () => number;

/** mulberry32: 32 bits of state, good enough for arrivals and sizes. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Time until the next of events that come independently, `perSecond` on the average: exponentially distributed seconds. */
export const untilNext = (random: Random, perSecond: number): number => -Math.log(1 - random()) / perSecond;

/** One of the choices, each as likely as its share; the shares need not add up to 1. */
export function choose<Choice extends { share: number }>(random: Random, choices: readonly Choice[]): Choice {
  let rest = random() * choices.reduce((sum, { share }) => sum + share, 0);
  for (const choice of choices) {
    rest -= choice.share;
    if (rest < 0) return choice;
  }
  const last = choices.at(-1);
  if (!last) throw new Error("There is nothing to choose from.");
  return last;
}
