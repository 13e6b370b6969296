import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;
const programs = new Set(
  Object.values(scripts).flatMap((line) => /node --import tsx.* (\S+\.ts)/.exec(line)?.[1] ?? []),
);

it.each([...programs, "packages/cli/src/pixomax.ts"])("%s handles a reader that went away", (file) => {
  const text = readFileSync(file, "utf8");
  const own = /stdout, process\.stderr\]\) stream\.on\("error"/;
  expect(text).toMatch(file.startsWith("packages/") ? own : /lifecycle\/end-with-reader"|\/command-line"/);
});

/** As behind `| true`: nobody ever reads. */
async function runUnread(file: string, args: string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { code, stderr };
}

it.concurrent.each([
  ["a program with an exit code", "scripts/models.ts", ["list"]],
  ["any other tool", "tools/cluster/cluster.ts", ["--help"]],
  ["a package", "packages/stripe-fake/src/stripe-fake.ts", ["--help"]],
])("%s ends quietly when nobody reads its output", { timeout: 60_000 }, async (_kind, file, args) => {
  expect(await runUnread(file, args)).toEqual({ code: 0, stderr: "" });
});
