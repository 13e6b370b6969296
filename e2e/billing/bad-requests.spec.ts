import { expect, test } from "../support/billing-test";
import { startFirstPurchase } from "../support/buy-pack";
import { createAccount, expectSoundLedger } from "../support/run-admin";
import { signIn } from "../support/sign-in";

test("unknown pack, tampered amount, foreign origin, nobody: refused with their codes, nothing written", async ({
  stripe,
  studio,
}) => {
  const session = await signIn(studio, await createAccount(studio, { credits: 0 }));
  const { counts } = await stripe.control({ do: "state" });
  const attempts: [object, Record<string, string>, number, string][] = [
    [{ packId: "gold" }, {}, 400, "pack_unknown"],
    [{ packId: "starter", priceCents: 1 }, {}, 400, "invalid_request"],
    [{ packId: "starter", credits: 1_000_000 }, {}, 400, "invalid_request"],
    [{}, {}, 400, "invalid_request"],
    [{ packId: ["starter"] }, {}, 400, "invalid_request"],
    [{ packId: "starter" }, { Origin: "https://evil.example" }, 403, "foreign_origin"],
    [{ packId: "starter" }, { Origin: "null" }, 403, "foreign_origin"],
    [{ packId: "starter" }, { Cookie: "" }, 401, "sign_in_required"],
  ];
  for (const [body, headers, status, code] of attempts) {
    const answer = await session.send("POST", "/api/console/checkout", body, headers);
    expect(answer, `${JSON.stringify(body)} ${JSON.stringify(headers)}`).toMatchObject({ status, body: { code } });
  }
  for (const [method, path] of [
    ["POST", "/api/console/portal"],
    ["PUT", "/api/console/low-credit"],
  ] as const) {
    const answer = await session.send(method, path, { threshold: 1 }, { Origin: "https://evil.example" });
    expect(answer, path).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
  }
  expect((await session.send("GET", "/api/console/purchases")).body).toEqual({ purchases: [] });
  expect((await stripe.control({ do: "state" })).counts).toEqual(counts);
});

test("another account's purchase is 404, in the list of nobody else", async ({ studio }) => {
  const buyer = await startFirstPurchase(studio);
  const other = await signIn(studio, await createAccount(studio, { credits: 0 }));
  for (const id of [buyer.purchaseId, buyer.checkoutId, "pur_none"]) {
    const answer = await other.send("GET", `/api/console/purchases/${id}`);
    expect(answer, id).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  expect((await other.send("GET", "/api/console/purchases")).body).toEqual({ purchases: [] });
  const nobody = await fetch(`${studio.url}/api/console/purchases/${buyer.purchaseId}`);
  expect(nobody.status).toBe(401);
});

test("the price paid is the pack's, and one customer stands for each account", async ({ stripe, studio }) => {
  const buyer = await startFirstPurchase(studio);
  await buyer.session.send("POST", "/api/console/checkout", { packId: "archive" });
  const first = await stripe.sdk.checkout.sessions.retrieve(buyer.checkoutId);
  expect(first).toMatchObject({
    mode: "payment",
    amount_total: 500,
    currency: "usd",
    client_reference_id: buyer.purchaseId,
    metadata: { purchaseId: buyer.purchaseId },
  });
  const { data } = await stripe.sdk.checkout.sessions.list({ customer: String(first.customer) });
  expect(data.map(({ amount_total: total }) => total)).toEqual([6000, 500]);
  await expectSoundLedger(studio);
});
