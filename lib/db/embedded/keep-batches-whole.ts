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
 */
export function keepBatchesWhole(server: PGLiteSocketServer): void {
  const { queryQueue: queue } = server as unknown as { queryQueue: Queue };
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
