import { Webhook } from "standardwebhooks";
import { webhookEventSchema } from "../../lib/contract/v1/webhooks";
import type { WebhookDeliveryAnswer, WebhookDeliveryDetails, WebhookSecretAnswer } from "../../lib/contract/webhooks";
import { callColorize, makeForm } from "../support/call-colorize";
import { type Hook, type HookReceiver, startHookReceiver } from "../support/hook-receiver";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount } from "../support/run-admin";
import { type Session, signIn } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";
import { forwardTo, startUpstream, type Upstream } from "../support/upstream-stub";

let receiver: HookReceiver;
/** Not allowed: what reaches it got inside. */
let canary: HookReceiver;
let upstream: Upstream;
let studio: Studio;
const settings = () => ({
  ...forwardTo(upstream),
  WEBHOOK_ALLOWED_HOSTS: receiver.host,
  WEBHOOK_RETRY_SECONDS: "1,1,1",
});
test.beforeAll(async () => {
  [receiver, canary, upstream] = await Promise.all([startHookReceiver(), startHookReceiver(), startUpstream()]);
  studio = await startStudio(settings());
});
test.afterAll(async () => {
  await endStudio(studio);
  await Promise.all([receiver.close(), canary.close(), upstream.close()]);
});

const all = "/api/console/webhooks";
type Somebody = { account: Account; session: Session };
async function newSomebody(credits = 5): Promise<Somebody> {
  const account = await createAccount(studio, { credits });
  return { account, session: await signIn(studio, account) };
}
async function subscribe({ session }: Somebody, path: string, events = ["job.succeeded", "job.failed"]) {
  const answer = await session.send("POST", all, { url: receiver.url + path, events });
  expect(answer.status).toBe(201);
  const { endpoint, secret } = answer.body as WebhookSecretAnswer;
  return { id: endpoint.id, secret, at: `${all}/${endpoint.id}` };
}
const colorize = async ({ account }: Somebody) => callColorize(studio, account.apiKey, { image: await smallPhoto() });
const arrived = (path: string, count = 1) =>
  expect.poll(() => receiver.at(path).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
const verify = (secret: string, { body, headers }: Hook) =>
  webhookEventSchema.parse(new Webhook(secret).verify(body, headers as Record<string, string>));
async function readLog({ session }: Somebody, at: string): Promise<WebhookDeliveryAnswer[]> {
  return ((await session.send("GET", `${at}/deliveries`)).body as { deliveries: WebhookDeliveryAnswer[] }).deliveries;
}
async function readDelivery(who: Somebody, at: string): Promise<WebhookDeliveryDetails> {
  const [newest] = await readLog(who, at);
  return (await who.session.send("GET", `${at}/deliveries/${newest?.id}`)).body as WebhookDeliveryDetails;
}
const settled = (who: Somebody, at: string, status: "delivered" | "failed") =>
  expect.poll(async () => (await readLog(who, at))[0]?.status, { timeout: 20_000 }).toBe(status);

test("a job through either door is told, signed, with a link that works when it arrives", async () => {
  const who = await newSomebody();
  const { secret, at } = await subscribe(who, "/doors");
  const answer = await colorize(who);
  await arrived("/doors");
  const form = makeForm({ image: await smallPhoto() });
  expect((await who.session.send("POST", "/api/workbench/colorize", form)).status).toBe(200);
  await arrived("/doors", 2);
  const [api, workbench] = receiver.at("/doors").map((hook) => verify(secret, hook));
  expect(api).toMatchObject({
    type: "job.succeeded",
    data: { jobId: answer.headers.get("x-job-id"), source: "api", status: "succeeded", creditsCharged: 1 },
  });
  expect(workbench).toMatchObject({ type: "job.succeeded", data: { source: "workbench" } });
  const link = api && "outputUrl" in api.data ? String(api.data.outputUrl) : "";
  const output = await fetch(link.replace("//localhost:", "//127.0.0.1:"));
  expect(output.headers.get("content-type")).toBe("image/png");
  await settled(who, at, "delivered");
});

test("a failed job is told with its reason, and credits that fall below the notice are told once", async () => {
  const who = await newSomebody(3);
  const { secret } = await subscribe(who, "/low", ["job.failed", "credits.low"]);
  await who.session.send("PUT", "/api/console/low-credit", { threshold: 2 });
  upstream.fault = 500;
  expect((await colorize(who)).status).toBe(502);
  upstream.fault = null;
  await colorize(who);
  await colorize(who);
  await arrived("/low", 2);
  const told = receiver.at("/low").map((hook) => verify(secret, hook));
  expect(told.map(({ type }) => type).sort()).toEqual(["credits.low", "job.failed"]);
  expect(told.find(({ type }) => type === "job.failed")?.data).toMatchObject({ error: { code: "upstream_error" } });
  expect(told.find(({ type }) => type === "credits.low")?.data).toEqual({ available: 2, threshold: 2 });
});

test("500, then 200: tried again under the same id, both attempts in the log; a replay sends it once more", async () => {
  const who = await newSomebody();
  receiver.answers["/flaky"] = (response, count) => response.writeHead(count === 1 ? 500 : 200).end("thanks");
  const { at } = await subscribe(who, "/flaky");
  await colorize(who);
  await arrived("/flaky", 2);
  await settled(who, at, "delivered");
  const delivery = await readDelivery(who, at);
  expect(delivery.tries.map(({ status }) => status)).toEqual([200, 500]);
  expect(delivery.body).toContain('"type":"job.succeeded"');
  expect((await who.session.send("POST", `${at}/deliveries/${delivery.id}/replay`)).status).toBe(201);
  await arrived("/flaky", 3);
  const ids = receiver.at("/flaky").map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids)).toEqual(new Set([delivery.eventId]));
});

