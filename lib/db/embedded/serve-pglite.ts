import { rmSync } from "node:fs";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { keepBatchesWhole } from "./keep-batches-whole";
import { fitsSocketAddress, makePrivateFolder } from "./run-folders";

const maxConnections = 50;
const user = "postgres@localhost/postgres";

export type PgliteServer = { url: string; connections(): number; stop(): Promise<void> };
/** `folders`: where a Unix socket may go, best first; none means TCP on 127.0.0.1, any free port. */
type Options = { folders: string[]; onFatal: (error: unknown) => void };

/**
 * Speaks PostgreSQL's protocol for `pglite`. All connections share one session and one transaction at a time: a transaction
 * makes the others wait, and session state (SET, LISTEN, advisory locks) is everybody's.
 */
export async function servePglite(pglite: PGlite, { folders, onFatal }: Options): Promise<PgliteServer> {
  const folder = folders.find(fitsSocketAddress);
  const socket = folder === undefined ? null : path.join(folder, ".s.PGSQL.5432");
  if (folder !== undefined && socket) {
    makePrivateFolder(folder);
    rmSync(socket, { force: true }); // left by one that was killed; ours alone since we hold the claim
  }
  failLoudly(pglite, onFatal);
  const address = socket ? { path: socket } : { host: "127.0.0.1", port: 0 };
  const server = new PGLiteSocketServer({ db: pglite, maxConnections, ...address });
  keepBatchesWhole(server);
  await server.start();
  const url =
    folder === undefined
      ? `postgresql://postgres@${server.getServerConn()}/postgres`
      : `postgresql://${user}?host=${encodeURIComponent(folder)}`;
  return { url, connections: () => server.getStats().activeConnections, stop: () => server.stop() };
}

/** An SQL error is an answer; a rejection means that the engine itself broke, and the server's queue would stand still for ever. */
function failLoudly(pglite: PGlite, onFatal: (error: unknown) => void): void {
  const run = pglite.execProtocolRawStream.bind(pglite);
  pglite.execProtocolRawStream = (message, options) =>
    run(message, options).catch((error: unknown) => {
      onFatal(error);
      throw error;
    });
}
