import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "./open-database";
import { readAddress } from "./published-address";

// One data folder for the file: making one takes seconds. Each test leaves it without a process.
let dataDir: string;
const root = path.resolve(import.meta.dirname, "../../..");
const patience = { timeout: 60_000, interval: 50 };
const slow = 120_000;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "pxs-"));
  const open = await openDatabase({ dataDir });
  await runSql(open.url, "CREATE TABLE kept (n int)");
  await open.close();
  await untilGone();
}, slow);
afterAll(async () => {
  await untilGone();
  rmSync(dataDir, { recursive: true, force: true });
}, slow);

/** Until nobody serves the folder: the last client has gone, and the process closed its files. */
const untilGone = () => vi.waitFor(() => expect(readdirSync(path.join(dataDir, "run"))).toEqual([]), patience);

async function runSql(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Another program that opens the same data folder and stays. */
async function openElsewhere(): Promise<{ program: ChildProcess; url: string }> {
  const code = `import { openDatabase } from "./lib/db/embedded/open-database.ts";
    const open = await openDatabase({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(open.url); setInterval(() => {}, 1000);`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", code];
  const program = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(program.stdout, "data");
  return { program, url: String(line).trim() };
}

const pidOf = () => readAddress(dataDir)?.pid ?? 0;

test(
  "two programs that start at once end on one process, which outlives the first and ends after the last",
  async () => {
    const [other, open] = await Promise.all([openElsewhere(), openDatabase({ dataDir })]);
    expect(other.url).toBe(open.url);
    const pid = pidOf();
    await open.close();
    await runSql(other.url, "SELECT 1");
    // Killed, not asked: nobody gets to say goodbye.
    other.program.kill("SIGKILL");
    await untilGone();
    await expect.poll(() => isAlive(pid), patience).toBe(false);
    expect(readdirSync(path.join(dataDir, "run"))).toEqual([]);
  },
  slow,
);

test(
  "kill -9 of the database process loses nothing that was committed, and it comes back at the same address",
  async () => {
    const open = await openDatabase({ dataDir });
    const committed = (await runSql(open.url, "SELECT count(*)::int AS n FROM kept"))[0].n;
    let written = 0;
    const killed = pidOf();
    const client = new pg.Client({ connectionString: open.url });
    client.on("error", () => {});
    await client.connect();
    const writing = (async () => {
      for (;;) {
        await client.query("INSERT INTO kept VALUES ($1)", [written]);
        written++;
        if (written === 60) process.kill(killed, "SIGKILL");
      }
    })();
    await expect(writing).rejects.toThrow();
    await expect
      .poll(
        () =>
          pidOf() !== killed &&
          runSql(open.url, "SELECT 1").then(
            () => true,
            () => false,
          ),
        patience,
      )
      .toBe(true);
    const kept = (await runSql(open.url, "SELECT count(*)::int AS n FROM kept"))[0].n - committed;
    // The one that was under way may have been committed without anybody hearing of it.
    expect([written, written + 1]).toContain(kept);
    await open.close();
    await untilGone();
  },
  slow,
);

test(
  "a client killed in the middle of a transaction does not hold the others up, and leaves nothing of it",
  async () => {
    const open = await openDatabase({ dataDir });
    const before = await runSql(open.url, "SELECT count(*) FROM kept");
    const client = new pg.Client({ connectionString: open.url });
    client.on("error", () => {});
    await client.connect();
    await client.query("BEGIN");
    await client.query("DELETE FROM kept");
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect(await runSql(open.url, "SELECT count(*) FROM kept")).toEqual(before);
    await open.close();
    await untilGone();
  },
  slow,
);

test(
  "only the user who runs it can read its address or reach its socket",
  async () => {
    const open = await openDatabase({ dataDir });
    expect(statSync(path.join(dataDir, "database.json")).mode & 0o077).toBe(0);
    expect(statSync(path.join(dataDir, "run")).mode & 0o077).toBe(0);
    await open.close();
    await untilGone();
  },
  slow,
);

test(
  "a data folder too deep for a socket's address works like any other",
  async () => {
    const deep = path.join(dataDir, "d".repeat(60), "e".repeat(60));
    mkdirSync(deep, { recursive: true });
    const open = await openDatabase({ dataDir: deep });
    expect(await runSql(open.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const pid = readAddress(deep)?.pid ?? 0;
    await open.close();
    await expect.poll(() => isAlive(pid), patience).toBe(false);
  },
  slow,
);

test("a given database is used as it is: no process, no files", async () => {
  const elsewhere = path.join(dataDir, "unused");
  const open = await openDatabase({ databaseUrl: "postgresql://db.example/studio", dataDir: elsewhere });
  expect(open.url).toBe("postgresql://db.example/studio");
  expect(existsSync(elsewhere)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
