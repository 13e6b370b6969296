import type { Storage } from "../storage/storage";
import { metrics } from "./metrics";
import { inSpan } from "./trace";

/** The same storage, its calls timed, counted when they fail, and spans of the trace they belong to. */
export function measureStorage(storage: Storage): Storage {
  const { storageSeconds, storageFaults } = metrics();
  const timed = <T>(operation: string, call: () => Promise<T>): Promise<T> =>
    inSpan(`storage ${operation}`, {}, async () => {
      const end = storageSeconds.startTimer({ operation });
      try {
        return await call();
      } catch (error) {
        storageFaults.inc({ operation });
        throw error;
      } finally {
        end();
      }
    });
  return {
    ...storage,
    put: (...given) => timed("put", () => storage.put(...given)),
    open: (...given) => timed("open", () => storage.open(...given)),
    stat: (...given) => timed("stat", () => storage.stat(...given)),
    list: (...given) => timed("list", () => storage.list(...given)),
    deleteFiles: (...given) => timed("delete", () => storage.deleteFiles(...given)),
    deleteJob: (...given) => timed("delete", () => storage.deleteJob(...given)),
  };
}
