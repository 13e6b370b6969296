import { describe, expect, test } from "vitest";
import { checkStudio } from "./check-studio";
import type { RunningInstance, StudioFacts } from "./studio-facts";

const now = new Date("2027-01-31T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const process: RunningInstance = { role: "all", version: "1.0.0", engineWorkers: 2, photos: 1, startedAt: ago(50) };
const worker: RunningInstance = { ...process, role: "worker" };
const well: StudioFacts = {
  instances: [process],
  engineFault: null,
  queue: { waiting: 3, running: 2, oldestSeconds: 12 },
  jobs: { succeeded: 99, failed: 1 },
  database: { bytes: 1_000_000, roundTripMs: 2, isEmbedded: true },
  usableBytes: 50_000_000_000,
  storage: { isBucket: false, fault: null },
  mail: { isSent: true, waiting: 0, failed: 0, unread: 0 },
  stripe: { isOn: true, isHalf: false, isTest: false, pending: 0, failed: 0, lastEventAt: ago(3) },
  ledger: { violations: 0, at: ago(5) },
  webhooks: { failing: 0, off: 0 },
  models: { used: 6, loaded: 5, faults: [] },
  backup: { at: ago(30), elsewhereAt: ago(30), failedAt: null },
  now,
};
const findings = (facts: Partial<StudioFacts>) => checkStudio({ ...well, ...facts });
const find = (area: string, facts: Partial<StudioFacts>) => findings(facts).find((each) => each.area === area);

test("a studio that is well is green throughout, with nothing to do", () => {
  for (const { area, state, action } of findings({}))
    expect({ area, state, action }).toEqual({ area, state: "ok", action: null });
});

test("a new studio without payments and mail server is told of mail, ledger and backup alone", () => {
  const off = { isOn: false, isHalf: false, isTest: false, pending: 0, failed: 0, lastEventAt: null };
  const fresh = {
    stripe: off,
    mail: { ...well.mail, isSent: false },
    ledger: null,
    backup: null,
    jobs: { succeeded: 0, failed: 0 },
  };
  const worrying = findings(fresh).filter(({ state }) => state !== "ok");
  expect(worrying.map(({ area }) => area)).toEqual(["Mail", "Ledger", "Backup"]);
});

const faults: [string, Partial<StudioFacts>, "warn" | "bad", string][] = [
  ["Engine", { engineFault: "the model is missing" }, "bad", "the model is missing"],
  ["Engine", { instances: [{ ...process, role: "web", engineWorkers: 0 }] }, "bad", "No process"],
  ["Queue", { queue: { waiting: 40, running: 2, oldestSeconds: 700 } }, "warn", "12 min"],
  ["Success", { jobs: { succeeded: 90, failed: 10 } }, "warn", "90 of 100"],
  ["Success", { jobs: { succeeded: 10, failed: 30 } }, "bad", "10 of 40"],
  ["Database", { database: { ...well.database, roundTripMs: 900 } }, "warn", "900 ms"],
  ["Disk", { usableBytes: 1_000_000_000 }, "warn", "1 GB left"],
  ["Disk", { usableBytes: 0 }, "bad", "full"],
  ["Files", { storage: { isBucket: true, fault: "no access." } }, "bad", "no access"],
  ["Mail", { mail: { ...well.mail, failed: 2 } }, "bad", "2 mails"],
  ["Payments", { stripe: { ...well.stripe, isOn: false, isHalf: true } }, "bad", "two secrets"],
  ["Payments", { stripe: { ...well.stripe, failed: 1 } }, "bad", "1 event"],
  ["Payments", { stripe: { ...well.stripe, pending: 2 } }, "warn", "2 events"],
  ["Ledger", { ledger: { violations: 3, at: ago(50) } }, "bad", "3 rows broke a rule 2 days ago"],
  ["Webhooks", { webhooks: { failing: 1, off: 2 } }, "warn", "1 failing, 2 switched off"],
  ["Processes", { instances: [process, { ...worker, version: "1.1.0" }] }, "warn", "1.0.0 and 1.1.0"],
  ["Processes", { instances: [process, worker] }, "warn", "2 processes run without a bucket"],
  ["Models", { models: { used: 6, loaded: 0, faults: ["large is gone."] } }, "bad", "large is gone"],
  ["Files", { storage: { isBucket: false, fault: "no access." } }, "bad", "on the disk cannot be"],
  ["Backup", { backup: { at: ago(24 * 9), elsewhereAt: null, failedAt: null } }, "warn", "9 days ago"],
  ["Backup", { backup: { at: ago(3), elsewhereAt: null, failedAt: null } }, "warn", "only on the disk of the data"],
  ["Backup", { backup: { at: ago(3), elsewhereAt: ago(24 * 8), failedAt: null } }, "warn", "made 8 days ago"],
  ["Backup", { backup: { at: ago(30), elsewhereAt: ago(30), failedAt: ago(2) } }, "warn", "failed 2 hours ago"],
];

describe("each fault has its words and something to do", () => {
  test.each(faults)("%s %#", (area, facts, state, words) => {
    const found = find(area, facts);
    expect(found).toMatchObject({ state, sentence: expect.stringContaining(words) });
    expect(found?.action?.text).toMatch(/\w/);
  });
});

test("says how busy the processes are, since when they run, and what they have in memory", () => {
  const bucket = { isBucket: true, fault: null };
  const instances = [process, { ...worker, photos: 3, startedAt: ago(5) }];
  const sentence = (area: string, facts: Partial<StudioFacts>) => find(area, facts)?.sentence;
  expect(sentence("Engine", { instances, storage: bucket })).toBe(
    "4 photos in work for 4 engine workers; all are busy.",
  );
  expect(sentence("Engine", {})).toBe("1 photo in work for 2 engine workers.");
  expect(sentence("Processes", { instances, storage: bucket })).toBe(
    "2 processes run; the oldest was started 2 days ago.",
  );
  expect(sentence("Models", {})).toBe("5 of 6 models in use are loaded by this process.");
  expect(sentence("Models", { models: { used: 1, loaded: 0, faults: [] } })).toContain("the first photo loads them");
  expect(find("Models", { models: { used: 0, loaded: 0, faults: [] } })).toMatchObject({ state: "ok" });
});

test("a failure or two among few photos is no alarm", () => {
  expect(find("Success", { jobs: { succeeded: 3, failed: 2 } })).toMatchObject({ state: "ok" });
});
