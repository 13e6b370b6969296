import { createDatabase, type Db } from "./client";
import { openDatabase } from "./embedded/open-database";
import { migrate } from "./migrate";

/** For programs other than the studio: opens the database, brings it up to date, and gives a client. */
export async function connectDatabase(settings: {
  DATABASE_URL?: string;
  DATA_DIR: string;
}): Promise<{ db: Db; url: string; close(): Promise<void> }> {
  const open = await openDatabase({ databaseUrl: settings.DATABASE_URL, dataDir: settings.DATA_DIR });
  try {
    await migrate(open.url);
  } catch (error) {
    await open.close();
    throw error;
  }
  const db = createDatabase(open.url);
  return {
    db,
    url: open.url,
    close: async () => {
      await db.$disconnect();
      await open.close();
    },
  };
}
