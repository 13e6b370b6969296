import { register } from "node:module";
import { NextRequest } from "next/server";
import type { RouteHandler } from "../../lib/http/route/define-route";
import { refuseRequest } from "../requests/refuse-request";
import type { App } from "./open-site";

/**
 * What a process with ROLE=worker is: the work of the queues, started here, and a few addresses that say how it is. It needs
 * neither the pages nor their build.
 */
export async function openWorker(): Promise<App> {
  allowServerModules();
  const [{ boot }, live, ready, metrics] = await Promise.all([
    import("../../lib/http/studio/boot"),
    import("../../app/api/health/live/route"),
    import("../../app/api/health/route"),
    import("../../app/metrics/route"),
  ]);
  await boot();
  const routes = new Map<string, RouteHandler>([
    ["/api/health/live", live.GET],
    ["/api/health", ready.GET],
    ["/metrics", metrics.GET],
  ]);
  const handle: App["handle"] = async (request, response) => {
    const url = new URL(request.url ?? "/", "http://worker");
    const route = routes.get(url.pathname);
    const { method = "GET" } = request;
    if (!route) return refuseRequest(response, { code: "not_found", detail: `A worker has no ${url.pathname}.` });
    if (method !== "GET" && method !== "HEAD") {
      return refuseRequest(response, { code: "method_not_allowed", detail: `${method} is not possible here.` });
    }
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const answer = await route(new NextRequest(url, { headers }), { params: Promise.resolve(undefined) });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(method === "HEAD" ? undefined : Buffer.from(await answer.arrayBuffer()));
  };
  return { handle };
}

/** Modules that import `server-only`, to which Next gives an empty one; Node would get the one that throws. */
function allowServerModules(): void {
  const hook = `export const resolve = (name, context, next) =>
    name === "server-only" ? { url: "data:text/javascript,", shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
