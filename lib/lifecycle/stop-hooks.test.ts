import { afterEach, expect, test } from "vitest";
import { onStop, runStopHooks } from "./stop-hooks";

afterEach(() => runStopHooks());

test("what started last stops first, each after the one before it has ended", async () => {
  const order: string[] = [];
  for (const name of ["database", "engine", "server"]) {
    onStop(name, async () => {
      order.push(`${name} stops`);
      await Promise.resolve();
      order.push(`${name} stopped`);
    });
  }
  expect(await runStopHooks()).toEqual([]);
  expect(order).toEqual([
    "server stops",
    "server stopped",
    "engine stops",
    "engine stopped",
    "database stops",
    "database stopped",
  ]);
});

test("one that fails keeps none of the others from stopping, and is named", async () => {
  const stopped: string[] = [];
  const error = new Error("stuck");
  onStop("first", async () => void stopped.push("first"));
  onStop("broken", async () => {
    throw error;
  });
  onStop("last", async () => void stopped.push("last"));
  expect(await runStopHooks()).toEqual([{ name: "broken", error }]);
  expect(stopped).toEqual(["last", "first"]);
});

test("a name registered again replaces the one before, and nothing runs twice", async () => {
  const ran: string[] = [];
  onStop("engine", async () => void ran.push("old"));
  onStop("engine", async () => void ran.push("new"));
  await runStopHooks();
  await runStopHooks();
  expect(ran).toEqual(["new"]);
});
