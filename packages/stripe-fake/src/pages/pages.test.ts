import { afterAll, beforeAll, expect, test } from "vitest";
import { sale, startTestFake, type TestFake } from "../testing/start-test-fake";

let fake: TestFake;
beforeAll(async () => {
  fake = await startTestFake();
});
afterAll(() => fake.stop());

const create = (changes: object = {}) => fake.stripe.checkout.sessions.create({ ...sale, ...changes });
const read = (id: string) => fake.stripe.checkout.sessions.retrieve(id);

async function choose(url: string | null, choice: string) {
  const answer = await fetch(String(url), {
    method: "POST",
    body: new URLSearchParams({ choice }),
    redirect: "manual",
  });
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

test("every page says that no money moves", async () => {
  const customer = await fake.stripe.customers.create({});
  const { url } = await create();
  const portal = await fake.stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "http://127.0.0.1:3000/b",
  });
  for (const address of [String(url), portal.url, `${fake.url}/nothing`]) {
    expect(await (await fetch(address)).text(), address).toContain("this is a stand-in, no money moves");
  }
});

test("paying leads to the success address with the session's id in it, once", async () => {
  const { id, url } = await create();
  const { status, location } = await choose(url, "pay");
  expect({ status, location }).toEqual({ status: 303, location: `http://127.0.0.1:3000/back?session=${id}` });
  expect(await choose(url, "pay")).toMatchObject({ status: 410 });
  expect(await fetch(String(url)).then((page) => page.text())).toContain("paid already");
});

test("cancelling leads back and leaves the session open", async () => {
  const { id, url } = await create();
  expect(await choose(url, "cancel")).toMatchObject({ status: 303, location: sale.cancel_url });
  expect(await read(id)).toMatchObject({ status: "open", payment_status: "unpaid" });
});

test("a declined card says so, and the next attempt uses the same payment", async () => {
  const { id, url } = await create();
  expect((await choose(url, "decline")).text).toContain("declined");
  const { payment_intent: intent } = await read(id);
  expect(intent).not.toBeNull();
  await choose(url, "pay");
  expect(await read(id)).toMatchObject({ payment_status: "paid", payment_intent: intent });
});

test("a slow method completes the session unpaid, until it settles", async () => {
  for (const [outcome, status] of [
    ["succeeded", "paid"],
    ["failed", "unpaid"],
  ] as const) {
    const { id, url } = await create();
    await choose(url, "later");
    expect(await read(id)).toMatchObject({ status: "complete", payment_status: "unpaid" });
    await fake.control({ do: "settle", session: id, outcome });
    expect((await read(id)).payment_status).toBe(status);
  }
});

test("an expired session can't be paid", async () => {
  const { id, url } = await create();
  await fake.stripe.checkout.sessions.expire(id);
  expect(await choose(url, "pay")).toMatchObject({ status: 410 });
  expect(await read(id)).toMatchObject({ status: "expired", url: null });
  await expect(fake.stripe.checkout.sessions.expire(id)).rejects.toMatchObject({ statusCode: 400 });
});

test("a name can't smuggle markup into the page", async () => {
  const [item] = sale.line_items;
  const product = { ...item, price_data: { ...item?.price_data, product_data: { name: "<script>x</script>" } } };
  const { url } = await create({ line_items: [product] });
  expect(await (await fetch(String(url))).text()).not.toContain("<script>");
});
