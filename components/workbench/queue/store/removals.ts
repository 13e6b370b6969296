import type { QueueServer } from "../send/queue-server";
import { describeProblem } from "../send-photo";
import type { Notice } from "./notice";
import { undoMs } from "./queue-actions";
import type { QueueStore } from "./queue-store";

type Deps = {
  store: Pick<QueueStore, "read" | "commit">;
  server: Pick<QueueServer, "cancel" | "deleteJob">;
  wait: (ms: number) => Promise<void>;
  say: (notice: Notice) => void;
  /** Jobs are gone. */
  onDeleted: () => void;
};
type Removal = { refs: string[]; jobIds: string[] };

/** A job that was still running when its photo was deleted has ended by then. */
const afterCancelMs = 3_000;

/** What was removed and can still be had back. Only afterwards is it purged here and deleted from the studio. */
export class Removals {
  readonly #pending = new Set<Removal>();
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Removes photos; `jobIds` are deleted from the studio when the time for Undo is over. Answers the Undo. */
  start(refs: string[], jobIds: string[]): () => void {
    const { store, wait } = this.#deps;
    const removal = { refs, jobIds };
    this.#pending.add(removal);
    store.commit({ type: "remove", refs });
    if (jobIds.length > 0) this.#setDeletions((noted) => [...noted, ...jobIds]);
    void wait(undoMs).then(() => this.#end(removal, false));
    return () => {
      if (!this.#pending.delete(removal)) return;
      if (jobIds.length > 0) this.#setDeletions((noted) => noted.filter((id) => !jobIds.includes(id)));
      store.commit({ type: "restore", refs });
    };
  }

  /** The page is left: nobody can undo any more. */
  flush(): void {
    for (const removal of this.#pending) void this.#end(removal, true);
  }

  /** Deletes what a page that ended too suddenly had left to delete. */
  async finishOthers(): Promise<void> {
    const mine = new Set([...this.#pending].flatMap(({ jobIds }) => jobIds));
    const jobIds = this.#deps.store.read().deletions.filter((id) => !mine.has(id));
    await this.#deleteJobs({ refs: [], jobIds }, false);
  }

  async #end(removal: Removal, leaving: boolean): Promise<void> {
    if (!this.#pending.delete(removal)) return;
    this.#deps.store.commit({ type: "purge", refs: removal.refs });
    await this.#deleteJobs(removal, leaving);
  }

  async #deleteJobs({ refs, jobIds }: Removal, leaving: boolean): Promise<void> {
    if (jobIds.length === 0) return;
    const { store, say, onDeleted } = this.#deps;
    // On a page that is left all requests must go out at once.
    const ends = leaving
      ? await Promise.all(jobIds.map((id) => this.#deleteJob(id, true)))
      : await mapInTurn(jobIds, (id) => this.#deleteJob(id, false));
    const deleted = jobIds.filter((_, at) => ends[at] === null);
    const problem = ends.find((end) => end !== null);
    this.#setDeletions((noted) => noted.filter((id) => !jobIds.includes(id)));
    if (problem) {
      // What is left is shown again.
      store.commit({ type: "restore", refs });
      say({ id: "delete", tone: "error", text: `Not everything was deleted. ${problem}` });
    }
    if (deleted.length > 0) onDeleted();
  }

  /** Null once the job is gone, else why it is not. */
  async #deleteJob(jobId: string, leaving: boolean): Promise<string | null> {
    const { server, wait } = this.#deps;
    try {
      await server.deleteJob(jobId, { leaving });
      return null;
    } catch (error) {
      const problem = describeProblem(error);
      if (problem.code !== "job_not_finished" || leaving) return problem.detail;
      try {
        await server.cancel(jobId);
        await wait(afterCancelMs);
        await server.deleteJob(jobId);
        return null;
      } catch (second) {
        return describeProblem(second).detail;
      }
    }
  }

  #setDeletions(change: (noted: string[]) => string[]): void {
    const { store } = this.#deps;
    store.commit({ type: "settings", fields: { deletions: change(store.read().deletions) } });
  }
}

async function mapInTurn<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
