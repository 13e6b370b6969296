import type { Holder } from "./slots";

export type Waiting = { holder: Holder; enter: () => void };

/**
 * Work that waits, in the order it is to run. Live work goes before test work. Between accounts the one with the least work
 * running is next, then the one whose last turn is the longest ago; within an account it is first come, first served.
 */
export type FairLine = {
  join(waiting: Waiting): void;
  leave(waiting: Waiting): void;
  /** Takes the next one out of the line and counts it as running; undefined when there is none. */
  startNext(options: { mayTest: boolean }): Waiting | undefined;
  end(holder: Holder): void;
};

/** `last` counts the turns given so far, so a smaller one is longer ago. */
type Account = { running: number; last: number; waiting: (Waiting & { arrived: number })[] };

export function createFairLine(): FairLine {
  const accounts = new Map<string, Account>();
  let arrived = 0;
  let given = 0;

  const accountOf = ({ account }: Holder): Account => {
    const found = accounts.get(account) ?? { running: 0, last: 0, waiting: [] };
    accounts.set(account, found);
    return found;
  };

  function forgetIdle(holder: Holder): void {
    const { running, waiting } = accountOf(holder);
    if (running === 0 && waiting.length === 0) accounts.delete(holder.account);
  }

  function take({ holder, enter }: Waiting): void {
    const { waiting } = accountOf(holder);
    const place = waiting.findIndex((one) => one.enter === enter);
    if (place >= 0) waiting.splice(place, 1);
  }

  const firstOfEach = (isTest: boolean) =>
    [...accounts.values()].flatMap((account) => {
      const first = account.waiting.find(({ holder }) => holder.isTest === isTest);
      return first ? [{ first, account }] : [];
    });

  return {
    join(waiting) {
      arrived += 1;
      accountOf(waiting.holder).waiting.push({ ...waiting, arrived });
    },
    leave(waiting) {
      take(waiting);
      forgetIdle(waiting.holder);
    },
    startNext({ mayTest }) {
      const live = firstOfEach(false);
      const candidates = live.length > 0 || !mayTest ? live : firstOfEach(true);
      candidates.sort(
        (a, b) =>
          a.account.running - b.account.running || a.account.last - b.account.last || a.first.arrived - b.first.arrived,
      );
      const [next] = candidates;
      if (!next) return undefined;
      take(next.first);
      given += 1;
      next.account.running += 1;
      next.account.last = given;
      return next.first;
    },
    end(holder) {
      accountOf(holder).running -= 1;
      forgetIdle(holder);
    },
  };
}
