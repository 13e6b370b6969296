import "server-only";
import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import { headers as headerNames } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import { studio } from "../studio/studio";
import { allowAnyOrigin, answerPreflight } from "./cors";
import { answerProblem } from "./problem-response";
import type { RequestContext } from "./request-context";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof methods)[number];
type Handler = (context: RequestContext) => Promise<Response>;
type RouteHandler = (request: NextRequest, info: { params: Promise<RequestContext["params"]> }) => Promise<Response>;
type Options = {
  /** Open to pages of every origin, without cookies. */
  cors?: boolean;
};

/**
 * The one wrapper of every route handler. Whatever happens inside, the caller gets JSON: an AppError becomes its
 * problem, anything else is logged and becomes internal_error, a method that is not there becomes 405.
 */
export function defineRoute(
  handlers: Partial<Record<Method, Handler>>,
  options: Options = {},
): Record<Method, RouteHandler> {
  const allowed = methods.filter((method) => handlers[method] || (method === "OPTIONS" && options.cors));
  const routeFor = (method: Method): RouteHandler => {
    const handler =
      handlers[method] ?? (options.cors && method === "OPTIONS" ? answerPreflight(allowed) : refuse(allowed));
    return (request, info) => answer(handler, request, info.params, options);
  };
  return Object.fromEntries(methods.map((method) => [method, routeFor(method)])) as Record<Method, RouteHandler>;
}

async function answer(
  handler: Handler,
  request: NextRequest,
  params: Promise<RequestContext["params"]>,
  options: Options,
) {
  const requestId = `req_${randomUUID().replaceAll("-", "")}`;
  const headers = new Headers({ [headerNames.requestId]: requestId, "Cache-Control": "no-store" });
  if (options.cors) allowAnyOrigin(headers);
  const response = await run(handler, { request, requestId, params: await params, headers }).catch((error: unknown) =>
    answerProblem(error, { request, requestId, headers }),
  );
  // A handler's own value wins over the ones every answer carries.
  for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

async function run(handler: Handler, context: Pick<RequestContext, "request" | "requestId" | "params" | "headers">) {
  const deps = studio();
  return handler({ ...context, studio: deps, log: deps.log.child({ requestId: context.requestId }) });
}

function refuse(allowed: string[]): Handler {
  return async ({ request, headers }) => {
    headers.set("Allow", allowed.join(", "));
    throw new AppError("method_not_allowed", {
      detail: `${request.method} is not possible here; ${allowed.join(", ")} ${allowed.length === 1 ? "is" : "are"}.`,
    });
  };
}