test("a redirect to the inside is not followed, and the log does not say what is there", async () => {
  const who = await newSomebody();
  receiver.answers["/to-inside"] = (response) => response.writeHead(302, { Location: canary.url }).end();
  const { at } = await subscribe(who, "/to-inside");
  await who.session.send("POST", `${at}/test`, { type: "job.succeeded" });
  await settled(who, at, "failed");
  expect(canary.hooks).toEqual([]);
  const { tries } = await readDelivery(who, at);
  expect(tries).toHaveLength(4);
  expect(tries[0]).toMatchObject({ status: 302, failure: expect.stringContaining("Redirects are not followed") });
});

test("a receiver that hangs is given up after 15 s and holds up nobody else; a huge answer is cut off", async () => {
  test.slow();
  const [hung, who] = [await newSomebody(), await newSomebody()];
  receiver.answers["/hang"] = (response, count) => (count === 1 ? undefined : response.writeHead(200).end());
  receiver.answers["/huge"] = (response) => response.writeHead(200).end(Buffer.alloc(5_000_000, "x"));
  const [hanging, huge] = [await subscribe(hung, "/hang"), await subscribe(who, "/huge")];
  await hung.session.send("POST", `${hanging.at}/test`, { type: "job.failed" });
  await arrived("/hang");
  await who.session.send("POST", `${huge.at}/test`, { type: "job.failed" });
  await settled(who, huge.at, "delivered");
  expect((await readLog(hung, hanging.at))[0]).toMatchObject({ status: "pending", lastAttempt: null });
  await expect
    .poll(async () => (await readDelivery(hung, hanging.at)).tries.map(({ status }) => status), { timeout: 40_000 })
    .toEqual([200, null]);
  const { tries } = await readDelivery(hung, hanging.at);
  expect(tries[1]?.failure).toMatch(/^No answer\./);
});

