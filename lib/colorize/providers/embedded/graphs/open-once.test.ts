import { expect, test } from "vitest";
import { openOnce } from "./open-session";

test("a thing is opened on first use, once for all who want it at the same time, and kept", async () => {
  const open = openOnce<object>();
  const opened: string[] = [];
  const get = (name: string) =>
    open(name, async () => {
      opened.push(name);
      return { name };
    });
  const [first, same, other] = await Promise.all([get("large"), get("large"), get("tiny")]);
  expect(same).toBe(first);
  expect(await get("large")).toBe(first);
  expect(other).not.toBe(first);
  expect(opened).toEqual(["large", "tiny"]);
});

test("one that could not be opened is tried again the next time", async () => {
  const open = openOnce<string>();
  let tries = 0;
  const get = () =>
    open("large", async () => {
      tries += 1;
      if (tries === 1) throw new Error("half copied");
      return "opened";
    });
  await expect(Promise.all([get(), get()])).rejects.toThrow("half copied");
  expect(await get()).toBe("opened");
  expect(await get()).toBe("opened");
  expect(tries).toBe(2);
});
