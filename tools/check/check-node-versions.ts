// npm run check:node-versions: packs client and program and runs both on every Node that they promise to run on.
import "../../lib/lifecycle/end-with-reader";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { version } from "../../package.json";
import { ensureDownloads } from "../../server/ensure-downloads";

const run = promisify(execFile);
const versions = process.argv.length > 2 ? process.argv.slice(2) : ["20", "22", "24", "26"];
const useClient = `import { PixomaxClient, PixomaxError } from "pixomax-client";
const client = new PixomaxClient({ baseUrl: "http://127.0.0.1:9", apiKey: "k", maxRetries: 0 });
const error = await client.getAccount().catch((error) => error);
if (!(error instanceof PixomaxError) || error.code !== "unreachable") throw error;
console.log(process.version);`;

/** Installs both from the tarballs, without a registry, and Node itself from npm's package `node`. */
async function prepare(folder: string, node: string): Promise<string> {
  const install = (at: string, ...words: string[]) =>
    run("npm", ["install", "--prefix", at, "--no-audit", "--no-fund", ...words], { cwd: folder });
  await install(path.join(folder, "node"), `node@${node}`);
  const tarballs = ["pixomax-client", "pixomax-cli"].map((name) => path.resolve(`public/downloads/${name}.tgz`));
  await install(path.join(folder, "bare"), "--offline", ...tarballs);
  return path.join(folder, "node/node_modules/node/bin/node");
}

async function checkVersion(node: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), `node-${node}-`));
  try {
    const program = await prepare(folder, node);
    const bare = path.join(folder, "bare");
    writeFileSync(path.join(bare, "use.mjs"), useClient);
    const { stdout: nodeVersion } = await run(program, ["use.mjs"], { cwd: bare });
    const pixomax = path.join(bare, "node_modules/pixomax-cli/dist/pixomax.js");
    const { stdout: help } = await run(program, [pixomax, "--help"], { cwd: bare });
    const { stdout: printed } = await run(program, [pixomax, "--version"], { cwd: bare });
    if (!help.includes("Exit codes:") || printed !== `${version}\n`) throw new Error(`${help}${printed}`);
    return nodeVersion.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await ensureDownloads();
for (const node of versions) {
  try {
    console.log(`ok    Node ${await checkVersion(node)}: client imported, pixomax --help and --version`);
  } catch (error) {
    console.log(`FAIL  Node ${node}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
