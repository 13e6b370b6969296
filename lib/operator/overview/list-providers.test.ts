import { expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { type KnownProviders, renewInstance } from "../../instances/instance-rows";
import { setUpDatabase } from "../../testing/set-up";
import { listProviders } from "./list-providers";

const fresh = setUpDatabase();
const register = (id: string, providers: KnownProviders) =>
  renewInstance(fresh.db, { id, role: "worker", version: "1.0.0", engineWorkers: 2, settings: {}, providers });

test("each provider is listed with its photos and cost, and as the process that sees it worst sees it", async () => {
  const working = { name: "embedded", state: "working" } as const;
  await register("ins_1", [{ name: "oip", state: "working" }, working]);
  await register("ins_2", [{ name: "oip", state: "resting" }, working]);
  const { id } = await createUserWithCredits(fresh.db, 9);
  const end = async (provider: string, data: { status?: "failed"; costMicros?: number; finishedAt?: Date }) => {
    const job = await openJob(fresh.db, id, { provider, createdAt: new Date("2026-01-02T00:00:01Z") });
    const ended = { status: "succeeded", finishedAt: new Date("2026-01-02T00:00:03Z") } as const;
    await fresh.db.job.update({ where: { id: job }, data: { ...ended, ...data } });
  };
  await end("oip", { costMicros: 2_300 });
  await end("oip", { costMicros: 2_300 });
  await end("pixomax", { finishedAt: new Date("2025-12-31") });
  await end("oip,embedded", { status: "failed" });

  const settings = { COLORIZE_PROVIDER: "embedded", COLORIZE_PROVIDERS: ["oip", "embedded"] } as const;
  const rows = await listProviders(fresh.db, { settings, since: new Date("2026-01-01") });
  const none = { succeeded: 0, failed: 0, medianSeconds: null, costMicros: null };
  expect(rows).toEqual([
    { name: "oip", state: "resting", succeeded: 2, failed: 0, medianSeconds: 2, costMicros: 4_600 },
    { ...none, name: "embedded", state: "working" },
    { ...none, name: "oip,embedded", state: null, failed: 1 },
  ]);
});
