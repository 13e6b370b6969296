import { beforeEach, describe, expect, test } from "vitest";
import { ApiProblem, offlineProblem } from "@/lib/client/api-problem";
import { makeFile, makeJobAnswer, makePhotoQueue, settle } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";
import type { PhotoShelf } from "../shelf/photo-shelf";
import { Sender, type SenderDeps } from "./sender";

type Sending = { signal: AbortSignal; progress: (percent: number) => void; done: () => void; fail: (e: Error) => void };

/** A page with an account, whose uploads a test ends as it likes. */
async function openPage(shelf: PhotoShelf = createMemoryShelf(), userId: string | null = "usr_a") {
  const page = makePhotoQueue({ shelf });
  page.store.setUser(userId);
  await page.store.open(shelf);
  const sending = new Map<string, Sending>();
  const settled: (number | null)[] = [];
  const deps: SenderDeps = {
    ...page,
    sendPhoto: ({ name }, { signal, onProgress }) =>
      new Promise((resolve, fail) => {
        const done = () => resolve({ outputUrl: `/${name}.png`, creditsRemaining: 7 });
        sending.set(name, { signal, progress: onProgress, done, fail });
      }),
    colorSample: () => Promise.reject(new Error("No sample was asked for.")),
    onSettled: (credits) => void settled.push(credits),
  };
  const sender = new Sender(deps);
  const chosen = (count: number) =>
    page.actions.add(Array.from({ length: count }, (_, at) => makeFile(`${at}.jpg`))).refs;
  const phases = () => page.store.read().photos.map(({ phase }) => phase);
  const get = (name: string) => sending.get(name) ?? expect.fail(`${name} was not sent`);
  return { ...page, sender, deps, sending, settled, chosen, phases, get };
}
type Page = Awaited<ReturnType<typeof openPage>>;

const problem = (code: ApiProblem["code"], retryAfterSeconds?: number) =>
  new ApiProblem({ code, status: 429, detail: `It was ${code}.`, fix: "", retryAfterSeconds });

let page: Page;
let refs: string[];
let first: string;
beforeEach(async () => {
  page = await openPage();
  refs = page.chosen(4);
  first = refs[0] ?? "";
});
const begin = () => {
  page.sender.lead();
  page.actions.send(refs);
};
/** Ends the newest upload of the photo at this place with a problem. */
const fail = async (at: number, error: Error) => {
  page.get([...page.sending.keys()].filter((name) => name.startsWith(`${refs[at]}.`)).at(-1) ?? "").fail(error);
  await settle();
};

describe("sending", () => {
  test("has as many on their way as the studio takes, in the order of the list, and reports the credits", async () => {
    page.sender.parallel = 3;
    begin();
    expect(page.phases()).toEqual(["uploading", "uploading", "uploading", "waiting"]);
    page.get(`${refs[1]}.1`).done();
    await settle();
    expect(page.phases()).toEqual(["uploading", "done", "uploading", "uploading"]);
    expect([page.settled, page.photo(refs[1] ?? "")?.outputUrl]).toEqual([[7], `/${refs[1]}.1.png`]);
  });

  test("reports the progress of an upload and goes on after one that failed", async () => {
    begin();
    page.get(`${first}.1`).progress(40);
    expect(page.photo(first)).toMatchObject({ phase: "uploading", percent: 40 });
    page.get(`${first}.1`).progress(100);
    expect(page.photo(first)?.phase).toBe("working");
    await fail(0, problem("image_corrupt"));
    expect(page.photo(first)).toMatchObject({ phase: "failed", problem: { detail: "It was image_corrupt." } });
    expect(page.phases()[2]).toBe("uploading");
  });

  test("is left to the tab that leads", async () => {
    page.actions.send(refs);
    await settle();
    expect(page.sending.size).toBe(0);
    page.sender.lead();
    expect(page.sending.size).toBe(2);
    page.sender.yield();
    expect(page.get(`${first}.1`).signal.aborted).toBe(true);
  });

  test("of a photo that failed again has a name of its own", async () => {
    begin();
    await fail(0, problem("image_corrupt"));
    page.actions.stop("all");
    page.actions.retry([first]);
    expect([...page.sending.keys()]).toContain(`${first}.2`);
  });
});

