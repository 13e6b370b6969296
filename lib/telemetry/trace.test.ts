import { afterEach, beforeEach, expect, test } from "vitest";
import { injectTrace, inSpan, installTracer, readCallersTrace, runInTrace } from "./trace";
import { currentWork, inWork } from "./work-context";

const trace = "0af7651916cd43dd8448eb211c80319c";
const caller = `00-${trace}-b7ad6b7169203331-01`;

type Seen = { name: string; parent?: string; traceparent: string; thrown?: unknown };
let spans: Seen[];
beforeEach(() => {
  spans = [];
});
afterEach(() => installTracer(null));

function install() {
  installTracer({
    start(name, { parent }) {
      const span: Seen = { name, parent, traceparent: `00-${trace}-${String(spans.length + 1).padStart(16, "0")}-01` };
      spans.push(span);
      return { traceparent: span.traceparent, set() {}, end: (thrown) => Object.assign(span, { thrown }) };
    },
  });
}

test("a message carries the request that caused it to whoever handles it, and nothing where none did", async () => {
  expect(injectTrace({ jobId: "job_1" })).toEqual({ jobId: "job_1" });
  const sent = inWork({ requestId: "req_1" }, () => injectTrace({ jobId: "job_1" }));
  const handled = await runInTrace(JSON.parse(JSON.stringify(sent)), "colorize", async () => currentWork());
  expect(handled).toEqual({ requestId: "req_1" });
  expect(currentWork()).toEqual({});
});

test("spans of a request, of its message in another process and inside of that are one chain of one trace", async () => {
  install();
  const sent = await inWork({ traceparent: caller }, () => inSpan("request", {}, async () => injectTrace({})));
  await runInTrace(sent, "colorize", () => inSpan("provider", {}, async () => {}));
  const [request, message, provider] = spans;
  expect(spans.map(({ name }) => name)).toEqual(["request", "colorize", "provider"]);
  expect([request?.parent, message?.parent, provider?.parent]).toEqual([
    caller,
    request?.traceparent,
    message?.traceparent,
  ]);
});

test("what fails in a span is told to it and thrown on", async () => {
  install();
  const error = new Error("broken");
  await expect(inSpan("provider", {}, () => Promise.reject(error))).rejects.toBe(error);
  expect(spans[0]?.thrown).toBe(error);
});

test.each([
  null,
  "",
  "00-00000000000000000000000000000000-b7ad6b7169203331-01",
  `00-${trace}-0000000000000000-01`,
  `${caller}\r\nx: y`,
  "00-xyz-b7ad6b7169203331-01",
])("a header that is no trace is none: %j", (header) => {
  const headers = { get: (name: string) => (name === "traceparent" ? header : "no id: \n") };
  expect(readCallersTrace(headers)).toEqual({});
});

test("data that somebody else wrote is handled all the same, as part of nothing", async () => {
  for (const data of [null, "text", { trace: 1 }, { trace: { requestId: "a b\n", traceparent: "x" } }]) {
    expect(await runInTrace(data, "colorize", async () => currentWork())).toEqual({});
  }
});
