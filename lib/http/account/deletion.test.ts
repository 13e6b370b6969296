import { beforeEach, expect, test } from "vitest";
import { DELETE, POST } from "@/app/api/account/deletion/route";
import { GET as download } from "@/app/api/account/exports/[id]/route";
import { POST as requestExport } from "@/app/api/account/exports/route";
import { POST as startCheckout } from "@/app/api/console/checkout/route";
import { POST as keep } from "@/app/api/sign-in/keep-account/route";
import { POST as colorize } from "@/app/api/workbench/colorize/route";
import { GET as files } from "@/app/files/[...path]/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { runExport } from "../../account-data/export/run-export";
import type { User } from "../../generated/prisma/client";
import { readZip } from "../../testing/read-zip";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, openRoute, signInHeaders, testOrigin } from "../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
const password = "correct horse battery";
let user: User;
let headers: Record<string, string>;
beforeEach(async () => {
  user = await createUserWithCredits(fresh.db, 3);
  headers = await signInHeaders(user.id);
});

const ask = (body: object, given = headers) => callRoute(POST, { method: "POST", headers: given, body });
const isLeaving = async () =>
  (await fresh.db.user.findUniqueOrThrow({ where: { id: user.id } })).deleteRequestedAt !== null;
const readMailToken = async () => {
  const mail = await fresh.db.mail.findFirstOrThrow({ where: { kind: "delete_requested" } });
  return /token=(\w+)/.exec(mail.text ?? "")?.[1] ?? "";
};

test("an account is deleted only for who types its address and knows its password", async () => {
  expect((await ask({ email: "other@example.org", password })).status).toBe(400);
  expect((await ask({ email: user.email, password: "wrong" })).body).toMatchObject({ code: "sign_in_failed" });
  expect((await ask({ email: user.email })).body).toMatchObject({ code: "sign_in_failed" });
  expect(await isLeaving()).toBe(false);
  const answer = await ask({ email: ` ${user.email.toUpperCase()} `, password });
  expect(answer.body).toMatchObject({ deletedAt: expect.any(String), waitsFor: null });
  expect(await isLeaving()).toBe(true);
});

test("guesses of the password are counted", async () => {
  for (let guess = 0; guess < 10; guess += 1) await ask({ email: user.email, password: `guess ${guess}` });
  expect((await ask({ email: user.email, password })).body).toMatchObject({ code: "rate_limited", param: "password" });
});

test("an account without a password is deleted from a fresh session, not from an old one", async () => {
  await fresh.db.user.update({ where: { id: user.id }, data: { passwordHash: null } });
  await fresh.db.session.updateMany({ data: { createdAt: new Date(Date.now() - 3_600_000) } });
  expect((await ask({ email: user.email })).body).toMatchObject({ code: "sign_in_failed" });
  expect((await ask({ email: user.email }, await signInHeaders(user.id))).status).toBe(200);
});

test("asking ends every other session, and nothing new is begun; keeping it takes that back", async () => {
  const other = await signInHeaders(user.id);
  await ask({ email: user.email, password });
  expect((await callRoute(requestExport, { method: "POST", headers: other })).status).toBe(401);
  const photo = await callRoute(colorize, { method: "POST", headers, body: new FormData() });
  expect(photo.body).toMatchObject({ code: "account_suspended" });
  const checkout = await callRoute(startCheckout, { method: "POST", headers, body: { packId: "fifty" } });
  expect(checkout.body).toMatchObject({ code: "account_suspended" });
  expect((await callRoute(DELETE, { method: "DELETE", headers })).body).toEqual({ deletedAt: null, waitsFor: null });
  expect(await isLeaving()).toBe(false);
  const after = await callRoute(colorize, { method: "POST", headers, body: new FormData() });
  expect(after.body).not.toMatchObject({ code: "account_suspended" });
});

test("asking twice mails once and moves nothing", async () => {
  const first = await ask({ email: user.email, password });
  const second = await ask({ email: user.email, password });
  expect(second.body).toEqual(first.body);
  expect(await fresh.db.mail.count()).toBe(1);
});

test("the link of the mail keeps the account, once, without a session", async () => {
  await ask({ email: user.email, password });
  const body = { token: await readMailToken() };
  const use = () => callRoute(keep, { method: "POST", headers: { origin: testOrigin }, body });
  const cut = { token: body.token.slice(1) };
  expect((await callRoute(keep, { method: "POST", headers: { origin: testOrigin }, body: cut })).body).toMatchObject({
    code: "link_invalid",
  });
  expect((await use()).status).toBe(204);
  expect(await isLeaving()).toBe(false);
  expect((await use()).body).toMatchObject({ code: "link_used" });
  const actions = (await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" } })).map(({ action }) => action);
  expect(actions).toEqual(["delete_requested", "delete_canceled"]);
});

test("a link of a request that was taken back does not work for the next one", async () => {
  await ask({ email: user.email, password });
  const body = { token: await readMailToken() };
  await callRoute(DELETE, { method: "DELETE", headers });
  await ask({ email: user.email, password });
  const answer = await callRoute(keep, { method: "POST", headers: { origin: testOrigin }, body });
  expect(answer.body).toMatchObject({ code: "link_used" });
  expect(await isLeaving()).toBe(true);
});

test("the last operator stays; one of two may go", async () => {
  await fresh.db.user.update({ where: { id: user.id }, data: { role: "operator" } });
  expect((await ask({ email: user.email, password })).body).toMatchObject({ code: "last_operator" });
  const { id } = await createUserWithCredits(fresh.db, 0);
  await fresh.db.user.update({ where: { id }, data: { role: "operator" } });
  expect((await ask({ email: user.email, password })).status).toBe(200);
});

test("an export is downloaded by a link that is signed for its owner", async () => {
  const { body } = await callRoute(requestExport, { method: "POST", headers });
  const { id } = body as { id: string };
  const call = { headers, params: { id } };
  expect((await callRoute(download, call)).status).toBe(404);
  await runExport(opened.studio.accountData, id, new AbortController().signal);
  const answer = await callRoute(download, call);
  expect(answer.status).toBe(302);
  const location = new URL(answer.headers.get("location") ?? "", testOrigin);
  expect(location.searchParams.get("n")).toMatch(/^pixomax-data-.*\.zip$/);
  const params = { path: location.pathname.split("/").slice(2) };
  const file = await openRoute(files, { path: location.pathname + location.search, params });
  expect(readZip(Buffer.from(await file.arrayBuffer())).map(({ name }) => name)).toContain("account.json");
  expect(await fresh.db.auditEntry.count({ where: { action: "export_downloaded" } })).toBe(1);
});