describe("stopping", () => {
  test("makes what has not started ready again, without a word to the studio, and aborts what is uploading", async () => {
    begin();
    page.actions.stop("all");
    await settle();
    expect(page.phases()).toEqual(["ready", "ready", "ready", "ready"]);
    expect(page.get(`${first}.1`).signal.aborted).toBe(true);
    expect([page.sending.size, page.studio.canceled]).toEqual([2, []]);
  });

  test("cancels the job of what runs, also one that appears a moment later", async () => {
    begin();
    page.get(`${first}.1`).progress(100);
    page.actions.stop([first]);
    await settle();
    expect(page.studio.canceled).toEqual([]);
    page.studio.jobs = [makeJobAnswer({ jobId: "job_a", clientRef: `${first}.1`, status: "running", outputUrl: null })];
    await page.time.pass(1_000);
    expect([page.studio.canceled, page.photo(first)?.phase]).toEqual([["job_a"], "ready"]);
  });

  test("that comes too late takes the result, which was paid for", async () => {
    begin();
    page.get(`${first}.1`).progress(100);
    page.studio.jobs = [makeJobAnswer({ clientRef: `${first}.1`, outputUrl: "/paid" })];
    page.actions.stop([first]);
    await settle();
    expect(page.photo(first)).toMatchObject({ phase: "done", outputUrl: "/paid" });
  });

  test("an attempt at a photo that was colored before shows that result again", async () => {
    begin();
    page.get(`${first}.1`).done();
    await settle();
    page.actions.again(first);
    expect(page.photo(first)).toMatchObject({ phase: "ready", attempt: 1 });
    page.actions.stop([first]);
    expect(page.photo(first)).toMatchObject({ phase: "done", outputUrl: `/${first}.1.png` });
  });
});

describe("a page that died while sending", () => {
  const reopen = async () => {
    await page.store.settled();
    return openPage(page.shelf);
  };

  test("comes back with the photo waiting, asks whether it has arrived, and sends it once more when it has not", async () => {
    begin();
    const next = await reopen();
    next.sender.lead();
    await settle();
    expect([...next.sending.keys()]).toEqual([`${refs[0]}.1`, `${refs[1]}.1`]);
  });

  test("finds what is done or running already, and sends and pays nothing twice", async () => {
    begin();
    const running = makeJobAnswer({ jobId: "job_b", clientRef: `${refs[1]}.1`, status: "running", outputUrl: null });
    const next = await reopen();
    next.studio.jobs = [makeJobAnswer({ clientRef: `${first}.1`, outputUrl: "/earlier" }), running];
    next.sender.lead();
    await settle();
    expect(next.photo(first)).toMatchObject({ phase: "done", outputUrl: "/earlier" });
    expect(next.phases()[1]).toBe("working");
    next.studio.jobs = [{ ...running, status: "succeeded", outputUrl: "/later" }];
    await next.time.pass(1_000);
    expect(next.photo(refs[1] ?? "")).toMatchObject({ phase: "done", outputUrl: "/later" });
    expect([...next.sending.keys()]).not.toContain(`${first}.1`);
    expect([...next.sending.keys()]).not.toContain(`${refs[1]}.1`);
  });

  test("waits for the first upload where the studio still has it in hand", async () => {
    begin();
    const next = await reopen();
    next.sender.lead();
    await settle();
    next.get(`${first}.1`).fail(problem("idempotency_in_progress", 2));
    await settle();
    expect(next.photo(first)?.phase).toBe("working");
    const error = { code: "engine_failed", title: "", detail: "The engine ended.", fix: "" } as const;
    next.studio.jobs = [makeJobAnswer({ clientRef: `${first}.1`, status: "failed", outputUrl: null, error })];
    await next.time.pass(1_000);
    expect(next.photo(first)).toMatchObject({ phase: "failed", problem: { detail: "The engine ended." } });
  });
});

