import { beforeEach, describe, expect, it } from "vitest";
import { PendingDeletes } from "./pending-deletes";

let sent: { ids: string[]; isLeaving: boolean }[];
let deletes: PendingDeletes;
let running: string[];
beforeEach(() => {
  sent = [];
  running = [];
  deletes = new PendingDeletes(async (ids, { isLeaving }) => {
    sent.push({ ids, isLeaving });
    return ids.filter((id) => !running.includes(id));
  });
});
const hidden = () => [...deletes.hidden()];

describe("a deletion that can be undone", () => {
  it("hides the photos at once and sends nothing; undone, they are there again and stay", async () => {
    let changes = 0;
    deletes.subscribe(() => {
      changes += 1;
    });
    const pending = deletes.add(["a", "b"]);
    expect(hidden()).toEqual(["a", "b"]);
    pending.undo();
    expect(hidden()).toEqual([]);
    expect(changes).toBe(2);
    expect(await pending.commit()).toEqual([]);
    await deletes.leave();
    expect(sent).toEqual([]);
  });

  it("is sent once, and cannot be undone then", async () => {
    const pending = deletes.add(["a"]);
    const other = deletes.add(["b"]);
    await Promise.all([pending.commit(), pending.commit()]);
    pending.undo();
    expect(sent).toEqual([{ ids: ["a"], isLeaving: false }]);
    expect(hidden()).toEqual(["a", "b"]);
    other.undo();
    expect(hidden()).toEqual(["a"]);
  });

  it("is sent when the browser leaves, with all others that wait", async () => {
    deletes.add(["a"]);
    deletes.add(["b"]).undo();
    deletes.add(["c", "d"]);
    await deletes.leave();
    await deletes.leave();
    expect(sent).toEqual([
      { ids: ["a"], isLeaving: true },
      { ids: ["c", "d"], isLeaving: true },
    ]);
  });

  it("shows again what could not be deleted", async () => {
    running = ["b"];
    expect(await deletes.add(["a", "b"]).commit()).toEqual(["b"]);
    expect(hidden()).toEqual(["a"]);
    const failing = new PendingDeletes(() => Promise.reject(new Error("offline")));
    await expect(failing.add(["c"]).commit()).rejects.toThrow("offline");
    expect([...failing.hidden()]).toEqual([]);
  });
});
