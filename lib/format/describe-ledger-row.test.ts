import { expect, test } from "vitest";
import type { LedgerPhoto, LedgerRow } from "../contract/billing";
import { describeLedgerRow } from "./describe-ledger-row";

const row: LedgerRow = {
  id: "mov_1",
  kind: "photo",
  credits: -2,
  balanceAfter: 8,
  reason: "job accepted",
  photo: { state: "charged", returned: 0, jobId: "job_1", name: "grandma.jpg" },
  createdAt: "2026-01-01T00:00:00.000Z",
};
const photo = (fields: Partial<LedgerPhoto>) =>
  describeLedgerRow({
    ...row,
    photo: { state: "charged", returned: 0, jobId: "job_1", name: "grandma.jpg", ...fields },
  });

test("a photo is called by its name, one without a name a photo, and one that is gone a deleted photo", () => {
  expect(photo({}).title).toBe("grandma.jpg");
  expect(photo({ name: null }).title).toBe("Photo");
  expect(photo({ jobId: null, name: null }).title).toBe("Deleted photo");
});

test("it says what became of the credits, and why some came back", () => {
  expect(photo({}).note).toBe("Charged");
  expect(photo({ state: "not_charged", returned: 2 }).note).toBe("Not charged");
  expect(photo({ state: "in_progress" }).note).toMatch(/set aside/);
  expect(photo({ returned: 1 }).note).toBe("Charged; an add-on changed nothing, so 1 credit came back");
});

test("what belongs to no photo is named by its kind, with its reason", () => {
  expect(describeLedgerRow({ ...row, kind: "grant", reason: "welcome credits", photo: null })).toEqual({
    title: "Granted",
    note: "Welcome credits",
  });
});
