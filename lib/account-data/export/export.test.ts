import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, test } from "vitest";
import { createSession } from "../../accounts/sessions";
import { createApiKey } from "../../api-keys/create-api-key";
import { colorizePhoto } from "../../colorize/colorize-photo";
import { AppError } from "../../errors/app-error";
import { readReceiptKeys } from "../../receipts/receipt-key";
import { verifyReceipt } from "../../receipts/verify-receipt";
import { accountDataOf } from "../../testing/account-data/account-data-of";
import { TestBilling } from "../../testing/billing";
import { ColorizeFlow, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { readZip } from "../../testing/read-zip";
import { setUp, setUpDatabase } from "../../testing/set-up";
import type { AccountDataDeps } from "../account-data-deps";
import { listExports, openExport, requestExport } from "./request-export";
import { runExport } from "./run-export";
import { sweepExports } from "./sweep-exports";

const fresh = setUpDatabase();
const flow = setUp(fresh, new ColorizeFlow());
const billing = setUp(fresh, new TestBilling());
const owner = { actor: "owner", addressRange: "192.0.2.0/24" } as const;
const going = new AbortController().signal;
let deps: AccountDataDeps;
beforeEach(() => {
  deps = accountDataOf(flow.depsWith(createFakeProvider().provider), billing.deps);
});

const colorize = async (name: string) => {
  const colorizing = flow.depsWith(createFakeProvider().provider);
  const request = await flow.requestOf();
  return colorizePhoto(colorizing, {
    ...request,
    photo: { ...request.photo, name, sha256: createHash("sha256").update(name).digest("hex") },
  });
};
const request = () => requestExport(fresh.db, flow.userId, owner, flow.now());
const readExport = async (id: string) => {
  const key = await openExport(fresh.db, { userId: flow.userId, id }, owner, flow.now());
  return readZip(await readFile(path.join(flow.dataDir, "files", key)));
};
const rowOf = (id: string) => fresh.db.dataExport.findUniqueOrThrow({ where: { id } });
const spools = () => readdir(path.join(flow.dataDir, "spool"));

describe("an export", () => {
  test("has everything of the account and nothing of another, under names that are safe", async () => {
    const other = await requestExport(fresh.db, (await billing.startPurchase()).userId, owner, flow.now());
    await colorize("../grandma.jpg");
    await colorize("GRANDMA.jpg");
    const now = flow.now();
    await createSession(fresh.db, { userId: flow.userId, userAgent: "Browser 1", now, ttlSeconds: 60 });
    const { key, secret } = await createApiKey(
      fresh.db,
      { userId: flow.userId, name: "Mine" },
      { secret: "s".repeat(32) },
    );
    const { id } = await request();
    await runExport(deps, id, going);
    const files = new Map((await readExport(id)).map(({ name, content }) => [name, content]));

    const names = [...files.keys()];
    expect(names).toEqual(
      expect.arrayContaining(["README.txt", "account.json", "jobs.json", "jobs.csv", "ledger.csv"]),
    );
    expect(names).toEqual(expect.arrayContaining(["purchases.json", "activity.csv"]));
    const photos = names.filter((name) => name.startsWith("photos/"));
    expect(photos.toSorted()).toEqual(["photos/GRANDMA.jpg", "photos/_grandma.jpg"]);
    expect(names.filter((name) => name.startsWith("results/"))).toHaveLength(2);
    expect(names.some((name) => name.includes(".."))).toBe(false);
    expect(files.get("photos/GRANDMA.jpg")).toEqual(await readFile(samplePhoto));

    const jobs = JSON.parse(String(files.get("jobs.json")));
    expect(jobs).toHaveLength(2);
    for (const { id: jobId, files: named } of jobs) {
      expect(names).toContain(named.photo);
      expect(names).toContain(named.result);
      const keys = await readReceiptKeys(deps.receiptSecret);
      const receipt = JSON.parse(String(files.get(`receipts/${jobId}.json`)));
      expect(await verifyReceipt(receipt, keys)).toMatchObject({ jobId, accountId: flow.userId });
    }
    expect(String(files.get("ledger.csv")).trim().split("\r\n")).toHaveLength(6);
    expect(String(files.get("activity.csv"))).toContain("export_requested");
    const account = String(files.get("account.json"));
    expect(account).toContain("Browser 1");
    expect(account).toContain(key.id);
    const { passwordHash } = await fresh.db.user.findUniqueOrThrow({ where: { id: flow.userId } });
    const everything = [...files.values()].join("");
    for (const hidden of [secret, key.hash, passwordHash, other.id]) expect(everything).not.toContain(hidden);
  });

  test("is mailed when it is ready, with a link to the page and not to the file", async () => {
    const { id } = await request();
    await runExport(deps, id, going);
    const [mail] = await fresh.db.mail.findMany();
    expect(mail).toMatchObject({ kind: "export_ready", userId: flow.userId });
    expect(mail?.text).toContain("https://studio.test/console/account/data");
    expect(mail?.text).not.toContain("files/");
  });

  test("is one at a time, and three a day; those that failed are not counted", async () => {
    const [first, second] = await Promise.all([request(), request()]);
    expect(first.id).toBe(second.id);
    for (let count = 0; count < 3; count += 1) await runExport(deps, (await request()).id, going);
    await expect(request()).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 86_400 });
    await fresh.db.dataExport.updateMany({ where: { id: first.id }, data: { state: "failed" } });
    expect((await request()).state).toBe("waiting");
    flow.passSeconds(86_401);
  });

  test("is its owner's only", async () => {
    const { id } = await request();
    await runExport(deps, id, going);
    const stranger = openExport(fresh.db, { userId: "usr_other", id }, owner, flow.now());
    await expect(stranger).rejects.toMatchObject({ code: "not_found" });
  });

  test("goes after seven days, file and link", async () => {
    const { id } = await request();
    await runExport(deps, id, going);
    flow.passSeconds(7 * 86_400);
    await expect(readExport(id)).rejects.toMatchObject({ code: "not_found" });
    await sweepExports(deps);
    expect(await listExports(fresh.db, flow.userId)).toMatchObject([{ id, state: "expired" }]);
    expect(await readdir(path.join(flow.dataDir, "files")).catch(() => [])).toEqual([]);
  });
});

