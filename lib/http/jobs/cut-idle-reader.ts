import "server-only";
import { pipeline, type Readable, Transform } from "node:stream";

/** What a reader has to take in a minute: less than the slowest phone network carries. */
const usual = { everyMs: 60_000, leastBytes: 1024 * 1024 };

/**
 * The same bytes, but it fails for a reader who lets it wait: there was more to send, and in a whole period less than `leastBytes`
 * were taken. A download that only seems to go on would hold a place that others wait for. Time that the source takes doesn't count.
 */
export function cutIdleReader(source: Readable, { everyMs, leastBytes } = usual): Transform {
  let passed = 0;
  const watched = new Transform({
    transform(chunk: Buffer, _, done) {
      passed += chunk.length;
      done(null, chunk);
    },
  });
  const timer = setInterval(() => {
    if (watched.writableNeedDrain && passed < leastBytes) watched.destroy(new Error("the reader took too little"));
    passed = 0;
  }, everyMs);
  timer.unref();
  pipeline(source, watched, () => clearInterval(timer));
  return watched;
}
