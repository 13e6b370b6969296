import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { claimExclusively } from "../lib/db/embedded/exclusive-claim";
import { clearDeadSpools } from "../lib/storage/spool";

/** Why this start cannot be, in words for the person who started it. */
export class InUseError extends Error {}

type Place = { dataDir: string; host: string; port: number };

/**
 * Makes this process the one studio on `dataDir`, until it ends, and only then removes what a killed one left there.
 * Everything that a start changes, the build included, comes after this.
 * @param port 0 for any free one
 * @throws {InUseError} when another studio serves the folder or another program the port; nothing was changed then
 */
export async function claimStudio({ dataDir, host, port }: Place): Promise<{ release(): Promise<void> }> {
  await refuseTakenPort(host, port);
  const folder = path.resolve(dataDir);
  // The first start on it.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const claim = await claimExclusively(folder, "studio");
  if (!claim) {
    throw new InUseError(
      `Another studio is running on DATA_DIR ${folder}: stop it, or set DATA_DIR to a folder of this one's own.`,
    );
  }
  await clearDeadSpools(folder);
  return claim;
}

async function refuseTakenPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, host);
  await once(probe, "listening").catch((error: unknown) => {
    throw explainListenError(error, port);
  });
  const closed = once(probe, "close");
  probe.close();
  await closed;
}

/** The error of a server that could not listen, in words where the port is taken. */
export function explainListenError(error: unknown, port: number): unknown {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  return taken
    ? new InUseError(`PORT ${port} is in use by another program: stop it, or set PORT to a free one.`)
    : error;
}
