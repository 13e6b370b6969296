import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PgliteServer, servePglite } from "./serve-pglite";

let pglite: PGlite;
let server: PgliteServer;
beforeAll(async () => {
  pglite = await PGlite.create();
  server = await servePglite(pglite, { folders: [], onFatal: (error) => expect.unreachable(String(error)) });
});
afterAll(async () => {
  await server.stop();
  await pglite.close();
});

it("answers each of 20 connections with its own result while all ask at once", async () => {
  const pool = new pg.Pool({ connectionString: server.url, max: 20 });
  const ask = async (n: number) => {
    // Odd ones fail in the middle of their batch; the others must not notice.
    const answer = pool.query(`SELECT $1::int AS n, 1 / $2::int AS x, $3::text AS t, ${n} AS asked`, [
      n,
      n % 2 === 0 ? 1 : 0,
      `text ${n}`,
    ]);
    return answer.then(
      ({ rows }) => rows[0],
      (error: Error) => error.message,
    );
  };
  const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => ask(n)));
  await pool.end();
  expect(answers).toEqual(
    answers.map((_, n) => (n % 2 === 0 ? { n, x: 1, t: `text ${n}`, asked: n } : "division by zero")),
  );
});
