import type { Holder } from "./slots";

/**
 * A limit on concurrent work in this process; what exceeds it waits. Live work goes before test work. Between accounts the
 * one with the least work running is next, then the one whose last turn is the longest ago; within an account it is first
 * come, first served.
 */
export type Turns = {
  /** Resolves with a function that gives the turn back. Rejects with the signal's reason when it aborts first. */
  take(signal: AbortSignal, holder?: Holder): Promise<() => void>;
};

/** `last` counts the turns given so far, so a smaller one is longer ago. */
type Account = { running: number; last: number; waiting: Waiting[] };
type Waiting = { holder: Holder; arrived: number; enter: () => void };

/** The work of callers who say nothing about themselves shares one line. */
const nobody: Holder = { account: "", isTest: false };

export function createTurns(count: number): Turns {
  const accounts = new Map<string, Account>();
  // Test work never holds the last of several: a photo that pays does not wait for one that takes minutes.
  const maxTests = Math.max(1, count - 1);
  let running = 0;
  let runningTests = 0;
  let given = 0;
  let arrived = 0;

  const accountOf = ({ account }: Holder): Account => {
    const found = accounts.get(account) ?? { running: 0, last: 0, waiting: [] };
    accounts.set(account, found);
    return found;
  };

  function start(holder: Holder): void {
    const account = accountOf(holder);
    account.running += 1;
    given += 1;
    account.last = given;
    running += 1;
    if (holder.isTest) runningTests += 1;
  }

  function end(holder: Holder): void {
    accountOf(holder).running -= 1;
    running -= 1;
    if (holder.isTest) runningTests -= 1;
    forget(holder);
    startNext();
  }

  function forget(holder: Holder): void {
    const account = accountOf(holder);
    if (account.running === 0 && account.waiting.length === 0) accounts.delete(holder.account);
  }

  function startNext(): void {
    while (running < count) {
      const next = findNext();
      if (!next) return;
      const { waiting } = accountOf(next.holder);
      waiting.splice(waiting.indexOf(next), 1);
      start(next.holder);
      next.enter();
    }
  }

  function findNext(): Waiting | undefined {
    const firstOfEach = (isTest: boolean) =>
      [...accounts.values()].flatMap((account) => {
        const first = account.waiting.find(({ holder }) => holder.isTest === isTest);
        return first ? [{ first, account }] : [];
      });
    const live = firstOfEach(false);
    const candidates = live.length > 0 || runningTests >= maxTests ? live : firstOfEach(true);
    candidates.sort(
      (a, b) =>
        a.account.running - b.account.running || a.account.last - b.account.last || a.first.arrived - b.first.arrived,
    );
    return candidates[0]?.first;
  }

  return {
    take(signal, holder = nobody) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const leave = () => {
          const { waiting: line } = accountOf(holder);
          line.splice(line.indexOf(waiting), 1);
          forget(holder);
          reject(signal.reason);
        };
        const enter = () => {
          signal.removeEventListener("abort", leave);
          let isGiven = false;
          resolve(() => {
            if (!isGiven) end(holder);
            isGiven = true;
          });
        };
        arrived += 1;
        const waiting: Waiting = { holder, arrived, enter };
        signal.addEventListener("abort", leave, { once: true });
        accountOf(holder).waiting.push(waiting);
        startNext();
      });
    },
  };
}
