import path from "node:path";
import pg from "pg";
import { readAddress } from "./published-address";
import { type StartedProcess, startDatabaseProcess } from "./start-process";

export type OpenDatabase = { url: string; close(): Promise<void> };
type Where = { databaseUrl?: string; dataDir: string };
type Lease = { url: string; client: pg.Client };

const openWithinMs = 60_000;
const pollMs = 50;
/** Exit code of a database process that found another one in charge. */
const taken = 3;

/**
 * Where the database is. With `databaseUrl` that one; else the embedded database of `dataDir`, whose process is found or
 * started. It stays up until everybody who opened it has closed it, and is started again should it die meanwhile.
 * @throws {Error} when it cannot be started, with what it said last
 */
export async function openDatabase({ databaseUrl, dataDir }: Where): Promise<OpenDatabase> {
  if (databaseUrl) return { url: databaseUrl, close: async () => {} };
  const folder = path.resolve(dataDir);
  let closed = false;
  let lease = await attachOrStart(folder);
  const watch = () => {
    lease.client.once("end", () => {
      if (closed) return;
      attachOrStart(folder).then(
        (again) => {
          lease = again;
          if (closed) void again.client.end();
          else watch();
        },
        (error: unknown) => console.error(error),
      );
    });
  };
  watch();
  return {
    url: lease.url,
    close: async () => {
      closed = true;
      await lease.client.end();
    },
  };
}

async function attachOrStart(dataDir: string): Promise<Lease> {
  const deadline = Date.now() + openWithinMs;
  let started: StartedProcess | null = null;
  for (;;) {
    const lease = await attach(dataDir);
    if (lease) return lease;
    const code = started?.exitCode() ?? null;
    if (started && code !== null && code !== 0 && code !== taken) {
      throw new Error(`The embedded database in ${dataDir} did not start: ${started.logTail()}`);
    }
    if (Date.now() > deadline) throw new Error(`The embedded database in ${dataDir} did not answer within 60 s.`);
    // Whoever lost the race for the folder finds the winner's address soon; if the winner was on its way out, try again.
    if (!started || code !== null) started = startDatabaseProcess(dataDir);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** A connection that does nothing but keep the process up. Null when nobody answers at the published address. */
async function attach(dataDir: string): Promise<Lease | null> {
  const address = readAddress(dataDir);
  if (!address) return null;
  const client = new pg.Client({ connectionString: address.url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // "end" follows
  try {
    await client.connect();
    // Answered means served: a process about to end drops the connection instead.
    await client.query("SELECT 1");
    return { url: address.url, client };
  } catch {
    await client.end().catch(() => {});
    return null;
  }
}
