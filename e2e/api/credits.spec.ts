import { headers as names } from "../../lib/contract/headers";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { expect, test } from "../support/forwarding-test";
import { smallPhoto } from "../support/photos";
import { createAccount, expectSoundLedger, runAdmin } from "../support/run-admin";
import { signIn } from "../support/sign-in";

for (const [name, addOns, price] of [
  ["a photo", {}, 1],
  ["damage repair with it", { clean_scratches: "true" }, 2],
  ["clarity boost with it", { face_remaster: "true" }, 3],
  ["both add-ons with it", { clean_scratches: "TRUE", face_remaster: "True" }, 4],
] as const) {
  test(`${name} costs ${price}`, async ({ studio }) => {
    const { apiKey } = await createAccount(studio, { credits: 10 });
    const answer = await callColorize(studio, apiKey, { image: await smallPhoto(), ...addOns });
    expect(answer.body).toHaveProperty("outputUrl");
    expect(answer.headers.get(names.creditsCharged)).toBe(String(price));
    expect(answer.headers.get(names.creditsRemaining)).toBe(String(10 - price));
  });
}

test("an add-on that changed nothing is not charged, and answer, job and balance say so", async ({
  studio,
  upstream,
}) => {
  const { apiKey } = await createAccount(studio, { credits: 10 });
  upstream.idle = "faceRemaster";
  const fields = { image: await smallPhoto(), clean_scratches: "true", face_remaster: "true" };
  const answer = await callColorize(studio, apiKey, fields).finally(() => {
    upstream.idle = null;
  });
  expect(answer.headers.get(names.creditsCharged)).toBe("2");
  expect(answer.headers.get(names.idleAddOns)).toBe("faceRemaster");
  expect(answer.headers.get(names.creditsRemaining)).toBe("8");
  const address = `${studio.url}/api/v1/jobs/${answer.headers.get(names.jobId)}`;
  const job = await (await fetch(address, { headers: { [names.apiKey]: apiKey } })).json();
  expect(job).toMatchObject({ priceCredits: 4, creditsCharged: 2, idleAddOns: ["faceRemaster"] });
  await expectSoundLedger(studio);
});

test("no credits → 403 insufficient_credits, never 401, and the provider is not asked", async ({
  studio,
  upstream,
}) => {
  const { apiKey } = await createAccount(studio, { credits: 0 });
  const before = upstream.calls;
  const answer = await callColorize(studio, apiKey, { image: await smallPhoto() });
  expectProblem(answer, "insufficient_credits");
  expect(answer.status).toBe(403);
  expect(upstream.calls).toBe(before);
});

test("credits for the photo but not for the add-on → 403, nothing charged", async ({ studio }) => {
  const { apiKey } = await createAccount(studio, { credits: 2 });
  const answer = await callColorize(studio, apiKey, { image: await smallPhoto(), face_remaster: "true" });
  expectProblem(answer, "insufficient_credits");
  expect(answer.headers.get(names.creditsRemaining)).toBe("2");
});

test("50 calls at once with 1 credit: one succeeds, 49 get 403, the provider is asked once", async ({
  studio,
  upstream,
}) => {
  const account = await createAccount(studio, { credits: 1 });
  const before = upstream.calls;
  const image = await smallPhoto();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => callColorize(studio, account.apiKey, { image, model: "tiny" })),
  );
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect({ ok: count(200), refused: count(403) }).toEqual({ ok: 1, refused: 49 });
  expect(upstream.calls - before).toBe(1);
  const session = await signIn(studio, account);
  expect((await session.send("GET", "/api/console/balance")).body).toEqual({ available: 0, held: 0 });
});

test("credits granted from the command line count at once", async ({ studio }) => {
  const { apiKey, email } = await createAccount(studio, { credits: 0 });
  const image = await smallPhoto();
  expect((await callColorize(studio, apiKey, { image })).status).toBe(403);
  expect((await runAdmin(studio, "grant", email, "1", "--reason", "thanks")).code).toBe(0);
  expect((await callColorize(studio, apiKey, { image })).status).toBe(200);
});

test("the ledger adds up after all of this", async ({ studio }) => {
  const { code, stdout, stderr } = await runAdmin(studio, "check-ledger");
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
});
