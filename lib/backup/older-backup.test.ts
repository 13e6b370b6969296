import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../clock/clock";
import { openDatabase } from "../db/embedded/open-database";
import { migrate } from "../db/migrate";
import { backupRequest, newDataDir, openDataDir } from "../testing/backups";
import { createEmptyDatabase } from "../testing/database";
import { createBackup } from "./create-backup";
import { restoreBackup } from "./restore-backup";

let source: Awaited<ReturnType<typeof createEmptyDatabase>>;
let target: typeof source;
beforeEach(async () => {
  source = await createEmptyDatabase();
  target = await createEmptyDatabase();
});
afterEach(() => Promise.all([source.remove(), target.remove()]));

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** The last migration before the one that gave closed lists their types and renamed values. */
const earlier = "20261128210000_idle_add_ons";

test("a backup of an earlier version is loaded as it was and then migrated, data included", async () => {
  await migrate(source.url, undefined, earlier);
  await query(
    source.url,
    `INSERT INTO users (id, email, "lowCreditToldAt") VALUES ('usr_1', 'a@example.org', '2026-01-01Z')`,
  );
  await query(
    source.url,
    `INSERT INTO jobs (id, "userId", source, status, "requestId", model, "priceCredits", "inputFormat", "inputBytes",
       "inputSha256", width, height, provider, "expiresAt", "isTest", stage, "inputTone", "idleAddOns")
     VALUES ('job_1', 'usr_1', 'api', 'failed', 'req_1', 'tiny', 0, 'jpeg', 1, '0', 1, 1, 'test', now(), true, 'colour', 'grey',
       '{faceRemaster}')`,
  );
  const dataDir = await newDataDir();
  openDataDir(dataDir);
  const request = backupRequest(dataDir, source.url);
  await createBackup(request, { clock: systemClock, openDatabase });
  const restored = { file: request.file, dataDir: await newDataDir(), databaseUrl: target.url };
  const { migrated, ledgerViolations } = await restoreBackup(restored);
  expect({ first: migrated[0], ledgerViolations }).toEqual({
    first: "20261128230000_states_as_enums",
    ledgerViolations: [],
  });
  expect(await query(target.url, `SELECT stage::text, "inputTone"::text, "idleAddOns"::text FROM jobs`)).toEqual([
    { stage: "color", inputTone: "gray", idleAddOns: "{faceRemaster}" },
  ]);
  expect(await query(target.url, `SELECT "lowCreditNotifiedAt" AS at FROM users`)).toEqual([
    { at: new Date("2026-01-01T00:00:00Z") },
  ]);
  expect(await migrate(target.url)).toEqual([]);
});

test("an empty database whose tables are newer than the backup's is refused, and stays empty", async () => {
  await migrate(source.url, undefined, earlier);
  await migrate(target.url);
  const dataDir = await newDataDir();
  openDataDir(dataDir);
  const request = backupRequest(dataDir, source.url);
  await createBackup(request, { clock: systemClock, openDatabase });
  const restored = { file: request.file, dataDir: await newDataDir(), databaseUrl: target.url };
  await expect(restoreBackup(restored)).rejects.toThrow("its tables are those of a newer version than the backup's");
});
