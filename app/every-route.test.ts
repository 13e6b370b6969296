// Holds every method of every route to what it declares, with nobody, with the wrong credentials, with another account's and
// from a foreign page. A new route is covered by being there; one with a new kind of [id] needs a row in `resources`.
import { beforeAll, describe, expect, test } from "vitest";
import { endpoints } from "@/lib/contract/openapi/create-api-document";
import { problems } from "@/lib/contract/problems";
import type { ErrorCode } from "@/lib/errors/error-codes";
import { rawBodies, uploadPaths, uploads } from "@/lib/http/route/body-limits";
import { createMemoryRateLimit } from "@/lib/rate-limit/rate-limit";
import { createRouteAccount, fillParams, listRoutes, type Route, type RouteAccount } from "@/lib/testing/routes";
import { setUpSharedDatabase } from "@/lib/testing/set-up";
import { setUpStudio } from "@/lib/testing/set-up-studio";
import { callRoute } from "@/lib/testing/studio";

/** Bodies that are valid, for methods of an [id] that want one: without it they are refused before the id is looked up. */
const bodies: Record<string, object> = {
  "PATCH /api/console/jobs/[id]": { name: "taken.jpg" },
  "PATCH /api/console/webhooks/[id]": { enabled: false },
  "PATCH /api/console/keys/[id]": { name: "Taken" },
  "POST /api/console/keys/[id]/reroll": { overlapHours: 0 },
  "PATCH /api/v1/jobs/[id]/recipe": { strength: 1.2 },
  "PATCH /api/console/jobs/[id]/recipe": { strength: 1.2 },
  "POST /api/console/webhooks/[id]/test": { type: "job.succeeded" },
  "POST /api/console/jobs/[id]/shares": { days: 7 },
  "PATCH /api/console/shares/[id]": { caption: "Mine" },
};

const routes = await listRoutes();
const declared = routes.flatMap(({ endpoint, ...route }) => (endpoint ? [{ ...route, endpoint }] : []));
const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let owner: RouteAccount;
let stranger: RouteAccount;
beforeAll(async () => {
  const unlimited = () => createMemoryRateLimit({ limit: 100_000, windowSeconds: 60 });
  Object.assign(opened.studio.limits, { key: unlimited(), account: unlimited(), signUpAddress: unlimited() });
  owner = await createRouteAccount(fresh.db);
  stranger = await createRouteAccount(fresh.db);
});

/** Sends what the route asks for with these headers. The [brackets] name the owner's things unless said otherwise. */
function call({ method, address, handler }: Route, headers: Record<string, string>, params = ownersParams(address)) {
  const body = method === "GET" || method === "HEAD" ? undefined : bodies[`${method} ${address}`];
  return callRoute(handler, { method, path: address, headers, params, body });
}
const ownersParams = (address: string) => fillParams(address, () => owner);

const refused = (code: ErrorCode) => ({ status: problems[code].status, body: { code } });
const missing = { session: "sign_in_required", operator: "sign_in_required", key: "api_key_missing" } as const;

/** Runs `work`, and fails when a row of any table has changed. */
async function leaveEverythingAlone(work: () => Promise<void>): Promise<void> {
  const before = await sumTables();
  await work();
  expect(await sumTables()).toEqual(before);
}

async function sumTables(): Promise<unknown> {
  const tables = await fresh.db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema()`;
  const sums = tables.map(
    ({ name }) => `SELECT '${name}' AS name, md5(string_agg(t::text, ',' ORDER BY t::text)) AS sum FROM ${name} AS t`,
  );
  return fresh.db.$queryRawUnsafe(sums.join(" UNION ALL "));
}

test("there are routes, and each says what it needs", () => {
  expect(declared.length).toBeGreaterThan(45);
  const addresses = new Set(routes.map(({ address }) => address));
  expect(new Set(declared.map(({ address }) => address))).toEqual(addresses);
});

test("the bodies that may take as long as an upload are those that the HTTP server leaves to their reader", () => {
  const raw = declared.flatMap(({ address, endpoint: { body } }) =>
    typeof body === "string" ? [{ address, body }] : [],
  );
  const slow = raw.filter(({ body }) => uploads.includes(body)).map(({ address }) => address);
  expect(slow.toSorted()).toEqual([...uploadPaths].toSorted());
  expect(new Set(raw.map(({ body }) => body))).toEqual(new Set(Object.keys(rawBodies)));
});

test("an address is documented with the scope that its route asks for, and every route that asks for one is", () => {
  const asked = declared.flatMap(({ method, address, endpoint }) =>
    endpoint.auth === "key" ? [`${method} ${address.replaceAll("[", "{").replaceAll("]", "}")} ${endpoint.scope}`] : [],
  );
  const documented = endpoints.filter(({ scope }) => scope !== null);
  expect(documented.map(({ method, path, scope }) => `${method.toUpperCase()} ${path} ${scope}`).toSorted()).toEqual(
    asked.toSorted(),
  );
});

describe.each(declared.map((route) => [`${route.method} ${route.address}`, route] as const))("%s", (_, route) => {
  const { method, address, endpoint } = route;
  const writes = method !== "GET" && method !== "HEAD";
  const { auth } = endpoint;

  if (auth === "public") {
    test("is answered to anybody", () =>
      leaveEverythingAlone(async () => {
        const answer = await call(route, {});
        for (const code of Object.values(missing)) expect(answer).not.toMatchObject(refused(code));
      }));
  } else {
    test("is refused without a session or key, and with the other kind", () =>
      leaveEverythingAlone(async () => {
        expect(await call(route, {})).toMatchObject(refused(missing[auth]));
        const other = auth === "key" ? owner.session : owner.key;
        expect(await call(route, other)).toMatchObject(refused(missing[auth]));
      }));
  }

  if (writes && (auth === "session" || auth === "operator" || endpoint.sameOrigin)) {
    test("is refused to a page of another origin", () =>
      leaveEverythingAlone(async () => {
        for (const origin of ["https://evil.example", "null"]) {
          expect(await call(route, { ...owner.session, origin })).toMatchObject(refused("foreign_origin"));
        }
      }));
  }

  if (auth === "operator") {
    test("is refused to a customer", () =>
      leaveEverythingAlone(async () => {
        expect(await call(route, owner.session)).toMatchObject(refused("operator_required"));
      }));
    return;
  }

  if (/\[\w+\]/.test(address)) {
    test("what another account owns is not found", () =>
      leaveEverythingAlone(async () => {
        if (auth === "public") throw new Error("a public address names something of an account");
        expect(await call(route, stranger[auth])).toMatchObject(refused("not_found"));
        // Also when only the last [id] is another's.
        const mixed = fillParams(address, (isLast) => (isLast ? owner : stranger));
        expect(await call(route, stranger[auth], mixed)).toMatchObject(refused("not_found"));
      }));
  } else if (auth !== "public" && method === "GET") {
    test("shows nothing of another account", () =>
      leaveEverythingAlone(async () => {
        const { status, body } = await call(route, stranger[auth]);
        expect(status).toBe(200);
        for (const id of Object.values(owner.resources)) expect(JSON.stringify(body)).not.toContain(id);
      }));
  }
});

test("every other method is refused", () =>
  leaveEverythingAlone(async () => {
    for (const route of routes.filter(({ endpoint }) => !endpoint)) {
      const answer = await call(route, { ...owner.session, ...owner.key });
      const isPreflight = route.method === "OPTIONS" && answer.status === 204;
      const at = `${route.method} ${route.address}`;
      if (!isPreflight) expect(answer, at).toMatchObject(refused("method_not_allowed"));
    }
  }));
