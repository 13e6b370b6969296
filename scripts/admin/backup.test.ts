import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectDatabase } from "../../lib/db/connect-database";
import { runAdmin } from "../../lib/testing/run-admin";

const folder = mkdtempSync(path.join(tmpdir(), "pxs-backup-"));
const dataDir = path.join(folder, "data");
const restored = path.join(folder, "restored");
const file = path.join(folder, "backup.tar.gz");
const slow = 240_000;
let studio: Awaited<ReturnType<typeof connectDatabase>>;

// As a running studio has it: open, and served by a process of its own.
beforeAll(async () => {
  studio = await connectDatabase({ DATA_DIR: dataDir });
}, slow);
afterAll(async () => {
  await studio.close();
  for (const at of [dataDir, restored]) {
    const patience = { timeout: 60_000, interval: 50 };
    await vi.waitFor(() => expect(readdirSync(path.join(at, "run"))).toEqual([]), patience);
  }
  rmSync(folder, { recursive: true, force: true });
}, slow);

const admin = (at: string, args: string[], limit?: string) => runAdmin({ DATA_DIR: at }, args, limit);

test(
  "an operator backs up while the studio runs, restores into an empty folder, and every account is there",
  async () => {
    expect((await admin(dataDir, ["create-user", "ada@example.org", "--credits", "7", "--key", "k"])).code).toBe(0);
    const made = await admin(dataDir, ["backup", file]);
    expect(made.code).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({ file, withFiles: false, rows: { users: 1, api_keys: 1 } });
    expect(made.stderr).toContain("is as secret as the studio");
    expect(made.stderr).toContain("Photos and outputs are not in it; --with-files adds them.");

    const running = await admin(dataDir, ["restore", file]);
    expect(running).toMatchObject({ code: 1, stdout: "" });
    expect(running.stderr).toContain("is not empty");
    expect(running.stderr).toContain("Stop the studio if it runs");

    const { code, stdout } = await admin(restored, ["restore", file]);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, rows: { users: 1 }, ledgerViolations: [] });
    const users = await admin(restored, ["list-users"]);
    expect(JSON.parse(users.stdout)).toMatchObject([{ email: "ada@example.org", available: 7 }]);
    expect((await admin(restored, ["check-ledger"])).code).toBe(0);
  },
  slow,
);

test(
  "a disk that takes no more leaves no backup, and no half of a restore",
  async () => {
    const before = readdirSync(folder).sort();
    const failed = await admin(dataDir, ["backup", path.join(folder, "second.tar.gz")], "ulimit -f 1");
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toMatch(/^The backup was not made, and nothing of it is left: EFBIG/);
    const other = path.join(folder, "other");
    const cut = await admin(other, ["restore", file], "ulimit -f 1000");
    expect(cut).toMatchObject({ code: 1, stdout: "" });
    expect(cut.stderr).toMatch(
      /^The restore failed, and nothing of it is left: the embedded database stopped, .* disk is full/,
    );
    expect(readdirSync(folder).sort()).toEqual(before);
  },
  slow,
);
