import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { fetchJson, fetchNothing } from "./api-client";
import { ApiProblem } from "./api-problem";
import { createQueryClient } from "./query-client";
import { readProblem } from "./read-problem";

const problem = {
  type: "https://studio.example/docs#insufficient_credits",
  title: "Not enough credits",
  status: 403,
  detail: "This needs 3 credits; the account has 1.",
  code: "insufficient_credits",
  fix: "Buy credits.",
  requestId: "req_1",
  creditsCharged: 0,
  error: "Not enough credits",
};
const send = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal("fetch", send);
});
afterEach(() => {
  vi.unstubAllGlobals();
  send.mockReset();
});
const answer = (status: number, body: string | null = null) => send.mockResolvedValue(new Response(body, { status }));
const numbers = z.object({ count: z.number() });

describe("a call of our own API", () => {
  test("gives the answer once it has the shape that the contract says", async () => {
    answer(200, '{"count":3,"more":1}');
    expect(await fetchJson("/api/x", numbers)).toEqual({ count: 3 });
  });

  test("whose answer has another shape is a problem, not a page that breaks later", async () => {
    answer(200, '{"count":"3"}');
    await expect(fetchJson("/api/x", numbers)).rejects.toMatchObject({ code: "unexpected", status: 200 });
  });

  test("that is refused says what the studio said", async () => {
    answer(403, JSON.stringify(problem));
    const refused = fetchJson("/api/x", numbers);
    await expect(refused).rejects.toBeInstanceOf(ApiProblem);
    await expect(refused).rejects.toMatchObject({ code: problem.code, message: problem.detail, fix: problem.fix });
  });

  test("that nothing answered says so, but whoever gave it up gets their own reason", async () => {
    send.mockRejectedValue(new TypeError("Failed to fetch"));
    await expect(fetchNothing("/api/x")).rejects.toMatchObject({ code: "offline", status: 0 });
    const reason = new Error("left the page");
    send.mockRejectedValue(reason);
    await expect(fetchNothing("/api/x", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test("sends an object as JSON and a file as it is, and never takes an answer from a cache", async () => {
    answer(204);
    const file = new Blob(["photo"], { type: "image/jpeg" });
    for (const body of [{ a: 1 }, file, undefined]) await fetchNothing("/api/x", { method: "POST", body });
    const sent = send.mock.calls.map(([, init]) => init);
    expect(sent.map((init) => init?.body)).toEqual(['{"a":1}', file, undefined]);
    expect(sent.map((init) => init?.headers)).toEqual([{ "content-type": "application/json" }, undefined, undefined]);
    expect(sent.every((init) => init?.cache === "no-store" && init.method === "POST")).toBe(true);
  });
});

describe("an error's body", () => {
  test("is read with when to come back", () => {
    const read = readProblem(429, JSON.stringify({ ...problem, code: "rate_limited", status: 429, retryAfter: 7 }));
    expect(read).toMatchObject({ code: "rate_limited", status: 429, retryAfterSeconds: 7 });
  });

  test.each([
    "",
    "<html>Bad gateway</html>",
    "null",
    '{"code":"no_such_code"}',
    JSON.stringify({ ...problem, fix: 1 }),
  ])("that is no problem of ours (%s) is told as unexpected", (body) => {
    expect(readProblem(502, body)).toMatchObject({ code: "unexpected", status: 502 });
  });
});

test("only what got no answer is asked again by itself, twice", () => {
  const { retry } = createQueryClient().getDefaultOptions().queries ?? {};
  if (typeof retry !== "function") throw new Error("no rule for retries");
  const offline = new ApiProblem({ code: "offline", status: 0, detail: "", fix: "" });
  const refused = readProblem(403, JSON.stringify(problem));
  expect([0, 1, 2].map((failures) => retry(failures, offline))).toEqual([true, true, false]);
  expect(retry(0, refused)).toBe(false);
  expect(retry(0, new Error("bug"))).toBe(true);
});
