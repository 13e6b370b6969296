/** Works through `items` in order, at most `most` at once, and begins no more once `stopping` is aborted. */
export async function runPool<Item>(
  items: Item[],
  { most, stopping }: { most: number; stopping: AbortSignal },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const workOn = async () => {
    // One iterator for all: each worker takes what is next.
    for (const item of waiting) {
      if (stopping.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, workOn));
}
