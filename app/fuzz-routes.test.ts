// Sends hostile requests to every method of every route. A failure prints the seed and the smallest request that fails; to see
// it again, give `seed` and `path` of the message to fc.assert.
import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { problemSchema } from "@/lib/contract/problems";
import { AppError } from "@/lib/errors/app-error";
import { createMemoryRateLimit } from "@/lib/rate-limit/rate-limit";
import { countInputs, type HostileRequest, hostileRequests, spoilEach } from "@/lib/testing/hostile/hostile-requests";
import { createRouteAccount, fillParams, listRoutes, type Route, type RouteAccount } from "@/lib/testing/routes";
import { setUpSharedDatabase } from "@/lib/testing/set-up";
import { setUpStudio } from "@/lib/testing/set-up-studio";
import { callRoute } from "@/lib/testing/studio";

/** Runs of a route for each thing that can be wrong in a request to it, and of one that has no input or refuses the method. */
const runs = { each: 8, least: 8, refused: 2 };

/** Bodies that are accepted. Their addresses are numbers: nothing here may ask the network. */
const goodBodies: Record<string, object> = {
  "POST /api/sign-up": { email: "fuzz@example.org", password: "long enough for one" },
  "POST /api/sign-in/email": { email: "fuzz@example.org", next: "/library" },
  "POST /api/auth/second-factor": { code: "123456" },
  "PUT /api/account/second-factor": { code: "123456" },
  "POST /api/account/second-factor/off": { code: "123456" },
  "POST /api/account/second-factor/recovery-codes": { code: "123456" },
  "POST /api/account/connected": { provider: "oidc" },
  "POST /api/sign-in/forgot": { email: "fuzz@example.org" },
  "POST /api/sign-in/reset": { token: "none", password: "long enough for one" },
  "POST /api/sign-in/confirm-email": { token: "none", kind: "confirm", newPassword: "long enough for one" },
  "POST /api/sign-in/keep-account": { token: "none" },
  "POST /api/account/deletion": { email: "fuzz@example.org", password: "correct horse battery" },
  "PATCH /api/account/profile": { name: "Fuzz", timeZone: "Europe/Berlin", retentionHours: 24 },
  "POST /api/account/email": { email: "fuzz@example.org", currentPassword: "correct horse battery" },
  "POST /api/console/keys": { name: "fuzz" },
  "PATCH /api/console/keys/[id]": { name: "Fuzz" },
  "POST /api/console/keys/[id]/reroll": { overlapHours: 24 },
  "POST /api/v1/webhooks": { url: "https://8.8.8.8/in", events: ["job.succeeded"] },
  "POST /api/console/webhooks": { url: "https://8.8.8.8/in", events: ["job.succeeded"] },
  "PATCH /api/console/jobs/[id]": { name: "fuzz.jpg" },
  "POST /api/console/jobs/delete": { jobIds: ["job_none"] },
  "PATCH /api/console/webhooks/[id]": { enabled: false },
  "PATCH /api/v1/jobs/[id]/recipe": { strength: 1.2 },
  "PATCH /api/console/jobs/[id]/recipe": { strength: 1.2 },
  "POST /api/workbench/fetch": { address: "https://8.8.8.8/photo.jpg" },
  "POST /api/console/webhooks/[id]/test": { type: "job.succeeded" },
  "POST /api/console/jobs/[id]/shares": { days: 7 },
  "PATCH /api/console/shares/[id]": { caption: "Boats" },
  "POST /api/console/archives": { jobIds: ["job_x"] },
  "POST /api/v1/archives": { jobIds: ["job_x"] },
  "PUT /api/console/low-credit": { threshold: 5 },
  "POST /api/admin/users": { email: "fuzz@example.org", credits: 1 },
  "POST /api/admin/users/[id]/credits": { credits: 1, reason: "fuzz", requestId: "fuzz-0001" },
  "POST /api/admin/users/[id]/credits/taken": { credits: 1, reason: "fuzz", requestId: "fuzz-0001" },
  "PUT /api/admin/users/[id]/suspension": { reason: "fuzz" },
  "PUT /api/admin/users/[id]/role": { role: "customer" },
  "POST /api/admin/users/[id]/access": { way: "reset_link" },
  "POST /api/admin/users/[id]/keys": { name: "fuzz", mode: "test" },
  "POST /api/admin/payments/reconcile": { days: 1 },
  "POST /api/admin/backups": { withFiles: false },
  "POST /api/admin/receipts/verify": { receipt: {} },
  "PATCH /api/admin/settings": { values: { SIGN_UP: "closed" } },
  "PATCH /api/account/notifications": { mutedMails: ["receipt"] },
  "POST /api/account/password": { currentPassword: "correct horse battery", newPassword: "long enough for another" },
};
const routes = await listRoutes();
const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let owner: RouteAccount;
let photo: Buffer;
beforeAll(async () => {
  const unlimited = () => createMemoryRateLimit({ limit: 1_000_000, windowSeconds: 60 });
  const { limits } = opened.studio;
  for (const name of Object.keys(limits)) Object.assign(limits, { [name]: unlimited() });
  opened.studio.fetchImage = async () => {
    throw new AppError("image_url_unreachable", { detail: "There is no network in this test." });
  };
  owner = await createRouteAccount(fresh.db);
  photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: "gray" } })
    .png()
    .toBuffer();
});

const send = ({ method, address, handler, endpoint }: Route, { params, query, headers, body }: HostileRequest) =>
  callRoute(handler, {
    method,
    path: `${address.replaceAll(/[[\].]/g, "")}?${query}`,
    headers: { ...(endpoint?.auth === "key" ? owner.key : owner.session), ...headers },
    params,
    body: method === "GET" || method === "HEAD" ? undefined : body,
  });

/** An answer below 400, or a refusal in the error contract. Neither is ever an error of our own. */
function expectContract({ status, headers, body }: Awaited<ReturnType<typeof send>>, sent?: string): void {
  expect(status, sent).not.toBe(500);
  // Says all it has to in Content-Range.
  if (status < 400 || status === 416) return;
  expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(body);
  expect(problem).toMatchObject({ status, creditsCharged: 0 });
}

// What a DELETE removes is there for the others.
const inOrder = routes.toSorted((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));

test.each(inOrder.map((route) => [`${route.method} ${route.address}`, route] as const))(
  "%s answers hostile requests as it should, never with 500",
  async (_, route) => {
    const endpoint = route.endpoint ?? { auth: "public", handler: async () => new Response() };
    const body = goodBodies[`${route.method} ${route.address}`] ?? {};
    const good = { params: fillParams(route.address, () => owner), body, photo };
    const about = { address: route.address, endpoint, good };
    for (const request of spoilEach(about)) {
      expectContract(await send(route, request), JSON.stringify({ ...request, body: String(request.body) }));
    }
    const requests = hostileRequests(about);
    await fc.assert(
      fc.asyncProperty(requests, async (request) => expectContract(await send(route, request))),
      { numRuns: route.endpoint ? Math.max(runs.least, runs.each * countInputs(endpoint)) : runs.refused },
    );
  },
);
