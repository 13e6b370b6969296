import { headers as names } from "../../lib/contract/headers";
import { callColorize, type Fields, makeForm, readAnswer } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { measurePhoto, smallPhoto } from "../support/photos";
import { expect, test } from "../support/studio-test";

test("a success tells all that the contract's headers promise", async ({ studio, account }) => {
  const { headers } = await callColorize(studio, account.apiKey, { image: await smallPhoto(120, 90), model: "tiny" });
  const value = (name: keyof typeof names) => headers.get(names[name]) ?? "";
  expect(value("requestId")).toMatch(/^req_\w{16,}$/);
  expect(value("jobId")).toMatch(/^job_\w+$/);
  expect(value("creditsCharged")).toBe("1");
  expect(value("creditsRemaining")).toMatch(/^\d+$/);
  expect(value("model")).toMatch(/^tiny@[0-9a-f]{8}$/);
  expect(value("provider")).toBe("embedded");
  expect(value("width")).toBe("120");
  expect(value("height")).toBe("90");
  expect(value("processingMs")).toMatch(/^\d+$/);
  expect(value("outputExpiresAt")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  expect(Date.parse(value("outputExpiresAt")) - Date.now()).toBeGreaterThan(167 * 3_600_000);
  expect(headers.get("cache-control")).toBe("no-store");
  for (const name of [names.rateLimitLimit, names.rateLimitRemaining, names.rateLimitReset]) {
    expect(headers.get(name)).toMatch(/^\d+$/);
  }
});

test("pages of every origin may call and read the headers, without cookies", async ({ studio, account }) => {
  const origin = { Origin: "https://elsewhere.example" };
  const preflight = await fetch(`${studio.url}/api/v1/colorize`, {
    method: "OPTIONS",
    headers: { ...origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-api-key" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
  const allowed = preflight.headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
  expect(allowed).toEqual(expect.arrayContaining(["x-api-key", "idempotency-key", "prefer"]));
  for (const apiKey of [account.apiKey, null]) {
    const { headers } = await callColorize(studio, apiKey, { image: await smallPhoto(), model: "tiny" }, origin);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    const exposed = headers.get("access-control-expose-headers")?.toLowerCase() ?? "";
    const added = [names.idempotencyReplayed, names.preferenceApplied, "Location"];
    for (const name of [names.requestId, names.creditsRemaining, names.rateLimitReset, "Retry-After", ...added]) {
      expect(exposed).toContain(name.toLowerCase());
    }
  }
});

test("Accept: image/*: the picture itself with all headers; a wildcard keeps JSON, an error is a problem", async ({
  studio,
  account,
}) => {
  const post = async (accept: string, fields: Fields) =>
    fetch(`${studio.url}/api/v1/colorize`, {
      method: "POST",
      headers: { [names.apiKey]: account.apiKey, Accept: accept },
      body: makeForm(fields),
    });
  const fields = { image: await smallPhoto(120, 90), model: "tiny" };
  const picture = await post("image/*", fields);
  expect(picture.status).toBe(200);
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(picture.headers.get(names.creditsCharged)).toBe("1");
  expect(picture.headers.get(names.model)).toMatch(/^tiny@/);
  expect(picture.headers.get(names.jobId)).toMatch(/^job_/);
  const bytes = new Uint8Array(await picture.arrayBuffer());
  expect(picture.headers.get("content-length")).toBe(String(bytes.length));
  expect(await measurePhoto(bytes)).toMatchObject({ format: "png", width: 120, height: 90 });
  const json = await readAnswer(await post("image/webp, */*;q=0.5", fields));
  expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(Object.keys(json.body)).toEqual(["outputUrl"]);
  expectProblem(await readAnswer(await post("image/*", { image: "" })), "image_empty");
});

for (const path of ["/api/nowhere", "/api/v1/nowhere", "/api/v1/colorize/more", "/api/console/nowhere", "/api/v1"]) {
  for (const method of ["GET", "POST", "DELETE"]) {
    test(`${method} ${path} → 404 as problem+json`, async ({ studio }) => {
      expectProblem(await readAnswer(await fetch(studio.url + path, { method })), "not_found");
    });
  }
}

for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
  test(`${method} /api/v1/colorize → 405 as problem+json that names what is allowed`, async ({ studio }) => {
    const answer = await readAnswer(await fetch(`${studio.url}/api/v1/colorize`, { method }));
    expectProblem(answer, "method_not_allowed");
    expect(answer.headers.get("allow")?.split(", ")).toContain("POST");
  });
}

test("an address that cannot be decoded → 400 as problem+json", async ({ studio }) => {
  const answer = await readAnswer(await fetch(`${studio.url}/api/%E0%A4%A`));
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
});

test("health: alive, and ready with database and engine", async ({ studio }) => {
  expect((await fetch(`${studio.url}/api/health/live`)).status).toBe(200);
  // "starting" until the models are in memory.
  const ready = async () => (await fetch(`${studio.url}/api/health`)).json();
  await expect.poll(ready, { timeout: 60_000 }).toEqual({ status: "ok", checks: { database: "ok", engine: "ok" } });
});

test("an unknown page is a page, with status 404", async ({ studio }) => {
  const response = await fetch(`${studio.url}/no-such-page`);
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toContain("text/html");
});
