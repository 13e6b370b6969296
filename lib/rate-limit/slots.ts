/** A limit on concurrent work in this process. `take` returns a function that frees the slot, or null when all are taken. */
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
