import { expect, test } from "vitest";
import { createBreaker } from "./breaker";

function setUp() {
  let now = Date.parse("2026-01-01T12:00:00Z");
  const breaker = createBreaker({ now: () => new Date(now) });
  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  const fail = (times: number) => {
    for (let i = 0; i < times; i++) breaker.begin().failed("upstream_error");
  };
  return { breaker, pass, fail };
}

test("five faults in a row send a provider to rest, four do not, and one success between them starts the count anew", () => {
  const { breaker, fail } = setUp();
  fail(4);
  breaker.begin().worked();
  fail(4);
  expect(breaker.state()).toBe("working");
  fail(1);
  expect(breaker.state()).toBe("resting");
  expect(breaker.lastFault()).toEqual({ code: "upstream_error", at: new Date("2026-01-01T12:00:00Z") });
});

test("after its rest one photo probes it while others still go past; a fault sends it back at once", () => {
  const { breaker, pass, fail } = setUp();
  fail(5);
  pass(29);
  expect(breaker.isResting()).toBe(true);
  pass(1);
  expect(breaker.isResting()).toBe(false);
  const probe = breaker.begin();
  expect([breaker.state(), breaker.isResting()]).toEqual(["probing", true]);
  probe.failed("upstream_timeout");
  expect(breaker.state()).toBe("resting");
  pass(30);
  breaker.begin().worked();
  expect(breaker.state()).toBe("working");
});

test("a probe whose owner canceled it decides nothing: the next photo probes", () => {
  const { breaker, pass, fail } = setUp();
  fail(5);
  pass(30);
  breaker.begin().dropped();
  expect(breaker.isResting()).toBe(false);
  breaker.begin().failed("engine_failed");
  expect(breaker.isResting()).toBe(true);
});
