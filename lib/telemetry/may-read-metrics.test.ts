import { expect, test } from "vitest";
import { mayReadMetrics } from "./may-read-metrics";

const token = "a-token-of-an-operator";
const from = (address: string, forwarded: (string | null)[] = [null, null]) => ({
  authorization: null,
  address,
  forwarded,
});
const alone = { TRUST_PROXY: false };
const behindProxy = { TRUST_PROXY: true };

test("with a token whoever has it reads them from anywhere, and nobody else, not even from this machine", () => {
  const rules = { METRICS_TOKEN: token, ...alone };
  expect(mayReadMetrics({ ...from("8.8.8.8"), authorization: `Bearer ${token}` }, rules)).toBe(true);
  for (const authorization of [null, "", token, `Bearer ${token}x`, "Bearer ", `bearer${token}`]) {
    expect(mayReadMetrics({ ...from("127.0.0.1"), authorization }, rules)).toBe(false);
  }
});

test.each(["127.0.0.1", "::1", "::ffff:10.0.0.7", "192.168.1.20", "172.16.9.9", "fd00::7"])(
  "without one, %s reads them directly and through a trusted proxy",
  (address) => {
    expect(mayReadMetrics(from(address), alone)).toBe(true);
    expect(mayReadMetrics(from(address), behindProxy)).toBe(true);
  },
);

test.each(["8.8.8.8", "2001:4860::1", "172.32.0.1", "unknown", ""])("without one, %s does not", (address) => {
  expect(mayReadMetrics(from(address), alone)).toBe(false);
  expect(mayReadMetrics(from(address), behindProxy)).toBe(false);
});

test("without one, nobody behind a proxy that is not trusted reads them, whatever address they claim", () => {
  expect(mayReadMetrics(from("127.0.0.1", ["8.8.8.8", null]), alone)).toBe(false);
  expect(mayReadMetrics(from("127.0.0.1", ["10.0.0.1", null]), alone)).toBe(false);
  expect(mayReadMetrics(from("127.0.0.1"), { ...alone, PUBLIC_URL: "https://studio.example" })).toBe(false);
});

test("without one, a public client behind two trusted proxies does not read them", () => {
  expect(mayReadMetrics(from("10.0.0.2", ["8.8.8.8, 10.0.0.2", null]), behindProxy)).toBe(false);
  expect(mayReadMetrics(from("10.0.0.2", ["10.0.0.9, 10.0.0.2", null]), behindProxy)).toBe(true);
});
