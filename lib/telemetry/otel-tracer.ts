import { type Attributes, ROOT_CONTEXT, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { OpenSpan, Tracer } from "./trace";

export type Resource = { version: string; role: string; instance: string };
type Exporting = { exporter: SpanExporter; resource: Resource };
/** An exporter that hangs may hold up the stop of a process this long. */
const flushMs = 3_000;

/**
 * Spans in batches to `endpoint`/v1/traces, in OTLP. What cannot be sent is dropped by the batch, never waited for. Not registered
 * as the process's own tracer: Next would export addresses with signatures in them.
 */
export const createOtlpTracer = (endpoint: string, resource: Resource): { tracer: Tracer; stop(): Promise<void> } =>
  createOtelTracer({ exporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` }), resource });

export function createOtelTracer({ exporter, resource }: Exporting): { tracer: Tracer; stop(): Promise<void> } {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      "service.name": "pixomax-studio",
      "service.version": resource.version,
      "service.instance.id": resource.instance,
      "pixomax.role": resource.role,
    }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: flushMs })],
    forceFlushTimeoutMillis: flushMs,
  });
  const tracer = provider.getTracer("pixomax-studio");
  const start = (name: string, { parent, attributes }: { parent?: string; attributes?: Attributes }): OpenSpan => {
    const span = tracer.startSpan(name, { attributes }, contextOf(parent));
    const { traceId, spanId, traceFlags } = span.spanContext();
    return {
      traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`,
      set: (values) => void span.setAttributes(values),
      end(thrown) {
        if (thrown !== undefined) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute("error.type", nameError(thrown));
        }
        span.end();
      },
    };
  };
  return { tracer: { start }, stop: () => provider.shutdown().catch(() => {}) };
}

/** A code of ours or the class, never a message: those may name files, addresses and photos. */
function nameError(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return typeof thrown;
  return "code" in thrown && typeof thrown.code === "string" ? thrown.code : thrown.constructor.name;
}

function contextOf(parent: string | undefined) {
  const [, traceId, spanId, flags] = parent?.split("-") ?? [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}
