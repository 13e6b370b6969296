// Fails when nginx or systemd would refuse what deploy/ has for them. What is not installed here is said to be skipped.
//
//   node --import tsx tools/check/forge/try-programs.ts [ROOT]
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeNginxConfiguration } from "../../../e2e/support/cluster/nginx-configuration";
import { unitFiles } from "./systemd-faults";

const root = path.resolve(process.argv[2] ?? ".");
const folder = mkdtempSync(path.join(tmpdir(), "deploy-"));

/** What the program printed against it, or null when it is not installed. Both print warnings too, and end with 0. */
function run(command: string, args: string[], allowed: RegExp): string[] | null {
  const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  const { error, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env: environment });
  if (error) return null;
  return `${stdout}${stderr}`.split("\n").filter((line) => line !== "" && !allowed.test(line));
}

function tryNginx(): string[] | null {
  const addresses = { listen: `unix:${folder}/nginx.sock`, webs: ["127.0.0.1:3001", "127.0.0.1:3002"] };
  writeFileSync(path.join(folder, "nginx.conf"), writeNginxConfiguration(root, addresses));
  return run("nginx", ["-t", "-p", folder, "-c", "nginx.conf", "-e", "stderr"], /syntax is ok|test is successful/);
}

function trySystemd(): string[] | null {
  const names = unitFiles.map((file) => path.basename(file));
  for (const file of unitFiles) copyFileSync(path.join(root, file), path.join(folder, path.basename(file)));
  // Where Node is, is up to the machine.
  for (const name of names) {
    const unit = path.join(folder, name);
    writeFileSync(unit, readFileSync(unit, "utf8").replace("/usr/bin/node", process.execPath));
  }
  return run("systemd-analyze", ["verify", "--man=no", ...names.map((name) => `./${name}`)], /^$/);
}

const results = { "nginx -t": tryNginx(), "systemd-analyze verify": trySystemd() };
rmSync(folder, { recursive: true });
for (const [name, lines] of Object.entries(results)) if (!lines) console.log(`skipped: ${name}, not installed here`);
const faults = Object.values(results).flatMap((lines) => lines ?? []);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