describe("when nothing answers", () => {
  test("the queue pauses, and goes on by itself as soon as something does", async () => {
    begin();
    page.studio.isUp = false;
    await fail(0, offlineProblem());
    expect(page.store.read().paused).toBe("offline");
    expect(page.photo(first)?.phase).toBe("waiting");
    await fail(1, offlineProblem());
    await page.time.pass(10_000);
    expect(page.store.read().paused).toBe("offline");
    page.studio.isUp = true;
    await page.time.pass(10_000);
    expect(page.store.read().paused).toBeNull();
    expect(page.phases()).toEqual(["uploading", "uploading", "waiting", "waiting"]);
  });

  test("a photo whose upload breaks each time although the studio is there fails after three", async () => {
    begin();
    for (const _ of [1, 2, 3]) await fail(0, offlineProblem());
    expect(page.photo(first)).toMatchObject({ phase: "failed", problem: { code: "offline" } });
    expect(page.phases()[2]).toBe("uploading");
  });
});

describe("a studio that cannot take more now", () => {
  test.each(["rate_limited", "over_capacity", "too_many_uploads"] as const)(
    "(%s) is asked again when it said, and no photo fails",
    async (code) => {
      begin();
      await fail(0, problem(code, 30));
      await fail(1, problem(code, 30));
      expect(page.phases()).toEqual(["waiting", "waiting", "waiting", "waiting"]);
      page.sending.clear();
      await page.time.pass(29_000);
      expect(page.sending.size).toBe(0);
      await page.time.pass(1_000);
      expect(page.phases()).toEqual(["uploading", "uploading", "waiting", "waiting"]);
    },
  );
});

describe("a session that ended", () => {
  test("pauses the queue, which goes on by itself after the sign-in", async () => {
    begin();
    await fail(0, problem("sign_in_required"));
    await fail(1, problem("sign_in_required"));
    expect([page.store.read().paused, page.phases()]).toEqual(["sign_in", Array(4).fill("waiting")]);
    page.sending.clear();
    page.actions.resume();
    await settle();
    expect([...page.sending.keys()]).toEqual([`${refs[0]}.1`, `${refs[1]}.1`]);
  });

  test("a guest is asked to sign in before anything is sent; then it goes; and nothing waits after a no", async () => {
    const guest = await openPage(createMemoryShelf(), null);
    const chosen = guest.chosen(2);
    guest.sender.lead();
    guest.actions.send(chosen);
    expect([guest.store.read().paused, guest.sending.size]).toEqual(["sign_in", 0]);
    guest.actions.resume();
    expect(guest.store.read().paused).toBe("sign_in");
    guest.actions.stop("all");
    expect([guest.store.read().paused, guest.phases()]).toEqual([null, ["ready", "ready"]]);
    guest.actions.send(chosen);
    guest.store.setUser("usr_a");
    expect([guest.store.read().paused, guest.sending.size]).toEqual([null, 2]);
  });

  test("a guest's sample photos are colored without an account", async () => {
    const guest = await openPage(createMemoryShelf(), null);
    const asked: string[] = [];
    guest.deps.colorSample = async (name) => ({ outputUrl: `/samples/${asked.push(name)}` });
    const { refs: chosen } = guest.actions.add([makeFile("alps.jpg")], { sample: "alps" });
    const sender = new Sender(guest.deps);
    sender.colorsSamples = true;
    sender.lead();
    guest.actions.send(chosen);
    await settle();
    expect([asked, guest.store.read().photos]).toMatchObject([["alps"], [{ phase: "done", outputUrl: "/samples/1" }]]);
  });
});

test("when the credits run out the rest is ready again, unsent, and it is said once", async () => {
  begin();
  await fail(0, problem("insufficient_credits"));
  await fail(1, problem("insufficient_credits"));
  expect(page.phases()).toEqual(["ready", "ready", "ready", "ready"]);
  expect(new Set(page.notices.map(({ id }) => id)).size).toBe(1);
  expect(page.notices[0]?.text).toMatch(/It was insufficient_credits\. .* not charged/);
  expect(page.sending.size).toBe(2);
});
