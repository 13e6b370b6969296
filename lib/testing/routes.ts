import { readdirSync } from "node:fs";
import path from "node:path";
import { buyCredits, createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../prisma/factories/settle-job";
import { requestExport } from "../account-data/export/request-export";
import { createSession } from "../accounts/sessions";
import { createArchiveLink } from "../archives/archive-links";
import { createShareSchema } from "../contract/photos/shares";
import type { Db } from "../db/client";
import { createPublicId } from "../db/public-id";
import { declarationOf, type Method, type RouteHandler } from "../http/route/define-route";
import type { Endpoint } from "../http/route/endpoint";
import { queueMail } from "../mail/queue-mail";
import { createShare } from "../shares/create-share";
import { createEndpoint } from "../webhooks/endpoints/create-endpoint";
import { recordTestEvent } from "../webhooks/events/record-test-event";
import { createKeyHeaders, signInHeaders, testOrigin } from "./studio";

export type Route = { method: Method; address: string; handler: RouteHandler; endpoint: Endpoint | undefined };
/** The headers of a session and of a key, and one id of everything that an account can own, by the folder of its [id]. */
export type RouteAccount = {
  session: Record<string, string>;
  key: Record<string, string>;
  resources: Record<string, string>;
};

const appFolder = path.resolve(import.meta.dirname, "../../app");

/** Every method of every route, also those that the route refuses: there `endpoint` is undefined. */
export async function listRoutes(): Promise<Route[]> {
  return (await Promise.all(listAddresses("").map(readRoutes))).flat();
}

function listAddresses(address: string): string[] {
  return readdirSync(path.join(appFolder, address), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return listAddresses(`${address}/${entry.name}`);
    return entry.name === "route.ts" ? [address] : [];
  });
}

async function readRoutes(address: string): Promise<Route[]> {
  const exported: object = await import(path.join(appFolder, address, "route.ts"));
  return Object.entries(exported).map(([method, handler]) => ({
    method: method as Method,
    address,
    handler,
    endpoint: declarationOf(handler),
  }));
}

/** Somebody with one of everything that an account can own, by the folder that its [id] lies in. */
export async function createRouteAccount(db: Db): Promise<RouteAccount> {
  const { id: userId } = await createUserWithCredits(db, 5);
  const jobs = await openJob(db, userId);
  await settleAsSucceeded(db, jobs);
  const { id: keys, headers: key } = await createKeyHeaders(userId);
  // When a key was last used is written once a minute, behind the answer; this one never.
  await db.apiKey.update({ where: { id: keys }, data: { lastUsedAt: new Date("2099-01-01") } });
  const fields = { url: "https://hooks.example/in", description: null, events: ["job.succeeded" as const] };
  const { id: webhooks } = await createEndpoint(db, { userId, ...fields, now: new Date() });
  const test = { userId, endpointId: webhooks, type: "job.succeeded" as const, now: new Date() };
  const deliveries = await recordTestEvent(db, test);
  const purchases = await buyCredits(db, userId, 3);
  const { id: archives } = await createArchiveLink(db, { userId, jobIds: [jobs], now: new Date() });
  const job = await db.job.findUniqueOrThrow({ where: { id: jobs } });
  const { id: shares } = await createShare(db, job, createShareSchema.parse({}), new Date());
  const { id: sessions } = await createSession(db, { userId, userAgent: null, now: new Date(), ttlSeconds: 3600 });
  const { id: exports } = await requestExport(db, userId, { actor: "owner" }, new Date());
  const mail = await queueTestMail(db, userId);
  const identity = { provider: "oidc", issuer: "https://id.example", subject: userId };
  const { id: connected } = await db.connectedSignIn.create({
    data: { id: createPublicId("con"), userId, ...identity },
  });
  const resources = {
    mail,
    connected,
    archives,
    jobs,
    keys,
    webhooks,
    deliveries,
    purchases,
    shares,
    sessions,
    exports,
  };
  return { session: await signInHeaders(userId), key, resources };
}

async function queueTestMail(db: Db, userId: string): Promise<string> {
  const to = { userId, email: `${userId}@mail.example`, mutedMails: [] };
  const deps = { origin: testOrigin, secret: "of the tests" };
  return (await queueMail(db, deps, to, { kind: "test", subject: "Test", paragraphs: [] })) ?? "";
}

/** The values of an address's [brackets], each for what its folder holds; throws for a folder that no account has. */
export function fillParams(address: string, accountOf: (isLast: boolean) => RouteAccount): Record<string, string> {
  const parts = address.split("/");
  const names = parts.filter((part) => /^\[\w+\]$/.test(part));
  return Object.fromEntries(
    names.map((name) => {
      const folder = parts[parts.indexOf(name) - 1] ?? "";
      const id = accountOf(name === names.at(-1)).resources[folder];
      if (!id) throw new Error(`${address}: give the accounts of this test one of "${folder}"`);
      return [name.slice(1, -1), id];
    }),
  );
}