test("killed between the job's end and the delivery: it arrives after the restart", async () => {
  test.slow();
  const who = await newSomebody();
  receiver.answers["/killed"] = (response, count) => (count === 1 ? undefined : response.writeHead(200).end());
  const { at, secret } = await subscribe(who, "/killed");
  const answer = await colorize(who);
  await arrived("/killed");
  await studio.stop("SIGKILL");
  studio = await startStudio(settings(), studio.dataDir);
  // As soon as the lease of the dead process is over.
  await expect.poll(() => receiver.at("/killed").length, { timeout: 60_000 }).toBe(2);
  const [first, second] = receiver.at("/killed");
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  if (second) expect(verify(secret, second).data).toMatchObject({ jobId: answer.headers.get("x-job-id") });
  await settled({ ...who, session: await signIn(studio, who.account) }, at, "delivered");
});

test("an address that leads inside is refused with a problem that names the field", async () => {
  const { session } = await newSomebody();
  const refused = [
    canary.url,
    "http://localhost/",
    "http://10.0.0.1/",
    "ftp://example.org/",
    "https://a.example:8443/",
  ];
  for (const url of refused) {
    const answer = await session.send("POST", all, { url, events: ["job.failed"] });
    expect(answer).toMatchObject({ status: 400, body: { code: "webhook_url_invalid", param: "url" } });
  }
  const none = await session.send("POST", all, { url: receiver.url, events: [] });
  expect(none).toMatchObject({ status: 400, body: { code: "invalid_request", param: "events" } });
  expect((await session.send("GET", all)).body).toEqual({ endpoints: [] });
});

test("a switched-off endpoint gets nothing; after a rotation both secrets verify", async () => {
  const who = await newSomebody();
  const before = await subscribe(who, "/rotated");
  await who.session.send("PATCH", before.at, { enabled: false });
  await colorize(who);
  expect(await readLog(who, before.at)).toEqual([]);
  const on = await who.session.send("PATCH", before.at, { enabled: true, events: ["job.failed"] });
  expect(on.body).toMatchObject({ disabledAt: null, events: ["job.failed"] });
  const after = (await who.session.send("POST", `${before.at}/secret`)).body as WebhookSecretAnswer;
  expect(after.secret).not.toBe(before.secret);
  await who.session.send("POST", `${before.at}/test`, { type: "job.failed" });
  await arrived("/rotated");
  const [hook] = receiver.at("/rotated");
  for (const secret of [before.secret, after.secret]) if (hook) verify(secret, hook);
  for (const path of [all, before.at]) {
    expect(JSON.stringify((await who.session.send("GET", path)).body)).not.toContain("whsec_");
  }
});

test("another person's endpoint answers like one that does not exist, and no page of elsewhere may write", async () => {
  const owner = await newSomebody();
  const { at } = await subscribe(owner, "/private");
  await owner.session.send("POST", `${at}/test`, { type: "job.failed" });
  const [delivery] = await readLog(owner, at);
  const stranger = await newSomebody();
  const calls: [string, string, object?][] = [
    ["GET", at],
    ["PATCH", at, { enabled: false }],
    ["DELETE", at],
    ["POST", `${at}/secret`],
    ["POST", `${at}/test`, { type: "job.failed" }],
    ["GET", `${at}/deliveries`],
    ["GET", `${at}/deliveries/${delivery?.id}`],
    ["POST", `${at}/deliveries/${delivery?.id}/replay`],
  ];
  for (const [method, path, body] of calls) {
    const call = `${method} ${path}`;
    expect(await stranger.session.send(method, path, body), call).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
    const nobody = await fetch(studio.url + path, { method, body: body && JSON.stringify(body) });
    expect(nobody.status, call).toBe(401);
    if (method === "GET") continue;
    const foreign = await owner.session.send(method, path, body, { Origin: "https://evil.example" });
    expect(foreign, call).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
  }
  expect(await readLog(owner, at)).toHaveLength(1);
  expect((await owner.session.send("DELETE", at)).status).toBe(204);
  expect((await owner.session.send("GET", at)).status).toBe(404);
});
