import type { PGLiteSocketServer } from "@electric-sql/pglite-socket";

type OnData = (data: Uint8Array) => void;
type Queue = {
  enqueue(handlerId: number, message: Uint8Array, onData: OnData): Promise<number>;
  clearQueueForHandler(handlerId: number): void;
};

/** Frontend messages that leave a batch open: Parse, Bind, Describe, Execute, Close. Anything else ends it (Sync, as a rule). */
const opening = new Set(["P", "B", "D", "E", "C"].map((letter) => letter.charCodeAt(0)));

/**
 * pglite-socket queues message by message, and outside a transaction it takes the next message of any connection. All
 * connections share one session, so one's Bind would run another's statement. This holds a connection's messages back until
 * its batch is complete and queues them as one.
 *
 * It replaces two methods of the server's private `queryQueue`: the server makes its queue itself and takes no other, and the
 * queue's class is not exported. So package.json pins pglite-socket to one version, and a version without these methods is
 * refused here, at the start. That their meaning is still the same only a test tells: keep-batches-whole.test.ts hangs or
 * mixes answers up when batches are split. Run it after every update of pglite-socket. (DECISIONS.md has the whole reason.)
 * @throws {Error} when the installed pglite-socket has no such queue
 */
export function keepBatchesWhole(server: PGLiteSocketServer): void {
  const queue = findQueue(server);
  const batches = new Map<number, Uint8Array[]>();
  const enqueue = queue.enqueue.bind(queue);
  const clear = queue.clearQueueForHandler.bind(queue);

  queue.enqueue = (handlerId, message, onData) => {
    const batch = batches.get(handlerId) ?? [];
    batch.push(message);
    if (opening.has(message[0] ?? 0)) {
      batches.set(handlerId, batch);
      return Promise.resolve(0);
    }
    batches.delete(handlerId);
    return enqueue(handlerId, Buffer.concat(batch), onData);
  };
  queue.clearQueueForHandler = (handlerId) => {
    batches.delete(handlerId);
    clear(handlerId);
  };
}

function findQueue(server: object): Queue {
  const queue: unknown = "queryQueue" in server ? server.queryQueue : null;
  if (!isQueue(queue)) {
    throw new Error(
      "The installed @electric-sql/pglite-socket keeps its queue elsewhere than the version this studio was made for, so " +
        "queries of different connections could be mixed up. Install the version that package.json names (`npm ci`), or set " +
        "DATABASE_URL to use PostgreSQL.",
    );
  }
  return queue;
}

const isQueue = (value: unknown): value is Queue =>
  typeof value === "object" &&
  value !== null &&
  "enqueue" in value &&
  typeof value.enqueue === "function" &&
  "clearQueueForHandler" in value &&
  typeof value.clearQueueForHandler === "function";
