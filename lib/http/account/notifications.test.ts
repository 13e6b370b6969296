import { beforeEach, expect, test } from "vitest";
import { GET, PATCH } from "@/app/api/account/notifications/route";
import { GET as openUnsubscribe, POST as unsubscribe } from "@/app/api/unsubscribe/route";
import { createUnsubscribeToken } from "@/lib/mail/unsubscribe-links";
import { setUpDatabase } from "@/lib/testing/set-up";
import { setUpStudio } from "@/lib/testing/set-up-studio";
import { callRoute, signInHeaders, testOrigin } from "@/lib/testing/studio";
import { createUserWithCredits } from "@/prisma/factories/create-user-with-credits";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let headers: Record<string, string>;
beforeEach(async () => {
  ({ id: userId } = await createUserWithCredits(fresh.db, 0));
  headers = await signInHeaders(userId);
});

const muted = async () => (await fresh.db.user.findUniqueOrThrow({ where: { id: userId } })).mutedMails;
const change = (body: object) => callRoute(PATCH, { method: "PATCH", headers, body });
const tokenOf = (kind: "receipt" | "new_device") =>
  createUnsubscribeToken({ userId, kind }, opened.studio.settings.AUTH_SECRET);
const address = (token: string) => `/api/unsubscribe?token=${encodeURIComponent(token)}`;

test("an account says which mails it does not want, and reads it back", async () => {
  expect(await callRoute(GET, { headers })).toMatchObject({ status: 200, body: { mutedMails: [] } });
  const mutedMails = ["low_credits", "receipt"];
  expect(await change({ mutedMails })).toMatchObject({ status: 200, body: { mutedMails } });
  expect(await callRoute(GET, { headers })).toMatchObject({ body: { mutedMails } });
  expect(await change({ mutedMails: [] })).toMatchObject({ body: { mutedMails: [] } });
});

test.each([
  { mutedMails: ["new_device"] },
  { mutedMails: ["nothing"] },
  { mutedMails: "receipt" },
  { mutedMails: ["receipt", "receipt", "receipt", "receipt"] },
  { mutedMails: [], role: "operator" },
  {},
])("%o is refused: mails about safety are always sent", async (body) => {
  expect(await change(body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  expect(await muted()).toEqual([]);
});

test("the one click of a mail program stops these mails without a session, from anywhere", async () => {
  const call = {
    method: "POST",
    path: address(tokenOf("receipt")),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.example" },
    body: "List-Unsubscribe=One-Click",
  };
  expect(await callRoute(unsubscribe, call)).toMatchObject({ status: 204 });
  expect(await callRoute(unsubscribe, call)).toMatchObject({ status: 204 });
  expect(await muted()).toEqual(["receipt"]);
});

test("opening the address stops nothing: it leads to the page that asks", async () => {
  const token = tokenOf("receipt");
  const answer = await callRoute(openUnsubscribe, { path: address(token) });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`${testOrigin}/unsubscribe?token=${token}`);
  expect(await muted()).toEqual([]);
});

test("a link that is cut, or for mails about safety, stops nothing", async () => {
  for (const token of [tokenOf("receipt").slice(0, -2), tokenOf("new_device"), "x"]) {
    const answer = await callRoute(unsubscribe, { method: "POST", path: address(token) });
    expect(answer, token).toMatchObject({ status: 403, body: { code: "link_invalid" } });
  }
  expect(await callRoute(unsubscribe, { method: "POST", path: "/api/unsubscribe" })).toMatchObject({ status: 400 });
  expect(await muted()).toEqual([]);
});
