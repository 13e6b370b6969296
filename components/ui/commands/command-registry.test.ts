import { expect, it } from "vitest";
import { type Command, createCommandRegistry } from "./command-registry";

it("offers what the mounted parts can do now, and runs it as it is now", () => {
  const registry = createCommandRegistry();
  const ran: string[] = [];
  const make = (id: string, word = id): Command => ({ id, label: id, run: () => ran.push(word) });
  let own = [make("colorize", "old")];
  const takeBack = registry.add(() => own);
  const takeOtherBack = registry.add(() => [make("download")]);
  expect(registry.list().map(({ id }) => id)).toEqual(["colorize", "download"]);
  own = [make("colorize", "new")];
  registry.run("colorize");
  expect(ran).toEqual(["new"]);
  takeBack();
  registry.run("colorize");
  expect(ran).toEqual(["new"]);
  expect(registry.list().map(({ id }) => id)).toEqual(["download"]);
  takeOtherBack();
  expect(registry.list()).toEqual([]);
});
