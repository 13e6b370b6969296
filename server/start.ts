import "../lib/lifecycle/end-with-reader";
import { MigrationError } from "../lib/db/migrate";
import { givenSettings, SettingsError, settings } from "../lib/env/settings";
import { checkPublicUrl } from "./check-public-url";
import { claimStudio, InUseError } from "./claim-studio";
import { ensureBuild } from "./ensure-build";
import { ensureDownloads } from "./ensure-downloads";
import { ensureEngine } from "./ensure-engine";
import { describeAddresses } from "./list-addresses";
import { serveStudio } from "./serve-studio";

/** What has to be there before the studio can be served. */
async function buildStudio({ dev }: { dev: boolean }): Promise<void> {
  if (!dev) return ensureBuild();
  await ensureDownloads();
  await ensureEngine({ dev });
}

/** `npm start` and `npm run dev`: builds if needed, serves, and ends everything cleanly on Ctrl-C or SIGTERM. */
async function start({ dev }: { dev: boolean }): Promise<void> {
  // A wrong setting is told before the build. Without the secrets, which reading makes: a refused start leaves nothing behind.
  const { ROLE, DATA_DIR, HOST, PORT } = givenSettings();
  const claim = await claimStudio({ dataDir: DATA_DIR, host: HOST, port: PORT });
  settings();
  if (ROLE !== "worker") await buildStudio({ dev });
  const studio = await serveStudio({ dev });
  for (const line of describeAddresses(studio.listening)) console.log(line);
  const { PUBLIC_URL: publicUrl, LINK_SECRET: secret } = settings();
  // It runs beside the start: a studio that its own machine cannot find from outside is served all the same.
  if (publicUrl && ROLE !== "worker")
    void checkPublicUrl({ publicUrl, secret }).then((fault) => fault && console.error(fault));
  stopOnSignal(async () => {
    await studio.stop();
    await claim.release();
  });
}

/** The first signal stops in order, within DRAIN_SECONDS and 30 s; a second one ends the process at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  const endAfterMs = settings().DRAIN_SECONDS * 1000 + 29_000;
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    console.log("Stopping …");
    setTimeout(() => process.exit(1), endAfterMs).unref();
    stop().then(() => process.exit(0), fail);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

function fail(error: unknown): void {
  const inWords = error instanceof SettingsError || error instanceof InUseError || error instanceof MigrationError;
  console.error(inWords ? error.message : error);
  process.exit(1);
}

// For an image. Without the settings: reading them makes the secrets, and those must be made where the image runs.
const buildOnly = process.argv.includes("--build-only");
(buildOnly ? buildStudio({ dev: false }) : start({ dev: process.argv.includes("--dev") })).catch(fail);
