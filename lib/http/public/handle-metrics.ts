import "server-only";
import { AppError } from "../../errors/app-error";
import { mayReadMetrics } from "../../telemetry/may-read-metrics";
import { metricsContentType, renderMetrics } from "../../telemetry/render-metrics";
import type { RequestContext } from "../route/endpoint";

const forwardHeaders = ["x-original-forwarded-for", "forwarded", "via", "x-real-ip"];

/**
 * What this instance counts, for Prometheus.
 * @throws {AppError} not_found for whoever may not read it, see mayReadMetrics
 */
export async function handleMetrics({ request, studio }: RequestContext): Promise<Response> {
  const reader = {
    authorization: request.headers.get("authorization"),
    address: request.headers.get("x-forwarded-for") ?? "",
    forwarded: forwardHeaders.map((name) => request.headers.get(name)),
  };
  if (!mayReadMetrics(reader, studio.settings)) {
    throw new AppError("not_found", {
      detail:
        "Metrics are for the operator: send METRICS_TOKEN as a bearer token, or set none and ask from a private address.",
    });
  }
  return new Response(await renderMetrics(), { headers: { "Content-Type": metricsContentType } });
}
