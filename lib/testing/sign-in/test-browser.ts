import { GET as readAuth, POST as writeAuth } from "../../../app/api/auth/[...nextauth]/route";
import type { RouteHandler } from "../../http/route/define-route";
import { callRoute, testOrigin } from "../studio";

type Answer = Awaited<ReturnType<typeof callRoute>>;

/** A browser at an address of its own, which keeps its cookies: those of the studio and those of a provider apart. */
export class TestBrowser {
  readonly cookies = new Map<string, { value: string; path: string }>();
  private readonly elsewhere = new Map<string, string>();
  constructor(
    readonly address = "198.51.100.7",
    readonly userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0",
  ) {}

  /** Asks the studio. A form is sent as one, another body as JSON. */
  async call(
    handler: RouteHandler,
    path: string,
    { method, body, params }: { method?: string; body?: object; params?: Record<string, string | string[]> } = {},
  ): Promise<Answer> {
    const sent = [...this.cookies].filter(([, cookie]) => path.startsWith(cookie.path));
    const isForm = body instanceof URLSearchParams;
    const answer = await callRoute(handler, {
      method: method ?? (body ? "POST" : "GET"),
      path,
      params,
      body,
      headers: {
        cookie: sent.map(([name, { value }]) => `${name}=${value}`).join("; "),
        origin: testOrigin,
        "user-agent": this.userAgent,
        "x-forwarded-for": this.address,
        ...(isForm ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
    });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return answer;
  }

  private keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /; ?Path=([^;]+)/i.exec(line)?.[1] ?? "/";
    if (value === "" || /Max-Age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, { value, path });
  }

  /** Asks next-auth, as its script does. */
  async auth(action: string, fields?: Record<string, string>): Promise<Answer> {
    const params = { nextauth: action.split("?")[0]?.split("/") ?? [] };
    if (!fields) return this.call(readAuth, `/api/auth/${action}`, { params });
    const { csrfToken } = (await this.auth("csrf")).body as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, json: "true", ...fields });
    return this.call(writeAuth, `/api/auth/${action}`, { params, body });
  }

  signIn = (email: string, password: string) => this.auth("callback/credentials", { email, password });

  /** Starts signing in at the provider. The address that it sends the browser to. */
  async startAtProvider(fields: Record<string, string> = {}): Promise<URL> {
    const { body } = await this.auth("signin/oidc", { callbackUrl: "/library", ...fields });
    return new URL((body as { url: string }).url);
  }

  /** Signs in there as `person`, or cancels. The address that it sends the browser back to. */
  async chooseAt(start: URL, person: string): Promise<URL> {
    let address = start;
    for (let step = 0; step < 10; step += 1) {
      if (address.origin === testOrigin) return address;
      const isForm = address.pathname.startsWith("/interaction/") && !address.search;
      const target = isForm ? new URL(`?as=${person}`, address) : address;
      const response = await fetch(target, {
        method: isForm ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie: [...this.elsewhere].map(([name, value]) => `${name}=${value}`).join("; ") },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        this.elsewhere.set(name, value);
      }
      const location = response.headers.get("location");
      if (!location) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
      address = new URL(location, address);
    }
    throw new Error("The provider leads in circles.");
  }

  /** Opens the address that the provider sent the browser to. Where the studio leads then, without its origin. */
  async comeBack(address: URL): Promise<string> {
    const answer = await this.auth(`callback/oidc${address.search}`);
    return answer.headers.get("location")?.replace(testOrigin, "") ?? `${answer.status}`;
  }

  /** All of it. Where the studio leads then. */
  async signInAtProvider(person: string, fields: Record<string, string> = {}): Promise<string> {
    // The provider has a session of its own; each time another person may be chosen.
    this.elsewhere.clear();
    return this.comeBack(await this.chooseAt(await this.startAtProvider(fields), person));
  }
}
