import type { AddressInfo } from "node:net";
import path from "node:path";
import next from "next";
import { publishDatabaseUrl } from "../lib/db/database";
import { openDatabase } from "../lib/db/embedded/open-database";
import { migrate } from "../lib/db/migrate";
import { SettingsError, settings } from "../lib/env/settings";
import { createHttpServer } from "../lib/http/server/create-http-server";
import { runStopHooks } from "../lib/lifecycle/stop-hooks";
import { clearDeadSpools } from "../lib/storage/spool";
import { ensureBuild } from "./ensure-build";

/** `npm start` and `npm run dev`: builds if needed, opens the database, migrates, serves, and ends all of it cleanly. */
async function start({ dev }: { dev: boolean }): Promise<void> {
  const { HOST, PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, TRUST_PROXY } = settings();
  if (!dev) await ensureBuild();
  const open = await openDatabase({ databaseUrl: DATABASE_URL, dataDir: DATA_DIR });
  await migrate(open.url);
  publishDatabaseUrl(open.url);
  await clearDeadSpools(DATA_DIR);

  const app = next({ dev, dir: path.resolve(import.meta.dirname, ".."), hostname: HOST, port: PORT });
  await app.prepare();
  const server = createHttpServer(app.getRequestHandler(), { trustProxy: TRUST_PROXY });
  if (dev) server.on("upgrade", app.getUpgradeHandler());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const shown = HOST === "127.0.0.1" || HOST === "0.0.0.0" || HOST === "::" ? "localhost" : HOST;
  console.log(`Pixomax Studio is running at ${PUBLIC_URL ?? `http://${shown}:${port}`}`);

  stopOnSignal(async () => {
    server.close();
    server.closeIdleConnections();
    for (const { name, error } of await runStopHooks()) console.error(`Stopping ${name} failed:`, error);
    // Answers that are being written go out first.
    await Promise.race([closed(server), sleep(1_000)]);
    server.closeAllConnections();
    await open.close();
  });
}

const closed = (server: ReturnType<typeof createHttpServer>) =>
  new Promise<void>((resolve) => server.once("close", resolve));
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The first SIGINT or SIGTERM stops in order, within 30 s; a second one ends the process at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    console.log("Stopping …");
    const late = setTimeout(() => process.exit(1), 29_000);
    late.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

start({ dev: process.argv.includes("--dev") }).catch((error: NodeJS.ErrnoException) => {
  if (error instanceof SettingsError) console.error(error.message);
  else if (error.code === "EADDRINUSE")
    console.error(`PORT ${settings().PORT} is in use by another program: stop it or set PORT to a free one.`);
  else console.error(error);
  process.exit(1);
});
