import { headers as names } from "../../lib/contract/headers";
import { callColorize, problemOf } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { createAccount } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

let studio: Studio;
test.beforeAll(async () => {
  studio = await startStudio({ KEY_REQUESTS_PER_MINUTE: "5", ACCOUNT_REQUESTS_PER_MINUTE: "8" });
});
test.afterAll(() => endStudio(studio));

test("every answer counts down, with the reset as an epoch in whole seconds", async () => {
  const { apiKey } = await createAccount(studio, { credits: 1 });
  for (const left of [4, 3]) {
    const before = Date.now() / 1000;
    const { headers } = await callColorize(studio, apiKey, { image: "" });
    const after = Date.now() / 1000;
    expect(headers.get(names.rateLimitLimit)).toBe("5");
    expect(headers.get(names.rateLimitRemaining)).toBe(String(left));
    const reset = headers.get(names.rateLimitReset) ?? "";
    expect(reset).toMatch(/^\d{10}$/);
    expect(Number(reset) - before).toBeGreaterThan(0);
    expect(Number(reset) - after).toBeLessThan(75);
    expect(headers.get("ratelimit-policy")).toContain("q=5");
    expect(headers.get("ratelimit")).toContain(`r=${left}`);
  }
});

test("beyond the key's limit → 429 with Retry-After in whole seconds, before the body is looked at", async () => {
  const { apiKey } = await createAccount(studio, { credits: 1 });
  for (let call = 0; call < 5; call += 1) {
    expect((await callColorize(studio, apiKey, { image: "" })).status).toBe(400);
  }
  const answer = await callColorize(studio, apiKey, { image: "" });
  expectProblem(answer, "rate_limited");
  expect(answer.headers.get(names.rateLimitRemaining)).toBe("0");
  expect(Number(problemOf(answer).retryAfter)).toBeLessThanOrEqual(60);
});

test("an account's keys share the account's limit; another account is not held up", async () => {
  const account = await createAccount(studio, { credits: 1 });
  const session = await signIn(studio, account);
  const created = await session.send("POST", "/api/console/keys", { name: "second" });
  const second = (created.body as { secret: string }).secret;
  const statuses: number[] = [];
  for (const key of [account.apiKey, second, account.apiKey, second, account.apiKey, second, account.apiKey, second]) {
    statuses.push((await callColorize(studio, key, { image: "" })).status);
  }
  expect(statuses).toEqual(Array(8).fill(400));
  expectProblem(await callColorize(studio, second, { image: "" }), "rate_limited");
  const other = await createAccount(studio, { credits: 1 });
  expect((await callColorize(studio, other.apiKey, { image: "" })).status).toBe(400);
});

test("guessing a password is stopped, and the answer is the same for an account that does not exist", async () => {
  const account = await createAccount(studio, { credits: 1 });
  const isSignedIn = async (email: string, password: string) => {
    const session = await signIn(studio, { email, password });
    return (await session.send("GET", "/api/console/balance")).status === 200;
  };
  for (let guess = 0; guess < 6; guess += 1)
    expect(await isSignedIn(account.email, `wrong-guess-${guess}`)).toBe(false);
  expect(await isSignedIn(account.email, account.password)).toBe(false);
  expect(await isSignedIn("nobody@example.org", account.password)).toBe(false);
});
