import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepBatchesWhole } from "./keep-batches-whole";
import { type PgliteServer, servePglite } from "./serve-pglite";

let pglite: PGlite;
let server: PgliteServer;
let pool: pg.Pool;
beforeAll(async () => {
  pglite = await PGlite.create();
  server = await servePglite(pglite, { folders: [], onFatal: (error) => expect.unreachable(String(error)) });
  pool = new pg.Pool({ connectionString: server.url, max: 20 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
  await pglite.close();
});

type Client = Pick<pg.PoolClient, "query">;

/** Different text for every n, so that running another's statement shows. Every third fails in the middle of its batch. */
const ask = (client: Client, n: number) =>
  client.query(`SELECT $1::int AS given, ${n} AS asked, 1 / $2::int AS one`, [n, n % 3 === 0 ? 0 : 1]).then(
    ({ rows }) => rows[0] as unknown,
    (error: Error) => error.message,
  );

async function askInTransaction(n: number) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const answer = await ask(client, n);
    await client.query(n % 2 === 0 ? "COMMIT" : "ROLLBACK");
    return answer;
  } finally {
    client.release();
  }
}

it("answers every connection with its own result while 20 of them ask and transact at once", async () => {
  const numbers = Array.from({ length: 400 }, (_, n) => n);
  const answers = await Promise.all(numbers.map((n) => (n % 4 === 0 ? askInTransaction(n) : ask(pool, n))));
  expect(answers).toEqual(numbers.map((n) => (n % 3 === 0 ? "division by zero" : { given: n, asked: n, one: 1 })));
});

it("refuses a pglite-socket whose queue is not where it was, and says what to install", () => {
  const renamed = new PGLiteSocketServer({ db: pglite, port: 0 });
  Reflect.deleteProperty(renamed, "queryQueue");
  expect(() => keepBatchesWhole(renamed)).toThrow(/pglite-socket keeps its queue elsewhere.*npm ci/);
  const changed = new PGLiteSocketServer({ db: pglite, port: 0 });
  Reflect.set(changed, "queryQueue", { push() {} });
  expect(() => keepBatchesWhole(changed)).toThrow(/pglite-socket keeps its queue elsewhere.*npm ci/);
});
