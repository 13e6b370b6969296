import { randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { hashFolder, makePrivateFolder, runFolders } from "./run-folders";

/** `folder` is where sockets work. */
export type Claim = { folder: string; release(): Promise<void> };
/** What a data folder has one of: the process that opens its database, and the studio that serves it. */
export type Claimed = "database" | "studio";
const waitForOthersMs = 5_000;

/**
 * Makes this process the only one of its kind on `dataDir`; null when another one is. It holds until release() or the
 * process's death, however that comes: a claim is a socket that listens, and the system closes it with the process.
 * Process ids prove nothing here; containers that share a volume reuse them.
 *
 * Everybody listens on a socket of its own first and only then looks at the others', so of two, at least one sees the other.
 */
export async function claimExclusively(dataDir: string, claimed: Claimed): Promise<Claim | null> {
  if (process.platform === "win32") return claimPipe(dataDir, claimed);
  const { inData, inTmp } = runFolders(dataDir);
  return claimIn(inData, claimed).catch((error: NodeJS.ErrnoException) => {
    // Some mounted folders (a container's, a network's) cannot hold sockets.
    if (!["EOPNOTSUPP", "ENOTSUP", "EINVAL", "EPERM", "EACCES"].includes(error.code ?? "")) throw error;
    return claimIn(inTmp, claimed);
  });
}

async function claimIn(folder: string, claimed: Claimed): Promise<Claim | null> {
  makePrivateFolder(folder);
  const name = `${claimed}-${randomBytes(8).toString("hex")}`;
  const server = await listen(folder, name);
  const release = () => new Promise<void>((resolve) => void inFolder(folder, () => server.close(() => resolve())));
  const deadline = Date.now() + waitForOthersMs;
  for (;;) {
    const living = await findLiving(folder, name, claimed);
    if (living.length === 0) return { folder, release };
    // Two that start together see each other: the smaller name stays. An owner that is about to end is waited for.
    if (living.some((other) => other < name) || Date.now() > deadline) {
      await release();
      return null;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Other claims of the kind whose process lives; removes what dead ones left. */
async function findLiving(folder: string, own: string, claimed: Claimed): Promise<string[]> {
  const claimName = new RegExp(`^${claimed}-[0-9a-f]+$`);
  const living: string[] = [];
  for (const other of readdirSync(folder).filter((name) => claimName.test(name) && name !== own)) {
    if (await isListening(folder, other)) living.push(other);
    else rmSync(path.join(folder, other), { force: true });
  }
  return living;
}

function isListening(folder: string, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = inFolder(folder, () => net.connect(name));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    // Only these two say that nobody listens. Any other error proves nothing, and two owners would lose data.
    socket.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}

function listen(folder: string, address: string): Promise<net.Server> {
  const server = net.createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    inFolder(folder, () => server.listen(address, () => resolve(server)));
  });
}

/**
 * A socket's absolute name may be too long for the system, so it is named relatively. Node binds, connects and removes before
 * these calls return, and nothing else runs meanwhile.
 */
function inFolder<T>(folder: string, call: () => T): T {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return call();
  } finally {
    process.chdir(before);
  }
}

/** Windows itself lets only one process open a pipe of a name first, and frees it with the process. */
async function claimPipe(dataDir: string, claimed: Claimed): Promise<Claim | null> {
  try {
    const server = await listen(dataDir, `\\\\.\\pipe\\pixomax-${claimed}-${hashFolder(dataDir)}`);
    const release = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { folder: runFolders(dataDir).inData, release };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return null;
    throw error;
  }
}
