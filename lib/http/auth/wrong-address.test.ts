import { beforeEach, describe, expect, test } from "vitest";
import { POST as signIn } from "@/app/api/auth/[...nextauth]/route";
import { POST as createKey } from "@/app/api/console/keys/route";
import { GET as live } from "@/app/api/health/live/route";
import { GET as listJobs } from "@/app/api/v1/jobs/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, signInHeaders } from "../../testing/studio";

const fresh = setUpDatabase();
setUpStudio(fresh, () => ({ PUBLIC_URL: "http://studio.test" }));
let session: Record<string, string>;
let key: Record<string, string>;
beforeEach(async () => {
  const { id } = await createUserWithCredits(fresh.db, 1);
  session = await signInHeaders(id);
  key = (await createKeyHeaders(id)).headers;
});

const elsewhere = { host: "localhost:3000", origin: "http://localhost:3000" };
const write = (headers: Record<string, string>) =>
  callRoute(createKey, { method: "POST", headers: { ...session, ...headers }, body: { name: "mine" } });

describe("a studio that has an address and was opened at another", () => {
  test("says so to its own pages there, and where it is", async () => {
    const refused = await write(elsewhere);
    expect(refused).toMatchObject({ status: 403, body: { code: "wrong_address" } });
    expect((refused.body as { detail: string }).detail).toContain("http://studio.test");
  });

  test("refuses to sign in there, before the password is looked at", async () => {
    const body = String(new URLSearchParams({ json: "true", email: "a@example.org", password: "x", csrfToken: "x" }));
    const headers = { "content-type": "application/x-www-form-urlencoded", ...elsewhere };
    const params = { nextauth: ["callback", "credentials"] };
    const refused = await callRoute(signIn, { method: "POST", headers, params, body });
    expect(refused).toMatchObject({ status: 403, body: { code: "wrong_address" } });
  });

  test("still tells pages of other origins from its own", async () => {
    for (const origin of ["https://evil.example", "null", "http://localhost:3001"]) {
      expect(await write({ host: "localhost:3000", origin })).toMatchObject({ body: { code: "foreign_origin" } });
    }
    expect(await write({ origin: "http://studio.test" })).toMatchObject({ status: 201 });
  });

  test("serves health and the API with keys wherever they are asked", async () => {
    expect(await callRoute(live, { headers: elsewhere })).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await callRoute(listJobs, { headers: { ...key, ...elsewhere } })).toMatchObject({ status: 200 });
  });
});
