import { singleton } from "../lifecycle/singleton";
import { onStop } from "../lifecycle/stop-hooks";
import { createDatabase, type Db } from "./client";

type Published = { url: string | null };
const published = () => singleton<Published>("database-url", () => ({ url: null }));

/** Called once by the start script, before the first request: where this process finds its migrated database. */
export function publishDatabaseUrl(url: string): void {
  published().url = url;
}

/** Where this process finds its migrated database. */
export function databaseUrl(): string {
  const { url } = published();
  if (!url) throw new Error("the database was used before publishDatabaseUrl(): start with `npm start`");
  return url;
}

/** The client of this process for the published database. Closed by a stop hook. */
export function database(): Db {
  return singleton("database", () => {
    const db = createDatabase(databaseUrl());
    onStop("database", () => db.$disconnect());
    return db;
  });
}
