/** At most `count` at a time in this process; the next one is refused, not queued. */
export type Slots = { take(): (() => void) | null };

export function createSlots(count: number): Slots {
  let taken = 0;
  return {
    take() {
      if (taken >= count) return null;
      taken += 1;
      let given = false;
      return () => {
        if (!given) taken -= 1;
        given = true;
      };
    },
  };
}
