import { execFile } from "node:child_process";
import { createAccount } from "../../support/run-admin";
import { repository } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

type Row = { name: string; verdict: string; got: string };
type Report = { code: number; stdout: string; stderr: string };

function runConformance(...words: string[]): Promise<Report> {
  const command = ["--import", "tsx", "packages/conformance/src/conformance.ts", ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: repository }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

test("the studio keeps the contract and has every addition, and uses no more credits than it was told", async ({
  studio,
}) => {
  test.slow();
  const poor = await createAccount(studio, { credits: 0 });
  const rich = await createAccount(studio, { credits: 30 });
  const keys = ["--key", rich.apiKey, "--poor-key", poor.apiKey];
  const { code, stdout, stderr } = await runConformance("--url", studio.url, ...keys, "--additions", "--json");
  const { rows } = JSON.parse(stdout) as { rows: Row[] };
  expect(rows.filter(({ verdict }) => verdict === "failed")).toEqual([]);
  expect(code).toBe(0);
  // The address is on loopback, and the other three need a broken or a busy studio.
  expect(rows.filter(({ verdict }) => verdict === "not provoked")).toHaveLength(4);
  expect(rows.length).toBeGreaterThan(40);
  expect(Number(/up to (\d+) credits/.exec(stderr)?.[1])).toBeLessThanOrEqual(30);
});

test("what is no endpoint fails, with a table that says where", async ({ studio }) => {
  const { code, stdout } = await runConformance("--url", `${studio.url}/nowhere`, "--key", "any");
  expect(code).toBe(1);
  expect(stdout).toMatch(/^image: a file, nothing else .* failed$/m);
  expect((await runConformance("--url", studio.url)).code).toBe(2);
});
