import "../lib/lifecycle/end-with-reader";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashSources } from "./hash-sources";

const root = path.resolve(import.meta.dirname, "..");
/** Served by the studio as /downloads/NAME.tgz. */
const packed = [
  {
    name: "pixomax-client",
    folder: "packages/client",
    build: ["node_modules/typescript/bin/tsc", "-p", "packages/client/tsconfig.build.json"],
  },
  { name: "pixomax-cli", folder: "packages/cli", build: ["packages/cli/build.mjs"] },
];

/** Builds and packs the client and the command line program, each unless its tarball was made from exactly these sources. */
export async function ensureDownloads(target = path.join(root, "public/downloads")): Promise<void> {
  mkdirSync(target, { recursive: true });
  for (const { name, folder, build } of packed) {
    const file = path.join(target, `${name}.tgz`);
    const stamp = path.join(target, `${name}.sha256`);
    const now = hashSources(["package-lock.json", ...packed.map((each) => each.folder)]);
    if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) continue;
    rmSync(path.join(root, folder, "dist"), { recursive: true, force: true });
    await run(process.execPath, build);
    await pack(folder, file);
    writeFileSync(stamp, now);
  }
}

/** What `npm pack` gives, put in place whole: a running studio may serve the file meanwhile. */
async function pack(folder: string, file: string): Promise<void> {
  const fresh = mkdtempSync(path.join(path.dirname(file), ".pack-"));
  try {
    const printed = await runNpm(["pack", `./${folder}`, "--ignore-scripts", "--silent", "--pack-destination", fresh]);
    renameSync(path.join(fresh, printed.trim().split("\n").at(-1) ?? ""), file);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The npm that started this process, else the one on the PATH. */
function runNpm(args: string[]): Promise<string> {
  const { npm_execpath: program } = process.env;
  if (program && /npm-cli\.c?js$/.test(program)) return run(process.execPath, [program, ...args]);
  return process.platform === "win32" ? run("npm.cmd", args, true) : run("npm", args);
}

function run(command: string, args: string[], shell = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, shell, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${path.basename(command)} ${args.join(" ")} failed:\n${printed}${errors}`));
    });
  });
}

if (process.argv[1] === import.meta.filename) await ensureDownloads();
