import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export type Environment = Record<string, string>;
export type Studio = {
  /** `http://127.0.0.1:PORT` */
  url: string;
  dataDir: string;
  environment: Environment;
  /** Everything it has printed so far. */
  output(): string;
  /** Sends the signal and waits for the end. Answers the exit code; null when the signal itself ended it. */
  stop(signal?: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<number | null>;
};

export const repository = path.resolve(import.meta.dirname, "../..");
const startSeconds = 60;
/** A stop may take 30 s; what takes longer hangs. */
const stopSeconds = 35;

/** Those that run in this process, to end with it and to be shown when a test fails. */
export const runningStudios = new Set<Studio>();

/** What a studio under test runs with: a folder of its own, limits out of the way, nothing of the tester's settings. */
function makeEnvironment(dataDir: string, settings: Environment): Environment {
  const { PATH = "", HOME = "", TMPDIR = tmpdir() } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: "0",
    HOST: "127.0.0.1",
    DATA_DIR: dataDir,
    KEY_REQUESTS_PER_MINUTE: "100000",
    ACCOUNT_REQUESTS_PER_MINUTE: "100000",
    ENGINE_THREADS: "1",
    ...settings,
  };
}

function waitForAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      child.removeListener("exit", onExit);
      child.stdout?.removeListener("data", onData);
    };
    const fail = (why: string) => {
      settle();
      child.kill("SIGKILL");
      reject(new Error(`The studio ${why}:\n${output()}`));
    };
    const timer = setTimeout(() => fail(`did not start within ${startSeconds} s`), startSeconds * 1000);
    const onExit = (code: number | null) => fail(`ended with ${code}`);
    const onData = () => {
      const address = /running at (http:\/\/\S+)/.exec(output())?.[1];
      if (!address) return;
      settle();
      // Not "localhost", which may be ::1 first: the studio listens on 127.0.0.1 alone.
      resolve(`http://127.0.0.1:${new URL(address).port}`);
    };
    child.once("exit", onExit);
    child.stdout?.on("data", onData);
  });
}

/** Settings for a studio beside the one that runs on `dataDir`, as on a second machine: the same database and secrets. */
async function shareDatabase(dataDir: string): Promise<Environment> {
  const readJson = async (name: string) => JSON.parse(await readFile(path.join(dataDir, name), "utf8")) as Environment;
  const { url = "" } = await readJson("database.json");
  return { ...(await readJson("secrets.json")), DATABASE_URL: url };
}

const makeFolder = () => mkdtemp(path.join(tmpdir(), "studio-"));

/** An empty folder but for a database that is migrated already, where prepare-tests made one. */
async function makeDataDir(): Promise<string> {
  const folder = await makeFolder();
  const { TEST_DATA_DIR: made } = process.env;
  if (made) await cp(path.join(made, "database"), path.join(folder, "database"), { recursive: true });
  return folder;
}

/**
 * Starts the real studio on a free port and waits until it says where it runs.
 * @param settings added to or replacing the environment; pass the same `dataDir` again to restart on its data, or while the
 *   first one runs to start another beside it
 */
export async function startStudio(settings: Environment = {}, dataDir?: string): Promise<Studio> {
  const isBeside = [...runningStudios].some((running) => running.dataDir === dataDir);
  const ownFolder = dataDir === undefined ? await makeDataDir() : isBeside ? await makeFolder() : undefined;
  const folder = ownFolder ?? dataDir ?? "";
  const shared = dataDir !== undefined && isBeside ? await shareDatabase(dataDir) : {};
  const environment = makeEnvironment(folder, { ...shared, ...settings });
  const child = spawn(process.execPath, ["--import", "tsx", "server/start.ts"], {
    cwd: repository,
    env: environment as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C in a terminal reaches the tests alone, which stop it in order.
    detached: true,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const url = await waitForAddress(child, () => printed).catch(async (error: unknown) => {
    if (ownFolder) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 250 });
    throw error;
  });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const studio: Studio = {
    url,
    dataDir: folder,
    environment,
    output: () => printed,
    stop: async (signal = "SIGTERM") => {
      const code = await endProcess(child, signal);
      process.removeListener("exit", killWithUs);
      runningStudios.delete(studio);
      if (isBeside) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 250 });
      return code;
    },
  };
  runningStudios.add(studio);
  return studio;
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill(signal);
  const hangs = setTimeout(() => child.kill("SIGKILL"), stopSeconds * 1000);
  await ended;
  clearTimeout(hangs);
  return child.exitCode;
}

/** Stops it and deletes its data. Nothing to do when it never started. */
export async function endStudio(studio: Studio | undefined): Promise<void> {
  if (!studio) return;
  await studio.stop();
  await rm(studio.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
