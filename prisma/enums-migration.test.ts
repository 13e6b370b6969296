import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../lib/db/migrate";
import { createEmptyDatabase } from "../lib/testing/database";

const migrations = path.join(import.meta.dirname, "migrations");
const enums = "20261128230000_states_as_enums";
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let client: pg.Client;
let earlier: string;
beforeAll(async () => {
  database = await createEmptyDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  earlier = mkdtempSync(path.join(tmpdir(), "migrations-"));
  const names = readdirSync(migrations).filter((name) => name < enums);
  for (const name of names) cpSync(path.join(migrations, name), path.join(earlier, name), { recursive: true });
});
afterAll(async () => {
  rmSync(earlier, { recursive: true, force: true });
  await client.end();
  await database.remove();
});

const job = (id: string, columns: string, values: string) =>
  `INSERT INTO jobs (id, "userId", source, status, "requestId", model, "priceCredits", "inputFormat", "inputBytes",
     "inputSha256", width, height, provider, "expiresAt", ${columns})
   VALUES ('${id}', 'usr_a', 'api', ${values});`;
const size = `1, '00', 1, 1, 'test', now()`;
const purchaseStatuses = "open processing paid failed expired canceled refunded partly_refunded disputed".split(" ");

/** One row for each value that the studio wrote while these columns were text, the empty ones included. */
const before = `
  INSERT INTO users (id, email) VALUES ('usr_a', 'a@example.org');
  INSERT INTO api_keys (id, "userId", name, hash, prefix, last4, mode) VALUES
    ('key_1', 'usr_a', 'a', '1', 'pxs_live_a', 'aaaa', 'live'), ('key_2', 'usr_a', 'b', '2', 'pxs_test_b', 'bbbb', 'test');
  ${job("job_1", `"outputFormat", metadata, stage`, `'running', 'req_1', 'tiny', 1, 'jpeg', ${size}, 'webp', 'strip_gps', 'colour'`)}
  ${job(
    "job_2",
    `"inputTone", "idleAddOns", "outputFormat", metadata`,
    `'succeeded', 'req_2', 'large', 3, 'heic', ${size}, 'toned', '{cleanScratches,faceRemaster}', 'jpeg', 'strip'`,
  )}
  ${job("job_3", `"idleAddOns", "errorCode"`, `'failed', 'req_3', 'tiny', 1, 'tiff', ${size}, NULL, 'upstream_error'`)}
  ${job("job_5", `"inputTone"`, `'succeeded', 'req_5', 'tiny', 1, 'png', ${size}, 'grey'`)}
  ${job("job_6", `"inputTone"`, `'succeeded', 'req_6', 'tiny', 1, 'png', ${size}, 'colour'`)}
  INSERT INTO purchases (id, "userId", "packId", "packName", credits, "priceCents", currency, status) VALUES
    ${purchaseStatuses.map((status) => `('pur_${status}', 'usr_a', 'p', 'P', 1, 1, 'eur', '${status}')`).join(", ")};
  INSERT INTO webhook_endpoints (id, "userId", url, events, "disabledReason") VALUES
    ('whe_1', 'usr_a', 'https://a.example', '{job.failed}', NULL), ('whe_2', 'usr_a', 'https://b.example', '{}', 'gone'),
    ('whe_3', 'usr_a', 'https://c.example', '{}', 'owner'), ('whe_4', 'usr_a', 'https://d.example', '{}', 'failing');
  INSERT INTO webhook_events (id, "userId", type, payload) VALUES ('msg_1', 'usr_a', 'job.failed', '{}');
  INSERT INTO webhook_deliveries (id, "eventId", "endpointId", status) VALUES
    ('whd_1', 'msg_1', 'whe_1', 'pending'), ('whd_2', 'msg_1', 'whe_1', 'delivered'), ('whd_3', 'msg_1', 'whe_1', 'failed');`;

const tables = ["api_keys", "jobs", "purchases", "webhook_endpoints", "webhook_deliveries"];

async function readAll() {
  const rows: unknown[] = [];
  for (const table of tables) {
    const found = await client.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
    rows.push(...found.rows.map(({ row }) => ({ table, ...row })));
  }
  const indexes = await client.query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname");
  return { rows, indexes: indexes.rows };
}

/** The same migration spells two lists and one column anew; everything else stays. */
function inAmericanEnglish(all: Awaited<ReturnType<typeof readAll>>) {
  const text = JSON.stringify(all).replaceAll('"colour"', '"color"').replaceAll('"grey"', '"gray"');
  return JSON.parse(text.replaceAll("cancelAskedAt", "cancelRequestedAt"));
}

test("rows from before keep every value when their columns become enums, and so do defaults and indexes", async () => {
  await migrate(database.url, earlier);
  await client.query(before);
  const old = await readAll();
  expect(old.rows).toHaveLength(23);

  // This one alone: later migrations add what these rows did not have.
  cpSync(path.join(migrations, enums), path.join(earlier, enums), { recursive: true });
  expect(await migrate(database.url, earlier)).toEqual([enums]);
  expect(await readAll()).toEqual(inAmericanEnglish(old));

  await client.query(job("job_4", "percent", `'queued', 'req_4', 'large', 1, 'png', ${size}, 0`));
  const defaults = await client.query(
    `SELECT metadata, "outputFormat", "idleAddOns"::text FROM jobs WHERE id = 'job_4'`,
  );
  expect(defaults.rows).toEqual([{ metadata: "keep", outputFormat: "png", idleAddOns: "{}" }]);
  await expect(client.query("UPDATE jobs SET stage = 'lunch'")).rejects.toThrow("invalid input value for enum");
});
