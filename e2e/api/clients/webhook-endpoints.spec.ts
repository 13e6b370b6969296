import { headers as names } from "../../../lib/contract/headers";
import { type OperationName, readApiDocument } from "../../support/api-document";
import { createAccount } from "../../support/run-admin";
import { expect, test } from "../../support/studio-test";

test("a program adds, lists and removes webhook endpoints, and each answer is as the document says", async ({
  studio,
}) => {
  const { apiKey } = await createAccount(studio, { credits: 0 });
  const document = await readApiDocument(studio.url);
  const call = async (name: OperationName, status: number, { id = "", body }: { id?: string; body?: object } = {}) => {
    const [method, path = ""] = name.split(" ");
    const headers = { [names.apiKey]: apiKey, "Content-Type": "application/json" };
    const response = await fetch(studio.url + path.replace("{id}", id), {
      method,
      headers,
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    await document.expectDescribed(name, response.clone());
    return status === 204 ? null : await response.json();
  };
  // A number: nothing here may ask the network.
  const fields = { url: "https://8.8.8.8/in", events: ["job.failed"] };
  const list = "GET /api/v1/webhooks";
  const add = "POST /api/v1/webhooks";
  const remove = "DELETE /api/v1/webhooks/{id}";
  await call(add, 400, { body: { ...fields, url: "http://127.0.0.1/in" } });
  const { endpoint, secret } = await call(add, 201, { body: fields });
  expect(secret).toMatch(/^whsec_/);
  const { endpoints } = await call(list, 200);
  expect(endpoints).toEqual([endpoint]);
  expect(JSON.stringify(endpoints)).not.toContain(secret);
  await call(remove, 204, { id: endpoint.id });
  await call(remove, 404, { id: endpoint.id });
  expect(await call(list, 200)).toEqual({ endpoints: [] });
});
