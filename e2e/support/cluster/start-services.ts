import { randomBytes } from "node:crypto";
import { chown, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../start-studio";
import type { Programs } from "./find-programs";
import { writeNginxConfiguration } from "./nginx-configuration";
import { findFreePort, type RunAs, runToEnd, type Service, startService } from "./run-service";

/** What a cluster shares. Each listens on 127.0.0.1 alone and keeps what it writes below the cluster's folder. */
export type SharedServices = {
  databaseUrl: string;
  redisUrl: string;
  s3: { endpoint: string; bucket: string; accessKeyId: string; secretAccessKey: string };
  stop(): Promise<void>;
};
export type Place = { programs: Programs; folder: string; runAs: RunAs };

const utf8 = ["--encoding=UTF8", "--locale=C"];

/** A folder below the cluster's that belongs to who the server runs as. */
async function makeFolder({ folder, runAs }: Place, name: string): Promise<string> {
  const at = path.join(folder, name);
  await mkdir(at, { mode: 0o700 });
  if (runAs) await chown(at, runAs.uid, runAs.gid);
  return at;
}

async function startPostgres(place: Place): Promise<{ service: Service; url: string }> {
  const { programs, runAs } = place;
  const [data, port, password] = [
    await makeFolder(place, "postgres"),
    await findFreePort(),
    randomBytes(16).toString("hex"),
  ];
  const passwordFile = path.join(place.folder, "postgres-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs) await chown(passwordFile, runAs.uid, runAs.gid);
  await runToEnd(
    programs.initdb,
    [`--pgdata=${data}`, "--username=studio", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-sync", ...utf8],
    runAs,
  );
  // Nothing here outlives the cluster, so writes need not reach the disk.
  const settings = ["fsync=off", "unix_socket_directories=", "listen_addresses=127.0.0.1", `port=${port}`];
  const service = await startService(
    programs.postgres,
    ["-D", data, ...[...settings, "max_connections=200"].flatMap((setting) => ["-c", setting])],
    { port, runAs, stopSignal: "SIGINT" },
  );
  return { service, url: `postgresql://studio:${password}@127.0.0.1:${port}/postgres` };
}

async function startRedis(place: Place): Promise<{ service: Service; url: string }> {
  const [dir, port] = [await makeFolder(place, "redis"), await findFreePort()];
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", dir, "--save", "", "--appendonly", "no"];
  const service = await startService(place.programs.redis, args, { port, runAs: place.runAs });
  return { service, url: `redis://127.0.0.1:${port}` };
}

async function startS3({ folder }: Place): Promise<{ service: Service; s3: SharedServices["s3"] }> {
  const [port, bucket] = [await findFreePort(), "photos"];
  const program = path.join(repository, "node_modules/s3rver/bin/s3rver.js");
  const args = ["--directory", path.join(folder, "s3"), "--address", "127.0.0.1", "--port", `${port}`, "--silent"];
  const service = await startService(process.execPath, [program, ...args, "--configure-bucket", bucket], { port });
  const keys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
  return { service, s3: { endpoint: `http://127.0.0.1:${port}`, bucket, ...keys } };
}

/** Starts PostgreSQL, Redis and a storage that speaks S3. */
export async function startSharedServices(place: Place): Promise<SharedServices> {
  const started: Service[] = [];
  const stop = async () => {
    for (const service of started.splice(0).reverse()) await service.stop();
  };
  try {
    const postgres = await startPostgres(place);
    started.push(postgres.service);
    const redis = await startRedis(place);
    started.push(redis.service);
    const storage = await startS3(place);
    started.push(storage.service);
    return { databaseUrl: postgres.url, redisUrl: redis.url, s3: storage.s3, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts nginx with the sample of deploy/nginx in front of web instances. */
export async function startNginx(place: Place, port: number, webPorts: readonly number[]): Promise<Service> {
  const folder = await makeFolder(place, "nginx");
  const addresses = { listen: `127.0.0.1:${port}`, webs: webPorts.map((web) => `127.0.0.1:${web}`) };
  await writeFile(path.join(folder, "nginx.conf"), writeNginxConfiguration(repository, addresses));
  const args = ["-p", folder, "-c", "nginx.conf", "-e", "stderr", "-g", "daemon off;"];
  return startService(place.programs.nginx, args, { port, runAs: place.runAs, stopSignal: "SIGQUIT" });
}
