/** Deletes these jobs; gives those that it deleted. `isLeaving`: the page goes away, and the request must outlive it. */
export type SendDelete = (jobIds: string[], options: { isLeaving: boolean }) => Promise<string[]>;

export type PendingDelete = {
  /** Shows the photos again. No effect once it has been sent. */
  undo(): void;
  /** Deletes them; gives those that could not be deleted, which are shown again. Sent once, however often it is called. */
  commit(): Promise<string[]>;
};

const none: ReadonlySet<string> = new Set();

/**
 * Deletions that can still be undone: nothing has been sent, so that Undo is true. They belong to no page of the studio, since
 * they go on while one walks from one to another; when the browser leaves, they are sent.
 */
export class PendingDeletes {
  readonly #send: SendDelete;
  readonly #waiting = new Set<(isLeaving: boolean) => Promise<string[]>>();
  readonly #listeners = new Set<() => void>();
  #hidden = none;

  constructor(send: SendDelete) {
    this.#send = send;
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Ids that lists leave out. The same set until something changes. */
  readonly hidden = (): ReadonlySet<string> => this.#hidden;

  /** Hides these jobs until they are deleted or shown again. */
  add(jobIds: string[]): PendingDelete {
    this.#hide([...this.#hidden, ...jobIds]);
    const show = (ids: string[]) => this.#hide([...this.#hidden].filter((id) => !ids.includes(id)));
    const send = async (isLeaving: boolean) => {
      if (!this.#waiting.delete(send)) return [];
      try {
        const deleted = new Set(await this.#send(jobIds, { isLeaving }));
        const left = jobIds.filter((id) => !deleted.has(id));
        show(left);
        return left;
      } catch (error) {
        show(jobIds);
        throw error;
      }
    };
    this.#waiting.add(send);
    return {
      undo: () => {
        if (this.#waiting.delete(send)) show(jobIds);
      },
      commit: () => send(false),
    };
  }

  /** The browser leaves the studio: sends everything that waits. */
  async leave(): Promise<void> {
    await Promise.allSettled([...this.#waiting].map((send) => send(true)));
  }

  #hide(ids: string[]): void {
    this.#hidden = new Set(ids);
    for (const listener of this.#listeners) listener();
  }
}
