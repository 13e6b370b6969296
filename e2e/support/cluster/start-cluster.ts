import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Environment, type Studio, startStudio } from "../start-studio";
import { findPrograms } from "./find-programs";
import { findFreePort, type RunAs } from "./run-service";
import { type Place, type SharedServices, startNginx, startSharedServices } from "./start-services";

/** One process of the studio, which keeps its name, port and folder when it is started again. */
export type Instance = {
  name: string;
  role: "web" | "worker";
  /** `http://127.0.0.1:PORT`, not through nginx. */
  url: string;
  /** The process that runs now, or ran last. */
  studio: Studio;
  /** SIGTERM, its end, and a new start: one step of a rolling restart. Resolves when the new process is ready. */
  restart(): Promise<void>;
  /** Starts it after its process has ended. */
  start(): Promise<void>;
};
export type Cluster = {
  /** nginx, as callers reach the studio. */
  url: string;
  webs: Instance[];
  workers: Instance[];
  services: Omit<SharedServices, "stop">;
  /** Stops everything in order (callers' entrance, web, workers, what they share) and deletes the folder. */
  stop(): Promise<void>;
};
export type ClusterOptions = {
  webs: number;
  workers: number;
  /** Every instance's, over those of the cluster. */
  settings?: Environment;
};

/** Above the 5 s for which nginx keeps an unused connection to an instance. */
const drainSeconds = "6";
const readyMs = 120_000;
const secretNames = ["AUTH_SECRET", "API_KEY_SECRET", "LINK_SECRET", "RECEIPT_SECRET", "WEBHOOK_SECRET"];

/** For root, the user that Debian's PostgreSQL runs as, else nobody. */
function chooseUser(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string, name: string) =>
    Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: ask("-u", name), gid: ask("-g", name) };
    } catch {
      // No such user.
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is no user postgres or nobody.");
}

/** What all instances of the cluster are set to. */
function shareSettings({ databaseUrl, redisUrl, s3 }: Cluster["services"], publicUrl: string): Environment {
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    S3_LINKS: "proxy",
    PUBLIC_URL: publicUrl,
    TRUST_PROXY: "true",
    // The product's own, which the tests of a single studio have out of their way.
    KEY_REQUESTS_PER_MINUTE: "120",
    ...Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString("hex")])),
  };
}

async function startInstance(
  name: string,
  role: Instance["role"],
  folder: string,
  settings: Environment,
): Promise<Instance> {
  const port = await findFreePort();
  const own = { ROLE: role, PORT: `${port}`, DRAIN_SECONDS: role === "web" ? drainSeconds : "0" };
  const start = () => startStudio({ ...settings, ...own }, path.join(folder, name));
  const instance: Instance = {
    name,
    role,
    url: `http://127.0.0.1:${port}`,
    studio: await start(),
    restart: async () => {
      await instance.studio.stop("SIGTERM");
      await instance.start();
    },
    start: async () => {
      instance.studio = await start();
      await waitUntilReady(instance);
    },
  };
  await waitUntilReady(instance);
  return instance;
}

async function waitUntilReady({ name, url, studio }: Instance): Promise<void> {
  const until = performance.now() + readyMs;
  while (!(await isAtWork(url))) {
    if (performance.now() > until)
      throw new Error(`${name} is not ready after ${readyMs / 1000} s:\n${studio.output()}`);
    await wait(50);
  }
}

/** Of a worker also that its models have loaded: before that it takes no photo. */
async function isAtWork(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health`).catch(() => null);
  return answer?.ok ?? false;
}

/** Starts them all at once, as machines do after a power cut. What did start is in `instances`, also when another one did not. */
async function startInstances(instances: Instance[], starts: Promise<Instance>[]): Promise<void> {
  const results = await Promise.allSettled(starts);
  for (const result of results) if (result.status === "fulfilled") instances.push(result.value);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

/**
 * Starts a studio of many processes on this machine: PostgreSQL, Redis and a storage that speaks S3 from packages, web and worker
 * instances, and nginx with the sample of deploy/ in front. The build has to be there.
 * @throws when a program is not installed, see findPrograms
 */
export async function startCluster({ webs, workers, settings = {} }: ClusterOptions): Promise<Cluster> {
  const programs = findPrograms();
  if ("missing" in programs) throw new Error(`A cluster needs ${programs.missing.join(", ")}, not installed here.`);
  const folder = await mkdtemp(path.join(tmpdir(), "cluster-"));
  // Others may pass through to their own folders below.
  await chmod(folder, 0o711);
  const place: Place = { programs, folder, runAs: chooseUser() };
  const undo = [() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { stop: stopServices, ...services } = await startSharedServices(place);
    undo.push(stopServices);
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const shared = { ...shareSettings(services, url), ...settings };
    const instances: Instance[] = [];
    const named = (role: Instance["role"]) => instances.filter((instance) => instance.role === role);
    const stopAll = async (role: Instance["role"]) => {
      await Promise.all(named(role).map(({ studio }) => studio.stop()));
    };
    undo.push(
      () => stopAll("worker"),
      () => stopAll("web"),
    );
    const start = (role: Instance["role"], count: number) =>
      Array.from({ length: count }, (_, at) => startInstance(`${role}-${at + 1}`, role, folder, shared));
    await startInstances(instances, [...start("web", webs), ...start("worker", workers)]);
    const ports = named("web").map((web) => Number(new URL(web.url).port));
    const nginx = await startNginx(place, port, ports);
    undo.push(() => nginx.stop());
    return { url, webs: named("web"), workers: named("worker"), services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
