import { onStop } from "../lifecycle/stop-hooks";
import type { Resource } from "./otel-tracer";
import { installTracer } from "./trace";

/**
 * Exports traces to a collector while OTEL_EXPORTER_OTLP_ENDPOINT names one, and what is left of them when the process stops.
 * Without it nothing of OpenTelemetry is loaded.
 */
export async function startTracing(endpoint: string | undefined, resource: Resource): Promise<void> {
  if (!endpoint) return;
  const { createOtlpTracer } = await import("./otel-tracer");
  const { tracer, stop } = createOtlpTracer(endpoint, resource);
  installTracer(tracer);
  onStop("traces", stop);
}
