import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pg from "pg";
import { extract, pack } from "tar-stream";
import { openRestoreDatabase } from "../backup/restore-target";
import { createDatabase, type Db } from "../db/client";
import type { SecretName } from "../env/secrets";
import { readSettings } from "../env/settings";
import { createLocalDiskStorage } from "../storage/local-disk";

const noSecrets: SecretName[] = [];

/** What a backup of `dataDir` and the database at `databaseUrl` is made with; `file` is a new name beside the data folder. */
export function backupRequest(dataDir: string, databaseUrl?: string) {
  const file = `${dataDir}-backup.tar.gz`;
  const storage = createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret: "" });
  return { file, dataDir, databaseUrl, withFiles: false, storage, secretsFromEnvironment: noSecrets };
}

/** A folder name that nothing has yet. */
export const newDataDir = async (): Promise<string> => path.join(await mkdtemp(path.join(tmpdir(), "backup-")), "data");

/** The settings and the storage of a studio in `dataDir`; its secrets are made when there are none. */
export function openDataDir(dataDir: string) {
  const settings = readSettings({ NODE_ENV: "test", DATA_DIR: dataDir });
  const { LINK_SECRET: linkSecret } = settings;
  return { settings, storage: createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret }) };
}

/** Runs `work` with the embedded database that lies in `dataDir`. */
export async function withEmbedded<T>(dataDir: string, work: (db: Db, url: string) => Promise<T>): Promise<T> {
  const database = await openRestoreDatabase(dataDir);
  const db = createDatabase(database.url);
  try {
    return await work(db, database.url);
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

/** Every row of every table, as PostgreSQL writes it. */
export async function readEverything(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`,
    );
    const everything: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t ORDER BY 1`);
      everything[name] = rows.map(({ text }) => text);
    }
    return everything;
  } finally {
    await client.end();
  }
}

/** Writes the archive anew, with what `change` makes of each entry; null leaves it out. */
export async function rewriteArchive(
  file: string,
  change: (name: string, bytes: Buffer) => Buffer | null,
): Promise<void> {
  const [from, to] = [extract(), pack()];
  const fresh = `${file}.changed`;
  const written = pipeline(to, createGzip(), createWriteStream(fresh));
  const read = pipeline(createReadStream(file), createGunzip(), from);
  for await (const entry of from) {
    const bytes = change(entry.header.name, await buffer(entry));
    if (bytes) to.entry({ name: entry.header.name }, bytes);
  }
  to.finalize();
  await Promise.all([read, written]);
  await rename(fresh, file);
}
