import { afterEach, beforeEach, expect, test } from "vitest";
import { GET as readAuth, POST as writeAuth } from "../../../app/api/auth/[...nextauth]/route";
import { GET as readBalance } from "../../../app/api/console/balance/route";
import { createUser } from "../../accounts/create-user";
import { asNextCallsIt } from "../../testing/next-request";
import { setUpDatabase } from "../../testing/set-up";
import { callRoute, openTestStudio, testOrigin } from "../../testing/studio";

const fresh = setUpDatabase();
let opened: ReturnType<typeof openTestStudio>;
beforeEach(async () => {
  opened = openTestStudio(fresh.db);
  await createUser(fresh.db, { ...ada, credits: 3 });
});
afterEach(() => opened.close());

const ada = { email: "ada@example.org", password: "analytical engine" };
const home = "198.51.100.7";

/** Somebody's browser: keeps cookies, and comes from one address. */
class Browser {
  readonly #cookies = new Map<string, string>();
  readonly set: string[] = [];
  constructor(public address: string) {}

  async call(method: "GET" | "POST", path: string, body?: URLSearchParams) {
    const nextauth = path.split("/").slice(3);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, origin: testOrigin, "x-forwarded-for": this.address };
    const handler = asNextCallsIt(method === "GET" ? readAuth : writeAuth);
    const form = body && { body, headers: { ...headers, "content-type": "application/x-www-form-urlencoded" } };
    const answer = await callRoute(handler, { method, path, headers, params: { nextauth }, ...form });
    for (const line of answer.headers.getSetCookie()) {
      this.set.push(line);
      const [pair = ""] = line.split(";");
      this.#cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return answer;
  }

  /** What next-auth answers to a sign-in, as its status, its body and whether there is a session then. */
  async signIn(email: string, password: string) {
    const { csrfToken } = (await this.call("GET", "/api/auth/csrf")).body as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
    const { status, body } = await this.call("POST", "/api/auth/callback/credentials", form);
    return { status, body };
  }
}

test("x", async () => {
  const b = new Browser(home);
  console.log(await b.signIn(ada.email, "wrong wrong wrong"), await b.signIn(ada.email, ada.password), b.set);
  console.log(readBalance);
});
