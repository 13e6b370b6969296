import { headers as names } from "../../lib/contract/headers";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { smallPhoto } from "../support/photos";
import { createAccount, runAdmin } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

test("no key → 401 api_key_missing", async ({ studio }) => {
  expectProblem(await callColorize(studio, null, { image: await smallPhoto() }), "api_key_missing");
});

for (const [name, change] of Object.entries<(key: string) => string>({
  "an empty key": () => "",
  "a word": () => "INSERT_YOUR_USER_API_KEY",
  "a mistyped key": (key) => key.replace(/.$/, (last) => (last === "a" ? "b" : "a")),
  "a key with something behind it": (key) => `${key}x`,
})) {
  test(`${name} → 401, nothing is looked at further`, async ({ studio, account }) => {
    // The image is wrong as well: the key is checked first.
    const answer = await callColorize(studio, change(account.apiKey), { image: "" });
    expectProblem(answer, name === "an empty key" ? "api_key_missing" : "api_key_invalid");
    expect(answer.status).toBe(401);
  });
}

test("a key made in the console works at once, with white space around it too", async ({ studio }) => {
  const other = await createAccount(studio, { credits: 1 });
  const session = await signIn(studio, other);
  const created = await session.send("POST", "/api/console/keys", { name: "second" });
  const secret = String((created.body as { secret: string }).secret);
  expect(secret).toMatch(/^pxs_live_[0-9A-Za-z]{38}$/);
  expect((await callColorize(studio, `  ${secret}  `, { image: await smallPhoto(), model: "tiny" })).status).toBe(200);
});

test("a revoked key is refused on the very next request", async ({ studio }) => {
  const account = await createAccount(studio, { credits: 2 });
  const image = await smallPhoto();
  expect((await callColorize(studio, account.apiKey, { image, model: "tiny" })).status).toBe(200);
  const session = await signIn(studio, account);
  const list = await session.send("GET", "/api/console/keys");
  const [key] = (list.body as { keys: { id: string }[] }).keys;
  expect((await session.send("DELETE", `/api/console/keys/${key?.id}`)).status).toBe(204);
  expectProblem(await callColorize(studio, account.apiKey, { image, model: "tiny" }), "api_key_revoked");
});

test("a key revoked from the command line is refused while the studio runs", async ({ studio }) => {
  const account = await createAccount(studio, { credits: 2 });
  const session = await signIn(studio, account);
  const list = await session.send("GET", "/api/console/keys");
  const [key] = (list.body as { keys: { id: string }[] }).keys;
  expect((await runAdmin(studio, "revoke-key", String(key?.id))).code).toBe(0);
  expectProblem(await callColorize(studio, account.apiKey, { image: await smallPhoto() }), "api_key_revoked");
});

test("a session cookie opens nothing at the public door", async ({ studio, account }) => {
  const session = await signIn(studio, account);
  const answer = await callColorize(studio, null, { image: await smallPhoto() }, { Cookie: session.cookie });
  expectProblem(answer, "api_key_missing");
});

test("a key is shown once: no list holds it, no answer header repeats it", async ({ studio, account }) => {
  const session = await signIn(studio, account);
  const list = await session.send("GET", "/api/console/keys");
  expect(JSON.stringify(list.body)).not.toContain(account.apiKey);
  expect(JSON.stringify(list.body)).toContain(account.apiKey.slice(-4));
  const answer = await callColorize(studio, account.apiKey, { image: "" });
  expect(JSON.stringify([...answer.headers, answer.body])).not.toContain(account.apiKey);
  expect(answer.headers.get(names.apiKey)).toBeNull();
});
