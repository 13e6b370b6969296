import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../../../../errors/app-error";
import { WorkerPool } from "./worker-pool";

type Task = { say?: string; die?: "exit" | "throw" | "crash"; wait?: boolean; ask?: string; native?: Int32Array };

const dir = mkdtempSync(path.join(tmpdir(), "pool-"));
const file = path.join(dir, "worker.mjs");
const broken = path.join(dir, "broken.mjs");
type Pool = WorkerPool<Task, string, string, string, string>;
const pools: Pool[] = [];
/** As the code in the worker spells it. */
const modulePath = (name: string) => JSON.stringify(pathToFileURL(path.resolve(import.meta.dirname, name)));

beforeAll(() => {
  writeFileSync(
    file,
    `import { callNative, holdNative } from ${modulePath("../../graphs/native-lock.ts")};
    import { askOverPort } from ${modulePath("port-asks.ts")};
    const busy = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    export default async ({ task, port, lock }) => {
      port.postMessage("started");
      if (task.die === "exit") process.exit(1);
      if (task.die === "throw") throw new Error("thrown");
      if (task.die === "crash") { setImmediate(() => { throw new Error("crash"); }); await new Promise(() => {}); }
      if (task.wait) for (;;) {}
      if (task.ask) return await askOverPort(port, task.ask).catch((error) => error.code + ": " + error.message);
      if (task.native) {
        holdNative(lock);
        // Calls that began, and calls that came back.
        const call = () => callNative(async () => { task.native[0]++; port.postMessage("inside"); busy(300); task.native[1]++; });
        await call();
        await call();
      }
      return task.say;
    };`,
  );
  writeFileSync(broken, "throw new Error('cannot load');");
});
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function open(options: Partial<{ file: string; workers: number; maxQueue: number }> = {}) {
  const pool = new WorkerPool<Task, string, string, string, string>({
    file,
    root: process.cwd(),
    workers: 1,
    maxQueue: 4,
    ...options,
  });
  pools.push(pool);
  return pool;
}

/** Starts a task that never ends by itself; resolves once its worker is inside it. */
async function occupy(pool: Pool) {
  const controller = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  await new Promise<void>((started) => {
    ended = pool.run({ wait: true }, { signal: controller.signal, onMessage: () => started() }).catch((error) => error);
  });
  return { controller, ended };
}

describe("a worker that dies", () => {
  it.each(["exit", "throw", "crash"] as const)(
    "by %s fails its own task as upstream_error, the next one works",
    async (die) => {
      const pool = open();
      await expect(pool.run({ die })).rejects.toMatchObject({ name: "AppError", code: "upstream_error" });
      await expect(pool.run({ say: "next" })).resolves.toBe("next");
    },
  );

  it("leaves the tasks that wait behind it to the worker that replaces it", async () => {
    const pool = open();
    const [first, second] = await Promise.allSettled([pool.run({ die: "exit" }), pool.run({ say: "second" })]);
    expect(first).toMatchObject({ reason: { code: "upstream_error" } });
    expect(second).toEqual({ status: "fulfilled", value: "second" });
  });

  it("before it could start lets nobody wait for ever", async () => {
    const pool = open({ file: broken });
    const answers = await Promise.allSettled([pool.run({}), pool.run({})]);
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: "upstream_error" } });
  });
});

describe("the queue", () => {
  it("refuses what is beyond its bound at once, in whole seconds, and takes more when there is room", async () => {
    const pool = open({ maxQueue: 1 });
    const { controller, ended } = await occupy(pool);
    const waiting = pool.run({ say: "waited" });
    const refused = await pool.run({ say: "too much" }).catch((error: AppError) => error);
    expect(refused).toMatchObject({ name: "AppError", code: "over_capacity" });
    expect(Number.isInteger((refused as AppError).retryAfterSeconds)).toBe(true);
    controller.abort();
    await ended;
    await expect(waiting).resolves.toBe("waited");
    await expect(pool.run({ say: "again" })).resolves.toBe("again");
  });

  it("keeps no account from its turn: the second's photo runs before the rest of the first's", async () => {
    const pool = open({ maxQueue: 16 });
    const { controller, ended } = await occupy(pool);
    const order: unknown[] = [];
    const run = (say: string, account: string) =>
      pool.run({ say }, { holder: { account, isTest: false } }).then((said) => order.push(said));
    const greedy = ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"].map((say) => run(say, "a"));
    const other = run("b0", "b");
    controller.abort();
    await Promise.all([ended, ...greedy, other]);
    expect(order).toEqual(["a0", "b0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"]);
  });

  it("refuses an account beyond its share, says so, and still takes another's photo", async () => {
    const pool = open({ maxQueue: 7 });
    const { controller, ended } = await occupy(pool);
    const run = (account: string) => pool.run({ say: account }, { holder: { account, isTest: false } });
    const taken = Array.from({ length: 6 }, () => run("a"));
    await expect(run("a")).rejects.toMatchObject({
      code: "over_capacity",
      message: expect.stringMatching(/has 6 photos of this account already, its share/),
    });
    taken.push(run("b"));
    controller.abort();
    await ended;
    expect(await Promise.all(taken)).toHaveLength(7);
  });

  it("of length 0 still uses every worker", async () => {
    const pool = open({ maxQueue: 0 });
    await expect(pool.run({ say: "one" })).resolves.toBe("one");
  });
});

