import { randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import net from "node:net";
import { hashFolder, makePrivateFolder, runFolders } from "./run-folders";

/** `folder` is where sockets work. */
export type Claim = { folder: string; release(): Promise<void> };
const claimName = /^claim-[0-9a-f]+$/;
const waitForOthersMs = 5_000;

/**
 * Makes this process the only one that opens the database in `dataDir`; null when another one is. It holds until release()
 * or the process's death, however that comes: a claim is a socket that listens, and the system closes it with the process.
 * Process ids prove nothing here; containers that share a volume reuse them.
 *
 * Everybody listens on a socket of its own first and only then looks at the others', so of two, at least one sees the other.
 * It changes the working folder to the claims' folder, whose sockets are then named relatively: an absolute name may be too long.
 */
export async function claimExclusively(dataDir: string): Promise<Claim | null> {
  if (process.platform === "win32") return claimPipe(dataDir);
  const { inData, inTmp } = runFolders(dataDir);
  return claimIn(inData).catch((error: NodeJS.ErrnoException) => {
    // Some mounted folders (a container's, a network's) cannot hold sockets.
    if (!["EOPNOTSUPP", "ENOTSUP", "EINVAL", "EPERM", "EACCES"].includes(error.code ?? "")) throw error;
    return claimIn(inTmp);
  });
}

async function claimIn(folder: string): Promise<Claim | null> {
  makePrivateFolder(folder);
  process.chdir(folder);
  const name = `claim-${randomBytes(8).toString("hex")}`;
  const server = await listen(name);
  const release = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const deadline = Date.now() + waitForOthersMs;
  for (;;) {
    const living = await findLiving(name);
    if (living.length === 0) return { folder, release };
    // Two that start together see each other: the smaller name stays. An owner that is about to end is waited for.
    if (living.some((other) => other < name) || Date.now() > deadline) {
      await release();
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Other claims whose process lives; removes what dead ones left. */
async function findLiving(own: string): Promise<string[]> {
  const living: string[] = [];
  for (const other of readdirSync(".").filter((name) => claimName.test(name) && name !== own)) {
    if (await isListening(other)) living.push(other);
    else rmSync(other, { force: true });
  }
  return living;
}

function isListening(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    // Only these two say that nobody listens. Any other error proves nothing, and two owners would lose data.
    socket.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}

function listen(address: string): Promise<net.Server> {
  const server = net.createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => resolve(server));
  });
}

/** Windows itself lets only one process open a pipe of a name first, and frees it with the process. */
async function claimPipe(dataDir: string): Promise<Claim | null> {
  try {
    const server = await listen(`\\\\.\\pipe\\pixomax-${hashFolder(dataDir)}`);
    const release = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { folder: runFolders(dataDir).inData, release };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return null;
    throw error;
  }
}
