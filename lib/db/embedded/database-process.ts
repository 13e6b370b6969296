import { repeatEvery } from "../../lifecycle/repeat-every";
import { claimExclusively } from "./exclusive-claim";
import { openPglite } from "./open-pglite";
import { readAddress, removeAddress, writeAddress } from "./published-address";
import { runFolders } from "./run-folders";
import { type PgliteServer, servePglite } from "./serve-pglite";

// The embedded database's own process: `database-process.ts DATA_DIR`. Started by openDatabase(), never by hand. It lives as
// long as somebody is connected, so that the studio and the command line can come and go in any order.
const firstClientMs = 10_000;
const lingerMs = 1_500;
const stopWithinMs = 25_000;
const watchEveryMs = 100;
/** Exit code: another process has this data folder. */
const taken = 3;

async function main(dataDir: string): Promise<void> {
  // A terminal's Ctrl-C and hang-up are meant for the studio; it leaves, and then so do we.
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
  const claim = await claimExclusively(dataDir, "database");
  if (!claim) process.exit(taken);
  const { inTmp } = runFolders(dataDir);
  const pglite = await openPglite(dataDir);
  const folders = process.platform === "win32" ? [] : [claim.folder, inTmp];
  const server = await servePglite(pglite, { folders, onFatal: die });
  writeAddress(dataDir, { url: server.url, pid: process.pid });

  await untilUnused(server);
  if (readAddress(dataDir)?.pid === process.pid) removeAddress(dataDir);
  await server.stop();
  await pglite.close();
  await claim.release();
  process.exit(0);
}

/** Resolves when the last client has gone and none came after it, or some time after SIGTERM. */
async function untilUnused(server: PgliteServer): Promise<void> {
  let unusedSince = Date.now();
  let allowedMs = firstClientMs;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const watch = async () => {
    if (server.connections() > 0) {
      unusedSince = Date.now();
      allowedMs = lingerMs;
    } else if (Date.now() - unusedSince >= allowedMs) end();
  };
  const watching = repeatEvery(watch, watchEveryMs, { onError: die });
  // A service manager stops every process at once; clients still settle their jobs, so they go first.
  process.on("SIGTERM", () => {
    allowedMs = 0;
    setTimeout(end, stopWithinMs).unref();
  });
  await ended;
  await watching.stop();
}

function die(error: unknown): never {
  console.error(error);
  process.exit(1);
}

const dataDir = process.argv[2];
if (!dataDir) die(new Error("usage: database-process.ts DATA_DIR"));
main(dataDir).catch(die);
