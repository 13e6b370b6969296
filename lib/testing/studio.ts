import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { createSession } from "../accounts/sessions";
import { createApiKey } from "../api-keys/create-api-key";
import { headers as names } from "../contract/headers";
import type { Db } from "../db/client";
import { readSettings, setNextAuthEnvironment } from "../env/settings";
import { sessionCookieName } from "../http/auth/signed-in-user";
import type { RouteHandler } from "../http/route/define-route";
import { type Studio, studio } from "../http/studio/studio";
import { singleton } from "../lifecycle/singleton";
import { runStopHooks } from "../lifecycle/stop-hooks";
import { createFakeProvider } from "./fake-provider";

export const testOrigin = "http://studio.test";

/**
 * The studio as production wires it, on the test's database, with a provider that does nothing and a folder of its own. It is
 * the studio of the whole process, which route handlers use; a test may put something else into its fields.
 * @param given settings that are not the defaults
 */
export function openTestStudio(db: Db, given: Record<string, string> = {}): { studio: Studio; close(): Promise<void> } {
  const dataDir = mkdtempSync(path.join(tmpdir(), "studio-"));
  const settings = readSettings({ NODE_ENV: "test", DATA_DIR: dataDir, LOG_LEVEL: "silent", ...given });
  singleton("settings", () => settings);
  setNextAuthEnvironment(settings);
  singleton("database", () => db);
  singleton("provider", () => createFakeProvider().provider);
  const close = async () => {
    await runStopHooks();
    rmSync(dataDir, { recursive: true });
  };
  return { studio: studio(), close };
}

/** Signs the user in to the studio of the process. Returns the headers that a browser sends then. */
export async function signInHeaders(userId: string): Promise<Record<string, string>> {
  const { db, settings } = studio();
  const { id: sessionId } = await createSession(db, { userId, userAgent: null, now: new Date(), ttlSeconds: 3600 });
  const token = await encode({ token: { sessionId }, secret: settings.AUTH_SECRET });
  return { cookie: `${sessionCookieName(false)}=${token}`, origin: testOrigin };
}

/** Makes a live key for the user on the studio of the process. Returns its id and the headers that send it. */
export async function createKeyHeaders(userId: string): Promise<{ id: string; headers: Record<string, string> }> {
  const { db, settings } = studio();
  const { key, secret } = await createApiKey(db, { userId, name: "tests" }, { secret: settings.API_KEY_SECRET });
  return { id: key.id, headers: { [names.apiKey]: secret } };
}

type Call = {
  method?: string;
  /** With its query. */
  path?: string;
  headers?: Record<string, string>;
  params?: Record<string, string | string[]>;
  /** Sent as it is; an object as JSON. */
  body?: BodyInit | object;
  /** Aborted: the reader has left. */
  signal?: AbortSignal;
};

/** What a route's method answers; `body` is the JSON or the text of the answer, null where it has none. */
export async function callRoute(handler: RouteHandler, call: Call) {
  const response = await openRoute(handler, call);
  return { status: response.status, headers: response.headers, body: readBody(await response.text()) };
}

/** The same, the body not yet read. */
export async function openRoute(
  handler: RouteHandler,
  { method = "GET", path: target = "/", headers = {}, params = {}, body, signal }: Call,
): Promise<Response> {
  const sent = body?.constructor === Object ? JSON.stringify(body) : (body as BodyInit | undefined);
  const request = new NextRequest(testOrigin + target, {
    method,
    signal,
    headers: { host: new URL(testOrigin).host, ...headers },
    ...(sent === undefined ? {} : { body: sent, duplex: "half" }),
  });
  // Next gives a route without [brackets] no params at all.
  const given = Object.keys(params).length > 0 ? params : undefined;
  return handler(request, { params: Promise.resolve(given) });
}

function readBody(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
