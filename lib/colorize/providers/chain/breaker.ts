import type { Clock } from "../../../clock/clock";
import type { ErrorCode } from "../../../errors/error-codes";

/** `resting` gets no photo, `probing` has one that decides whether it works again. */
export type BreakerState = "working" | "resting" | "probing";
export type Fault = { code: ErrorCode; at: Date };

/** One photo's try. Exactly one of its functions is called, once. */
export type Try = {
  worked(): void;
  failed(code: ErrorCode): void;
  /** It ended for a reason that says nothing about the provider, such as its owner's. */
  dropped(): void;
};

const faultsInARow = 5;
const restSeconds = 30;

/**
 * A circuit breaker: after `faultsInARow` faults a provider rests for `restSeconds`, then one photo probes it while all others still
 * go past. What it says is of this process alone.
 */
export function createBreaker(clock: Clock) {
  let inARow = 0;
  let restsUntil: Date | null = null;
  let isProbing = false;
  let lastFault: Fault | null = null;

  const isResting = () => restsUntil !== null && (isProbing || clock.now() < restsUntil);
  const rest = () => {
    restsUntil = new Date(clock.now().getTime() + restSeconds * 1000);
  };

  return {
    state: (): BreakerState => (isProbing ? "probing" : isResting() ? "resting" : "working"),
    lastFault: () => lastFault,
    isResting,
    /** Photos are refused by `isResting`, not here: the last of a chain is tried also while it rests. */
    begin(): Try {
      const probes = restsUntil !== null && !isResting();
      if (probes) isProbing = true;
      const end = () => {
        if (probes) isProbing = false;
      };
      return {
        worked() {
          end();
          inARow = 0;
          restsUntil = null;
        },
        failed(code) {
          end();
          lastFault = { code, at: clock.now() };
          inARow++;
          if (probes || inARow >= faultsInARow) rest();
        },
        dropped: end,
      };
    },
  };
}

export type Breaker = ReturnType<typeof createBreaker>;
