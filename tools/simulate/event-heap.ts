/** Things that happen at a time, given back in the order of their times. */
export type EventHeap<Event> = {
  add(at: number, event: Event): void;
  /** Takes out what happens next; undefined when nothing is left. Of two at the same time the one that was added first. */
  next(): { at: number; event: Event } | undefined;
};

type Entry<Event> = { at: number; order: number; event: Event };

/** A binary heap: adding and taking out cost O(log n). */
export function createEventHeap<Event>(): EventHeap<Event> {
  const heap: Entry<Event>[] = [];
  let added = 0;
  const isBefore = (a: Entry<Event>, b: Entry<Event>) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const entry = (index: number): Entry<Event> => {
    const found = heap[index];
    if (!found) throw new Error(`No event at ${index}`);
    return found;
  };
  const swap = (a: number, b: number) => {
    const kept = entry(a);
    heap[a] = entry(b);
    heap[b] = kept;
  };

  function rise(from: number): void {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry(index), entry(parent))) return;
      swap(index, parent);
      index = parent;
    }
  }

  function sink(): void {
    for (let index = 0; ; ) {
      let first = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < heap.length && isBefore(entry(child), entry(first))) first = child;
      }
      if (first === index) return;
      swap(index, first);
      index = first;
    }
  }

  return {
    add(at, event) {
      heap.push({ at, order: added++, event });
      rise(heap.length - 1);
    },
    next() {
      const top = heap[0];
      const last = heap.pop();
      if (!top || !last) return undefined;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return { at: top.at, event: top.event };
    },
  };
}
