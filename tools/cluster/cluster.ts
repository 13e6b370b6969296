// npm run cluster: a studio of many processes on this machine, as deploy/ describes it, without containers.
//
//   npm run cluster -- [--webs 2] [--workers 2]                until Ctrl-C
//   npm run cluster -- [--webs 2] [--workers 2] -- COMMAND…    while COMMAND runs, with the settings of web-1 and CLUSTER_URL
//   npm run cluster -- trial [--requests 1000]                 its tests, with so many requests during the rolling restart
import "../../lib/lifecycle/end-with-reader";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Command } from "@commander-js/extra-typings";
import { type Cluster, startCluster } from "../../e2e/support/cluster/start-cluster";
import { ensureBuild } from "../../server/ensure-build";

function listAddresses({ url, webs, workers, services: { databaseUrl, redisUrl, s3 } }: Cluster): string {
  const instances = [...webs, ...workers].map((instance) => [instance.name, instance.url]);
  const rows = [
    ["studio", `${url} (nginx)`],
    ...instances,
    ["PostgreSQL", databaseUrl],
    ["Redis", redisUrl],
    ["S3", `${s3.endpoint}/${s3.bucket}, access key ${s3.accessKeyId}, secret ${s3.secretAccessKey}`],
  ];
  return rows.map(([name = "", at = ""]) => `${name.padEnd(12)}${at}`).join("\n");
}

/** Runs a program to its end, its output here. Answers its exit code. */
async function run([command = "", ...args]: string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...environment } });
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

async function runCluster(command: string[], size: { webs: number; workers: number }): Promise<void> {
  await ensureBuild();
  const cluster = await startCluster(size);
  try {
    console.log(listAddresses(cluster));
    const environment = { ...cluster.webs[0]?.studio.environment, CLUSTER_URL: cluster.url };
    if (command.length > 0) process.exitCode = await run(command, environment);
    else await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  } finally {
    console.log("Stopping …");
    await cluster.stop();
  }
}

const count = (text: string) => Number.parseInt(text, 10);
const program = new Command("npm run cluster --").description(
  "A studio of web and worker instances, all on 127.0.0.1.",
);
program
  .command("run", { isDefault: true })
  .description("Start it, and print where everything is.")
  .option("--webs <count>", "web instances", count, 2)
  .option("--workers <count>", "worker instances", count, 2)
  .argument("[command...]", "what to run against it, after --; without one it runs until Ctrl-C")
  .action(runCluster);
program
  .command("trial")
  .description("Restart every instance under load, kill some, and print what came of it.")
  .option("--requests <count>", "requests during the rolling restart", count, 1000)
  .action(async ({ requests }) => {
    const tests = ["node_modules/@playwright/test/cli.js", "test", "--project=cluster", "--retries=0"];
    process.exitCode = await run([process.execPath, ...tests], { CLUSTER_REQUESTS: `${requests}` });
  });
await program.parseAsync();
