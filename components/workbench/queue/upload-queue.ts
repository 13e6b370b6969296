type Watch<Item, Answer> = {
  onProgress: (item: Item, percent: number) => void;
  onDone: (item: Item, answer: Answer) => void;
  onFailed: (item: Item, error: unknown) => void;
};
type Send<Item, Answer> = (
  item: Item,
  options: { signal: AbortSignal; onProgress: (percent: number) => void },
) => Promise<Answer>;

/** Sends items in the order they came, `parallel` at a time. One that fails or is removed makes room for the next. */
export class UploadQueue<Item extends { ref: string }, Answer> {
  #waiting: Item[] = [];
  readonly #running = new Map<string, AbortController>();
  readonly #send: Send<Item, Answer>;
  readonly #watch: Watch<Item, Answer>;
  readonly #parallel: number;

  constructor(send: Send<Item, Answer>, watch: Watch<Item, Answer>, parallel: number) {
    this.#send = send;
    this.#watch = watch;
    this.#parallel = parallel;
  }

  add(items: Item[]): void {
    this.#waiting.push(...items);
    this.#fill();
  }

  /** Removes one: never sent if it was waiting, aborted if it was being sent. Nothing more is reported for it. */
  remove(ref: string): void {
    this.#waiting = this.#waiting.filter((item) => item.ref !== ref);
    const running = this.#running.get(ref);
    if (!running) return;
    this.#running.delete(ref);
    running.abort();
    this.#fill();
  }

  /** Removes everything that has not started, and returns it. */
  takeWaiting(): Item[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  #fill(): void {
    while (this.#running.size < this.#parallel) {
      const item = this.#waiting.shift();
      if (!item) return;
      void this.#run(item);
    }
  }

  async #run(item: Item): Promise<void> {
    const controller = new AbortController();
    this.#running.set(item.ref, controller);
    const isMine = () => this.#running.get(item.ref) === controller;
    try {
      const onProgress = (percent: number) => {
        if (isMine()) this.#watch.onProgress(item, percent);
      };
      onProgress(0);
      const answer = await this.#send(item, { signal: controller.signal, onProgress });
      if (isMine()) this.#watch.onDone(item, answer);
    } catch (error) {
      if (isMine()) this.#watch.onFailed(item, error);
    }
    if (!isMine()) return;
    this.#running.delete(item.ref);
    this.#fill();
  }
}
