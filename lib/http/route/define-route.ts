import "server-only";
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import { headers as headerNames } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import { metrics } from "../../telemetry/metrics";
import { inSpan, readCallersTrace } from "../../telemetry/trace";
import { inWork } from "../../telemetry/work-context";
import { studio } from "../studio/studio";
import { allowAnyOrigin, answerPreflight } from "./cors";
import type { ContextOf, Endpoint, OpenContextOf, RequestContext } from "./endpoint";
import { nameRoute } from "./name-route";
import { answerProblem } from "./problem-response";
import { serveEndpoint } from "./serve-endpoint";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];
export type RouteHandler = (
  request: NextRequest,
  /** Next has no params for an address without [brackets]. */
  info: { params: Promise<RequestContext["params"] | undefined> },
) => Promise<Response>;
type Endpoints = Partial<Record<Method, Endpoint>>;
type Options = {
  /** Open to pages of every origin, without cookies. */
  cors?: boolean;
};

/** Compiles only where each handler gets by with what its endpoint declares, and no word is one that nobody reads. */
type Fitting<E extends Endpoints> = {
  [M in keyof E]: E[M] extends Endpoint
    ? {
        open?: (context: OpenContextOf<E[M]>) => void | Promise<void>;
        handler: (context: ContextOf<E[M]>) => Promise<Response>;
      } & Record<Exclude<keyof E[M], keyof Endpoint>, never>
    : never;
};

const declared = new WeakMap<RouteHandler, Endpoint>();

/** What a route's method was declared to need; undefined for a method that the route refuses. */
export const declarationOf = (handler: RouteHandler): Endpoint | undefined => declared.get(handler);

/**
 * The one wrapper of every route handler: says for each method who may call it and what it takes (see Endpoint), and does it.
 * Whatever happens inside, the caller gets JSON: an AppError becomes its problem, anything else is logged and becomes
 * internal_error, a method that is not there becomes 405.
 */
export function defineRoute<const E extends Endpoints>(
  endpoints: E & Fitting<E>,
  options: Options = {},
): Record<Method, RouteHandler> {
  const byMethod: Endpoints = endpoints;
  const allowed = methods.filter((method) => byMethod[method] || (method === "OPTIONS" && options.cors));
  const routeFor = (method: Method): RouteHandler => {
    const endpoint = byMethod[method];
    const refused = options.cors && method === "OPTIONS" ? answerPreflight(allowed) : refuse(allowed);
    const handler: RouteHandler = (request, info) => observe(endpoint ?? refused, request, info.params, options);
    if (endpoint) declared.set(handler, endpoint);
    return handler;
  };
  return Object.fromEntries(methods.map((method) => [method, routeFor(method)])) as Record<Method, RouteHandler>;
}

/** Answers as part of a context of the request's own, so that whatever it causes can be found by its id, and counts it. */
async function observe(
  endpoint: Endpoint,
  request: NextRequest,
  params: Promise<RequestContext["params"] | undefined>,
  options: Options,
): Promise<Response> {
  const requestId = `req_${randomUUID().replaceAll("-", "")}`;
  const given = { request, requestId, params: (await params) ?? {} };
  const about = { method: request.method, route: nameRoute(request.nextUrl.pathname, given.params) };
  const end = metrics().httpSeconds.startTimer(about);
  return inWork({ ...readCallersTrace(request.headers), requestId }, () =>
    inSpan(`${about.method} ${about.route}`, {}, async (span) => {
      const response = await answer(endpoint, given, options);
      end();
      metrics().httpRequests.inc({ ...about, status_class: `${Math.floor(response.status / 100)}xx` });
      span?.set({ "http.response.status_code": response.status });
      return response;
    }),
  );
}

async function answer(
  endpoint: Endpoint,
  { request, requestId, params }: Pick<RequestContext, "requestId" | "params"> & { request: NextRequest },
  options: Options,
) {
  const headers = new Headers({ [headerNames.requestId]: requestId, "Cache-Control": "no-store" });
  if (options.cors) allowAnyOrigin(headers);
  const context = { request, requestId, params, headers };
  const response = await run(endpoint, context).catch((error: unknown) => answerProblem(error, context));
  // A handler's own value wins over the ones every answer carries.
  for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
  const set = response.headers.getSetCookie();
  for (const cookie of headers.getSetCookie()) if (!set.includes(cookie)) response.headers.append("Set-Cookie", cookie);
  return response;
}

async function run(endpoint: Endpoint, context: Pick<RequestContext, "request" | "requestId" | "params" | "headers">) {
  const deps = studio();
  return serveEndpoint(endpoint, { ...context, studio: deps, log: deps.log });
}

function refuse(allowed: string[]): Endpoint {
  return {
    auth: "public",
    async handler({ request, headers }) {
      headers.set("Allow", allowed.join(", "));
      throw new AppError("method_not_allowed", {
        detail: `${request.method} is not possible here; ${allowed.join(", ")} ${allowed.length === 1 ? "is" : "are"}.`,
      });
    },
  };
}
