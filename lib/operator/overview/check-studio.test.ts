import { describe, expect, test } from "vitest";
import { checkStudio, type StudioFacts } from "./check-studio";

const now = new Date("2027-01-31T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const well: StudioFacts = {
  instances: [{ role: "all", engineWorkers: 2 }],
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
  backup: { at: ago(30) },
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
  ["Engine", { instances: [{ role: "web", engineWorkers: 0 }] }, "bad", "No process"],
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
  ["Backup", { backup: { at: ago(24 * 9) } }, "warn", "9 days ago"],
];

describe("each fault has its words and something to do", () => {
  test.each(faults)("%s %#", (area, facts, state, words) => {
    const found = find(area, facts);
    expect(found).toMatchObject({ state, sentence: expect.stringContaining(words) });
    expect(found?.action?.text).toMatch(/\w/);
  });
});

test("a failure or two among few photos is no alarm", () => {
  expect(find("Success", { jobs: { succeeded: 3, failed: 2 } })).toMatchObject({ state: "ok" });
});
