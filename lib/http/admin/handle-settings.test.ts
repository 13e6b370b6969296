import { beforeEach, describe, expect, test } from "vitest";
import { GET, PATCH } from "@/app/api/admin/settings/route";
import { POST as apiColorize } from "@/app/api/v1/colorize/route";
import { POST as workbenchColorize } from "@/app/api/workbench/colorize/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { type SettingsAnswer, settingsAnswerSchema } from "../../contract/admin/settings-answers";
import { readBalance } from "../../credits/read-balance";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, signInHeaders } from "../../testing/studio";
import { checkServiceOpen } from "../route/check-service-open";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh, () => ({
  SIGNUP_CREDITS: "7",
  METRICS_TOKEN: "metrics-token-of-the-tests",
}));
let operator: Record<string, string>;
let email: string;
beforeEach(async () => {
  // What the test before has set is gone with its rows.
  await opened.studio.liveSettings.refresh();
  const user = await createUserWithCredits(fresh.db, 1);
  await fresh.db.user.update({ where: { id: user.id }, data: { role: "operator" } });
  email = user.email;
  operator = await signInHeaders(user.id);
});

const change = (values: Record<string, string | null>) =>
  callRoute(PATCH, { method: "PATCH", path: "/api/admin/settings", headers: operator, body: { values } });
const read = async (): Promise<SettingsAnswer> =>
  settingsAnswerSchema.parse((await callRoute(GET, { path: "/api/admin/settings", headers: operator })).body);

test("the page has no secret: neither one that is given, nor one that the studio made", async () => {
  const text = JSON.stringify(await read());
  const { AUTH_SECRET, API_KEY_SECRET, LINK_SECRET } = opened.studio.settings;
  for (const secret of [AUTH_SECRET, API_KEY_SECRET, LINK_SECRET, "metrics-token"]) expect(text).not.toContain(secret);
  expect((await read()).fixed).toContainEqual({ name: "METRICS_TOKEN", shown: "set", source: "environment" });
});

describe("an operator", () => {
  test("sees where each value comes from, and what it would be without the change", async () => {
    await change({ RETENTION_HOURS: "24" });
    const { live } = await read();
    const row = (name: string) => live.find((setting) => setting.name === name);
    expect(row("RETENTION_HOURS")).toMatchObject({ value: "24", source: "here", default: "168" });
    expect(row("SIGNUP_CREDITS")).toMatchObject({ value: "7", source: "environment" });
    expect(row("ACCOUNT_STORAGE_GB")).toMatchObject({ value: null, source: "default" });
  });

  test("sees who changed what, the newest first", async () => {
    await change({ SIGN_UP: "closed" });
    await change({ SIGN_UP: null });
    expect((await read()).changes).toMatchObject([
      { name: "SIGN_UP", before: "closed", after: null, by: email },
      { name: "SIGN_UP", before: null, after: "closed", by: email },
    ]);
  });

  test("cannot change what the environment gives, nor give a value that is none", async () => {
    expect(await change({ SIGNUP_CREDITS: "5" })).toMatchObject({ status: 409, body: { code: "setting_fixed" } });
    const param = "API_ENABLED";
    expect(await change({ API_ENABLED: "perhaps" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request", param },
    });
    expect(await change({})).toMatchObject({ status: 400 });
    expect(await change({ DATABASE_URL: "postgresql://evil/x" })).toMatchObject({ status: 400 });
    expect((await read()).changes).toEqual([]);
  });
});

test("every change applies at once, wherever the value is used", async () => {
  const { studio } = opened;
  const pack = { id: "one", name: "One", credits: 1, priceCents: 100, currency: "eur" };
  const answer = await change({
    KEY_REQUESTS_PER_MINUTE: "2",
    ACCOUNT_REQUESTS_PER_MINUTE: "3",
    TEST_JOBS_PER_DAY: "4",
    MAX_PARALLEL_UPLOADS: "1",
    MAX_WAITING_JOBS: "0",
    RETENTION_HOURS: "5",
    WEBHOOK_RETRY_SECONDS: "6,7",
    CREDIT_PACKS: JSON.stringify([pack]),
  });
  expect(answer.status).toBe(200);
  const limitOf = async (name: "key" | "account" | "testJobs" | "inspections" | "intake") =>
    (await studio.limits[name].take("somebody")).limit;
  expect([await limitOf("key"), await limitOf("account"), await limitOf("testJobs")]).toEqual([2, 3, 4]);
  expect([await limitOf("inspections"), await limitOf("intake")]).toEqual([3, 3]);
  await studio.limits.key.take("somebody");
  expect((await studio.limits.key.take("somebody")).allowed).toBe(false);
  const free = studio.uploads.take();
  expect(studio.uploads.take()).toBeNull();
  free?.();
  expect(await studio.asyncPlaces.take({ account: "somebody", isTest: false })).toHaveProperty("refusal");
  expect(studio.colorize.retentionHours).toBe(5);
  expect(studio.deliveries.retrySeconds).toEqual([6, 7]);
  expect(studio.billing.packs).toEqual([pack]);
});

describe("maintenance", () => {
  const refusal = () => checkServiceOpen({ studio: opened.studio }).catch((error: unknown) => error);

  test("says why and until when, and asks programs to wait that long", async () => {
    const until = new Date(Math.ceil(opened.studio.clock.now().getTime() / 1000) * 1000 + 3_600_000);
    await change({
      MAINTENANCE: "true",
      MAINTENANCE_MESSAGE: "We are moving house.",
      MAINTENANCE_UNTIL: until.toISOString(),
    });
    const refused = await refusal();
    expect(refused).toMatchObject({ code: "maintenance", message: expect.stringContaining("We are moving house.") });
    const { retryAfterSeconds } = refused as { retryAfterSeconds: number };
    expect(Math.abs(retryAfterSeconds - 3600)).toBeLessThan(30);
  });

  test("refuses a new photo of the API and of the workbench with the operator's words, and holds no credit", async () => {
    await change({ MAINTENANCE: "true", MAINTENANCE_MESSAGE: "We are moving house." });
    const { id: userId } = await createUserWithCredits(fresh.db, 5);
    const key = await createKeyHeaders(userId);
    const send = (route: typeof apiColorize, headers: Record<string, string>) =>
      callRoute(route, { method: "POST", headers, body: { image: "x" } });
    const answers = [await send(apiColorize, key.headers), await send(workbenchColorize, await signInHeaders(userId))];
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 503,
        body: { code: "maintenance", detail: expect.stringContaining("We are moving house. Nothing was charged.") },
      });
    expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 5, held: 0 });
  });

  test("that lasts longer than announced asks for a few minutes more; operators go on working", async () => {
    await change({ MAINTENANCE: "true", MAINTENANCE_UNTIL: "2026-01-01T00:00:00Z" });
    expect(await refusal()).toMatchObject({ code: "maintenance", retryAfterSeconds: 300 });
    expect((await change({ MAINTENANCE: null })).status).toBe(200);
    expect(await refusal()).toBeUndefined();
  });
});