describe("an export that fails", () => {
  /** A storage that fails at `broken`. */
  const breaking = (error: Error): AccountDataDeps => ({
    ...deps,
    storage: { ...deps.storage, put: () => Promise.reject(error) },
  });

  test("for want of room on the disk says so and is not tried again", async () => {
    await colorize("a.jpg");
    const before = await spools();
    const { id } = await request();
    await runExport({ ...deps, readUsableBytes: async () => 10 }, id, going);
    expect(await rowOf(id)).toMatchObject({ state: "failed", failure: expect.stringContaining("no room") });
    const next = await request();
    await runExport(breaking(Object.assign(new Error("no space left on device"), { code: "ENOSPC" })), next.id, going);
    expect(await rowOf(next.id)).toMatchObject({ state: "failed", failure: expect.stringContaining("no room") });
    expect(await spools()).toEqual(before);
  });

  test("for another reason is tried three times, and leaves no half file", async () => {
    const { id } = await request();
    const away = breaking(new AppError("storage_unavailable", { detail: "away" }));
    await expect(runExport(away, id, going)).rejects.toThrow("away");
    await expect(runExport(away, id, going)).rejects.toThrow("away");
    expect(await rowOf(id)).toMatchObject({ state: "waiting", tries: 2 });
    await runExport(away, id, going);
    expect(await rowOf(id)).toMatchObject({ state: "failed", failure: expect.stringContaining("three times") });
    expect(await spools()).toEqual([]);
  });

  test("because a photo cannot be read to its end is not delivered with half of it", async () => {
    await colorize("a.jpg");
    const { id } = await request();
    const cut = async (key: string) => {
      const opened = await deps.storage.open(key);
      const broken = Readable.from(
        (async function* () {
          yield Buffer.from("half of it");
          throw new Error("broke off");
        })(),
      );
      return opened && { ...opened, stream: broken };
    };
    await expect(runExport({ ...deps, storage: { ...deps.storage, open: cut } }, id, going)).rejects.toThrow(
      "broke off",
    );
    expect(await rowOf(id)).toMatchObject({ state: "waiting", storageKey: null });
  });

  test("because its process stops goes to another one, uncounted", async () => {
    const { id } = await request();
    const stopping = new AbortController();
    const put: AccountDataDeps["storage"]["put"] = async () => {
      stopping.abort(new Error("stopping"));
      stopping.signal.throwIfAborted();
    };
    const run = runExport({ ...deps, storage: { ...deps.storage, put } }, id, stopping.signal);
    await expect(run).rejects.toThrow("stopping");
    expect(await rowOf(id)).toMatchObject({ state: "waiting", tries: 0 });
    await runExport(deps, id, going);
    expect((await rowOf(id)).state).toBe("ready");
  });

  test("because its process was killed is made by another one once its lease is over, by one only", async () => {
    const { id } = await request();
    const killed = { ...deps, storage: { ...deps.storage, put: () => new Promise<never>(() => {}) } };
    void runExport(killed, id, going);
    await expect.poll(async () => (await rowOf(id)).state).toBe("running");
    await sweepExports(deps);
    await runExport(deps, id, going);
    expect((await rowOf(id)).state).toBe("running");
    flow.passSeconds(91);
    await sweepExports(deps);
    expect(await rowOf(id)).toMatchObject({ state: "waiting", tries: 1 });
    await Promise.all([runExport(deps, id, going), runExport(deps, id, going)]);
    expect(await rowOf(id)).toMatchObject({ state: "ready", tries: 2 });
  });

  test("whose message was lost is queued again", async () => {
    const { id } = await request();
    await fresh.db.$executeRaw`DELETE FROM pgboss.job`;
    await sweepExports(deps);
    await sweepExports(deps);
    const rows = await fresh.db.$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job WHERE name = 'data-export'`;
    expect(rows).toMatchObject([{ data: { exportId: id } }]);
  });
});
