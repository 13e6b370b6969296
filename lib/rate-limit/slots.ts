/** Whose work takes a place. Work of the studio itself has no holder. */
export type Holder = {
  account: string;
  /** The network that the work comes from, where that says something about who it is: one person may have many accounts. */
  range?: string;
  /** Of a test key: free, so it goes after live work. */
  isTest: boolean;
};

/** Why there was no place, and when to try again: whole seconds, estimated from how long places were held lately. */
export type Refusal = {
  /** Whether others could still take a place. */
  isOwnShare: boolean;
  /** Places held by this account; by its network or by all test work together where that is the limit. */
  held: number;
  retryAfterSeconds: number;
};

/** A limit on concurrent work in this process, shared between accounts. What exceeds it is refused; Turns make it wait. */
export type Slots = {
  /** A function that frees the place, or null when there is none for this holder. */
  take(holder?: Holder): (() => void) | null;
  /** The same, after waiting up to `ms` for one; at once null when many wait already. */
  takeWithin(ms: number, holder?: Holder): Promise<(() => void) | null>;
  /** For an answer, right after `take` gave null. */
  refusal(holder?: Holder): Refusal;
};

/**
 * An account, and a network's accounts together, may hold up to three times what is left free, so no one account can take every
 * place: alone it gets three quarters of them, and the more accounts there are the less each one gets. Fewer than four places
 * cannot be shared.
 */
export const shareParts = {
  account: 3,
  /** All test work together may hold as much as is left free: at most half. */
  tests: 1,
};
/** Waiting costs a connection each: beyond this many for each place, who comes next is refused at once. */
const waitingPerPlace = 16;
/** Weight of the last hold in the moving average. */
const lastPart = 1 / 8;

/** What the places of a holder are counted by. */
const namesOf = ({ account, range }: Holder): string[] => (range ? [account, `range ${range}`] : [account]);

/** How many of `count` places one account holds at most while it is alone. */
export const largestShare = (count: number): number =>
  Math.ceil((count * shareParts.account) / (shareParts.account + 1));

/** Whether a holder has its share of the places, by what it and all test work hold and what is left free. */
export const holdsShare = (
  { isTest }: Pick<Holder, "isTest">,
  { own, tests, free }: { own: number; tests: number; free: number },
): boolean => own >= shareParts.account * free || (isTest && tests >= shareParts.tests * free);

type Hold = { holder: Holder | undefined; since: number };

/**
 * @param count how many places there are, or a function that is asked whenever one is wanted: with fewer than before, nobody new
 *   gets in until enough have left
 * @param now milliseconds of a clock that never goes back
 */
export function createSlots(count: number | (() => number), now: () => number = () => performance.now()): Slots {
  const holds = new Set<Hold>();
  let averageMs: number | null = null;
  const waiting = new Set<() => boolean>();
  const heldBy = new Map<string, number>();
  let heldByTests = 0;
  const places = typeof count === "number" ? () => count : count;
  const free = () => places() - holds.size;
  const isFull = (name: string) => (heldBy.get(name) ?? 0) >= shareParts.account * free();
  const testsAreFull = ({ isTest }: Holder) => isTest && heldByTests >= shareParts.tests * free();

  function change(holder: Holder | undefined, by: 1 | -1): void {
    if (!holder) return;
    for (const name of namesOf(holder)) {
      const held = (heldBy.get(name) ?? 0) + by;
      if (held > 0) heldBy.set(name, held);
      else heldBy.delete(name);
    }
    if (holder.isTest) heldByTests += by;
  }

  /** Until the first of these holds ends, if it takes as long as the last ones did. */
  function estimateSeconds(waitingFor: Hold[]): number {
    const ages = waitingFor.map(({ since }) => now() - since);
    const usual = averageMs ?? Math.max(0, ...ages);
    const soonest = Math.min(...ages.map((age) => Math.max(0, usual - age)), usual);
    return Math.max(1, Math.ceil(soonest / 1000));
  }

  function take(holder?: Holder): (() => void) | null {
    if (free() <= 0 || (holder && (namesOf(holder).some(isFull) || testsAreFull(holder)))) return null;
    const hold: Hold = { holder, since: now() };
    holds.add(hold);
    change(holder, 1);
    return () => {
      if (!holds.delete(hold)) return;
      change(holder, -1);
      const took = now() - hold.since;
      averageMs = averageMs === null ? took : averageMs + (took - averageMs) * lastPart;
      // In the order in which they came; whoever is still over their share waits on.
      for (const enter of waiting) if (enter() && free() <= 0) return;
    };
  }

  function wait(ms: number, holder?: Holder): Promise<(() => void) | null> {
    return new Promise((resolve) => {
      const enter = () => {
        const release = take(holder);
        if (!release) return false;
        leave(release);
        return true;
      };
      const timer = setTimeout(() => leave(null), ms);
      function leave(release: (() => void) | null): void {
        clearTimeout(timer);
        waiting.delete(enter);
        resolve(release);
      }
      waiting.add(enter);
    });
  }

  return {
    take,
    async takeWithin(ms, holder) {
      return take(holder) ?? (waiting.size < waitingPerPlace * places() ? wait(ms, holder) : null);
    },
    refusal(holder) {
      const all = [...holds];
      if (!holder || free() <= 0) {
        return { isOwnShare: false, held: all.length, retryAfterSeconds: estimateSeconds(all) };
      }
      const full = namesOf(holder).find(isFull);
      const own = all.filter(({ holder: held }) => held && (full ? namesOf(held).includes(full) : held.isTest));
      return { isOwnShare: true, held: own.length, retryAfterSeconds: estimateSeconds(own) };
    },
  };
}
