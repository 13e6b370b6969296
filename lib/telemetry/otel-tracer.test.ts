import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { runStopHooks } from "../lifecycle/stop-hooks";
import { startTracing } from "./start-tracing";
import { injectTrace, inSpan, installTracer, runInTrace } from "./trace";
import { inWork } from "./work-context";

const resource = { version: "1.2.3", role: "worker", instance: "run_1" };
const callersTrace = "0af7651916cd43dd8448eb211c80319c";
const caller = `00-${callersTrace}-b7ad6b7169203331-01`;
afterEach(async () => {
  await runStopHooks();
  installTracer(null);
});

type Sent = { traceId: string; spanId: string; parentSpanId?: string; name: string; attributes: { key: string }[] };

/** A collector that keeps what it is sent, and answers as told. */
async function collect(status: number) {
  const bodies: { resourceSpans: { resource: object; scopeSpans: { spans: Sent[] }[] }[] }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url === "/v1/traces") bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(status).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, bodies, close: () => server.close() };
}

test("a request and what a worker does for it reach the collector as one trace of the caller's, when the process stops", async () => {
  const { url, bodies, close } = await collect(200);
  await startTracing(url, resource);
  const message = await inWork({ traceparent: caller }, () => inSpan("request", {}, async () => injectTrace({})));
  const failing = runInTrace(message, "colorize", () => Promise.reject(new TypeError("/data/secret.png is broken")));
  await expect(failing).rejects.toThrow(TypeError);
  expect(bodies).toEqual([]);
  expect(await runStopHooks()).toEqual([]);
  close();
  const spans = bodies.flatMap(({ resourceSpans }) => resourceSpans[0]?.scopeSpans[0]?.spans ?? []);
  const [request, work] = ["request", "colorize"].map((name) => spans.find((span) => span.name === name));
  expect(request).toMatchObject({ traceId: callersTrace, parentSpanId: "b7ad6b7169203331" });
  expect(work).toMatchObject({ traceId: callersTrace, parentSpanId: request?.spanId, status: { code: 2 } });
  const text = JSON.stringify(bodies);
  for (const value of ["pixomax-studio", "1.2.3", "worker", "run_1", "TypeError"]) expect(text).toContain(`"${value}"`);
  expect(text).not.toContain("secret");
});

test("a collector that refuses breaks neither the work nor the stop", async () => {
  const { url, bodies, close } = await collect(400);
  await startTracing(url, resource);
  expect(await inSpan("request", {}, async () => "answered")).toBe("answered");
  expect(await runStopHooks()).toEqual([]);
  expect(bodies).toHaveLength(1);
  close();
});
