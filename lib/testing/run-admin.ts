import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

/**
 * `npm run admin -- …` as an operator runs it, in its own process, with these settings and no others.
 * @param limit a shell's line before it, such as `ulimit -f 1`
 */
export async function runAdmin(settings: Record<string, string>, args: string[], limit = "true") {
  const command = `${limit}; exec "$0" --conditions=react-server --import tsx scripts/admin.ts "$@"`;
  const env = { PATH: path.dirname(process.execPath), ...settings } as unknown as NodeJS.ProcessEnv;
  const child = spawn("/bin/sh", ["-c", command, process.execPath, ...args], { cwd: root, env });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    out.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    out.stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, ...out, json: () => JSON.parse(out.stdout) };
}
