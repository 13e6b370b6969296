import pg from "pg";
import { z } from "zod";
import { createLog } from "../../lib/log/log";
import { openQueue } from "../../lib/queue/open-queue";
import { createTestDatabase } from "../../lib/testing/database";

const d = await createTestDatabase();
const q = await openQueue({ url: d.url, isServer: true, log: createLog("warn") });
const s = z.object({});
for (const n of ["colorize", "ask", "webhook-delivery", "stripe-event", "sweep"] as const)
  q.work(n, { concurrency: 4, schema: s }, async () => {});
q.every("sweep", 60, "a", {});
q.every("sweep", 60, "b", {});
q.every("sweep", 30, "c", {});
const c = new pg.Client(d.url);
await c.connect();
const count = async () =>
  Number(
    (await c.query("select xact_commit from pg_stat_database where datname = current_database()")).rows[0].xact_commit,
  );
await new Promise((r) => setTimeout(r, 5000));
const a = await count();
const cpu = process.cpuUsage();
await new Promise((r) => setTimeout(r, 60000));
const used = process.cpuUsage(cpu);
console.log("transactions/s", ((await count()) - a) / 60, "cpu ms/s", (used.user + used.system) / 60000);
await q.stop({ graceMs: 0 });
await c.end();
await d.close();
process.exit(0);
