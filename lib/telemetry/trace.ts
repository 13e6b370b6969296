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
  trace: z.object({ requestId: requestId.optional(), traceparent: traceparent.optional() }),
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

/** Runs `fn` as a span of the current work; without an exporter it only runs it. */
export async function inSpan<T>(
  name: string,
  attributes: SpanAttributes,
  fn: (span: OpenSpan | null) => Promise<T>,
): Promise<T> {
  const { tracer } = installed();
  if (!tracer) return fn(null);
  const span = tracer.start(name, { parent: currentWork().traceparent, attributes });
  try {
    const result = await inWork({ traceparent: span.traceparent }, () => fn(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** The `traceparent` header of a caller; undefined when there is none that can be used. */
export const readTraceparent = (header: string | null): string | undefined => traceparent.safeParse(header).data;