describe("what a worker asks", () => {
  it("is answered while its messages go on, and a refusal reaches it as what it is", async () => {
    const pool = open();
    const seen: string[] = [];
    const onMessage = (message: string) => seen.push(message);
    const onAsk = async (ask: string) => {
      if (ask === "no") throw new AppError("over_capacity", { detail: "Full." });
      return `${ask}!`;
    };
    expect(await pool.run({ ask: "yes" }, { onMessage, onAsk })).toBe("yes!");
    expect(await pool.run({ ask: "no" }, { onMessage, onAsk })).toBe("over_capacity: Full.");
    expect(seen).toEqual(["started", "started"]);
  });

  it.each(["aborting", "closing"])("is given up by %s, and its worker ends", async (how) => {
    const pool = open();
    const controller = new AbortController();
    let asked: AbortSignal | undefined;
    let ended: Promise<unknown> = Promise.resolve();
    await new Promise<void>((asking) => {
      const onAsk = (_: string, signal: AbortSignal) => {
        asked = signal;
        asking();
        return new Promise<string>(() => {});
      };
      ended = pool.run({ ask: "yes" }, { signal: controller.signal, onAsk }).catch((error) => error);
    });
    const reason = new AppError("job_canceled", { detail: "Canceled." });
    if (how === "aborting") controller.abort(reason);
    else await pool.close();
    expect(await ended).toMatchObject({ code: how === "aborting" ? "job_canceled" : "upstream_error" });
    expect(asked?.aborted).toBe(true);
    if (how === "aborting") expect(asked?.reason).toBe(reason);
  });
});

describe("aborting", () => {
  const deadline = new AppError("upstream_timeout", { detail: "Time is up." });

  it("ends a running task that never yields, with the signal's own reason", async () => {
    const pool = open();
    const { controller, ended } = await occupy(pool);
    controller.abort(deadline);
    expect(await ended).toBe(deadline);
    await expect(pool.run({ say: "next" })).resolves.toBe("next");
  });

  it.each(["aborting", "closing"])(
    "%s lets a native call come back, and begins no other: else the process dies",
    async (how) => {
      const pool = open();
      const controller = new AbortController();
      const native = new Int32Array(new SharedArrayBuffer(8));
      let ended: Promise<unknown> = Promise.resolve();
      await new Promise<void>((inside) => {
        const onMessage = (message: string) => message === "inside" && inside();
        ended = pool.run({ native }, { signal: controller.signal, onMessage }).catch((error) => error);
      });
      if (how === "aborting") controller.abort(deadline);
      else await pool.close();
      expect(await ended).toBeInstanceOf(AppError);
      expect([...native]).toEqual([1, 1]);
    },
  );

  it("drops a waiting task at once and leaves the running one alone", async () => {
    const pool = open();
    const { controller, ended } = await occupy(pool);
    const second = new AbortController();
    const waiting = pool.run({ say: "never" }, { signal: second.signal });
    second.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AppError", code: "upstream_timeout" });
    controller.abort(deadline);
    expect(await ended).toBe(deadline);
  });

  it("before the start runs nothing", async () => {
    await expect(open().run({ say: "x" }, { signal: AbortSignal.abort(deadline) })).rejects.toBe(deadline);
  });

  it("closing rejects what runs", async () => {
    const pool = open();
    const { ended } = await occupy(pool);
    await pool.close();
    expect(await ended).toMatchObject({ name: "AppError", code: "upstream_error" });
    await expect(pool.run({ say: "late" })).rejects.toMatchObject({ code: "upstream_error" });
  });
});
