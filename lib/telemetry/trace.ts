import { z } from "zod";
import { singleton } from "../lifecycle/singleton";
import { currentWork, inWork, type WorkContext } from "./work-context";

/** Values of a span: no ids of accounts, no text of users. */
export type SpanAttributes = Record<string, string | number | boolean>;

export type OpenSpan = {
  readonly traceparent: string;
  set(attributes: SpanAttributes): void;
  /** Given what was thrown, the span counts as failed. */
  end(thrown?: unknown): void;
};

/** The port to what exports spans; see start-tracing.ts. */
export type Tracer = {
  start(name: string, options: { parent?: string; attributes?: SpanAttributes }): OpenSpan;
};

const installed = () => singleton<{ tracer: Tracer | null }>("tracer", () => ({ tracer: null }));

/** @param tracer null: spans cost nothing and go nowhere, as before the first call */
export function installTracer(tracer: Tracer | null): void {
  installed().tracer = tracer;
}

const traceparent = z.string().regex(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/);
const requestId = z.string().regex(/^[\w.:-]{1,128}$/);
const messageSchema = z.object({
  trace: z.object({
    requestId: requestId.optional(),
    callerRequestId: requestId.optional(),
    traceparent: traceparent.optional(),
  }),
});

/** Data of a message with what causes it now, so that `runInTrace` goes on with it, in whatever process that is. */
export function injectTrace<T extends object>(data: T): T & { trace?: WorkContext } {
  const trace = currentWork();
  return Object.keys(trace).length > 0 ? { ...data, trace } : data;
}

/** Handles a message of `injectTrace` as part of what caused it: the same request id in each log line, a span of the same trace. */
export function runInTrace<T>(data: unknown, name: string, fn: () => Promise<T>): Promise<T> {
  const message = messageSchema.safeParse(data);
  return inWork(message.success ? message.data.trace : {}, () => inSpan(name, {}, fn));
}

/** A span of the current work that the caller ends; null without an exporter. */
export const openSpan = (name: string, attributes: SpanAttributes = {}): OpenSpan | null =>
  installed().tracer?.start(name, { parent: currentWork().traceparent, attributes }) ?? null;

/** Runs `fn` as a span of the current work; without an exporter it only runs it. */
export async function inSpan<T>(
  name: string,
  attributes: SpanAttributes,
  fn: (span: OpenSpan | null) => Promise<T>,
): Promise<T> {
  const span = openSpan(name, attributes);
  if (!span) return fn(null);
  try {
    const result = await inWork({ traceparent: span.traceparent }, () => fn(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** What a caller says about itself in `traceparent` and X-Request-Id; headers of other forms are passed over. */
export const readCallersTrace = (headers: Pick<Headers, "get">): WorkContext => ({
  callerRequestId: requestId.safeParse(headers.get("x-request-id")).data,
  traceparent: traceparent.safeParse(headers.get("traceparent")).data,
});

/** The headers that another studio needs to go on with the current work; see readCallersTrace. */
export function traceHeaders(): Record<string, string> {
  const { requestId, traceparent } = currentWork();
  return { ...(requestId ? { "x-request-id": requestId } : {}), ...(traceparent ? { traceparent } : {}) };
}
