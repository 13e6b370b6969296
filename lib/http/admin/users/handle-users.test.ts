import { beforeEach, expect, test } from "vitest";
import { POST as accessRoute } from "@/app/api/admin/users/[id]/access/route";
import { POST as giveRoute } from "@/app/api/admin/users/[id]/credits/route";
import { POST as takeRoute } from "@/app/api/admin/users/[id]/credits/taken/route";
import { DELETE as revokeKeyRoute } from "@/app/api/admin/users/[id]/keys/[key]/route";
import { PUT as roleRoute } from "@/app/api/admin/users/[id]/role/route";
import { DELETE as endSessionsRoute } from "@/app/api/admin/users/[id]/sessions/route";
import { DELETE as restoreRoute, PUT as suspendRoute } from "@/app/api/admin/users/[id]/suspension/route";
import { POST as createRoute } from "@/app/api/admin/users/route";
import { GET as v1AccountRoute } from "@/app/api/v1/account/route";
import { createOperator } from "@/lib/testing/operator";
import { setUpDatabase } from "@/lib/testing/set-up";
import { setUpStudio } from "@/lib/testing/set-up-studio";
import { callRoute, createKeyHeaders, signInHeaders } from "@/lib/testing/studio";
import { createUserWithCredits } from "@/prisma/factories/create-user-with-credits";

const fresh = setUpDatabase();
setUpStudio(fresh);
let operator: { id: string; headers: Record<string, string> };
let userId: string;
beforeEach(async () => {
  const id = await createOperator(fresh.db);
  operator = { id, headers: await signInHeaders(id) };
  ({ id: userId } = await createUserWithCredits(fresh.db, 5));
});

type Handler = Parameters<typeof callRoute>[0];
const call = (handler: Handler, method: string, body?: object, id = userId, more = {}) =>
  callRoute(handler, { method, headers: operator.headers, params: { id, ...more }, body });
const actions = async () =>
  (await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" } })).map(({ action, actor, actorId, userId: about }) => ({
    action,
    by: actor === "operator" && actorId === operator.id,
    about,
  }));

test("credits are granted once however often the button is pressed, and taken back no further than zero", async () => {
  const grant = { credits: "10", reason: "sorry", requestId: "click-0001", lastDay: "" };
  const answers = await Promise.all([call(giveRoute, "POST", grant), call(giveRoute, "POST", grant)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await call(giveRoute, "POST", grant)).body).toEqual({ moved: 0, available: 15 });
  const take = { credits: 16, reason: "by mistake", requestId: "click-0002" };
  expect(await call(takeRoute, "POST", take)).toMatchObject({ status: 403, body: { code: "insufficient_credits" } });
  expect((await call(takeRoute, "POST", { ...take, credits: 15 })).body).toEqual({ moved: 15, available: 0 });
  expect(await actions()).toEqual([
    { action: "credits_granted", by: true, about: userId },
    { action: "credits_taken", by: true, about: userId },
  ]);
});

test("wrong amounts, days and reasons are refused at their field", async () => {
  const good = { credits: 1, reason: "r", requestId: "click-0001" };
  for (const [param, value] of Object.entries({ credits: 0, reason: " ", requestId: "x", lastDay: "31 Jan" })) {
    const answer = await call(giveRoute, "POST", { ...good, [param]: value });
    expect(answer, param).toMatchObject({ status: 400, body: { code: "invalid_request", param } });
  }
  expect(await call(giveRoute, "POST", good, "usr_nobody")).toMatchObject({ status: 404 });
});

test("a suspended account's session and key are refused from the next request on, until it is restored", async () => {
  const key = await createKeyHeaders(userId);
  const use = async () => (await callRoute(v1AccountRoute, { headers: key.headers })).status;
  expect(await use()).toBe(200);
  expect((await call(suspendRoute, "PUT", { reason: "spam" })).status).toBe(200);
  expect(await use()).toBe(403);
  expect((await call(restoreRoute, "DELETE")).status).toBe(204);
  expect(await use()).toBe(200);
});

test("operators do not suspend themselves, and the last one stays one", async () => {
  expect(await call(suspendRoute, "PUT", { reason: "r" }, operator.id)).toMatchObject({ status: 400 });
  const demotion = await call(roleRoute, "PUT", { role: "customer" }, operator.id);
  expect(demotion).toMatchObject({ body: { code: "last_operator" } });
  expect((await call(roleRoute, "PUT", { role: "operator" })).status).toBe(204);
  expect((await call(roleRoute, "PUT", { role: "customer" }, operator.id)).status).toBe(204);
  const afterwards = await call(giveRoute, "POST", { credits: 1, reason: "r", requestId: "click-0001" });
  expect(afterwards).toMatchObject({ body: { code: "operator_required" } });
});

test("accounts, links, passwords and keys are made and taken, each with its entry", async () => {
  const created = await call(createRoute, "POST", { email: "New@Example.org", credits: 3 });
  expect(created).toMatchObject({ status: 201, body: { password: expect.stringMatching(/^\w{20}$/) } });
  expect((await call(createRoute, "POST", { email: "new@example.org", credits: 3 })).status).toBe(409);
  for (const way of ["reset_link", "device_link"]) {
    const { body } = await call(accessRoute, "POST", { way });
    expect(body).toMatchObject({ text: expect.stringMatching(/^http:\/\/studio\.test\/\S+token=/) });
  }
  await signInHeaders(userId);
  expect((await call(accessRoute, "POST", { way: "password" })).body).toMatchObject({ sessionsEnded: 1 });
  expect((await call(endSessionsRoute, "DELETE")).status).toBe(204);
  const key = await createKeyHeaders(userId);
  expect((await call(revokeKeyRoute, "DELETE", undefined, userId, { key: key.id })).status).toBe(204);
  expect((await call(revokeKeyRoute, "DELETE", undefined, userId, { key: "key_none" })).status).toBe(404);
  const names = (await actions()).map(({ action }) => action);
  expect(names.toSorted()).toEqual(
    [
      "account_created",
      "device_link_made",
      "key_revoked",
      "password_changed",
      "reset_link_made",
      "sessions_ended",
    ].toSorted(),
  );
});
