import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { setUpDatabase } from "../../testing/set-up";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "./change-endpoint";
import { createEndpoint } from "./create-endpoint";

const fresh = setUpDatabase();
const now = new Date("2026-01-01T00:00:00Z");
const by = { actor: "owner", actorId: "usr_1", addressRange: "192.0.2.0/24" } as const;
let userId: string;
beforeEach(async () => {
  userId = (await createUserWithCredits(fresh.db, 0)).id;
});

test("every change of a webhook is in the audit log, with who did it and without its address or secret", async () => {
  const fields = {
    url: "https://hooks.example/in?token=hidden",
    description: null,
    events: ["job.succeeded" as const],
  };
  const { id: endpointId } = await createEndpoint(fresh.db, { userId, ...fields, now, by });
  const owned = { userId, endpointId, now, by };
  await updateEndpoint(fresh.db, { ...owned, enabled: false });
  await rotateSecret(fresh.db, owned);
  await deleteEndpoint(fresh.db, owned);
  const entries = await fresh.db.auditEntry.findMany();
  const found = entries.map(({ action, target, actorId, addressRange }) => ({ action, target, actorId, addressRange }));
  const facts = { target: endpointId, actorId: by.actorId, addressRange: by.addressRange };
  expect(found).toHaveLength(4);
  for (const action of ["webhook_created", "webhook_changed", "webhook_secret_shown", "webhook_deleted"])
    expect(found).toContainEqual({ action, ...facts });
  expect(JSON.stringify(entries)).not.toMatch(/hidden|whsec/);
});

test("what is refused is not in the log", async () => {
  const missing = { userId, endpointId: "whe_none", now, by };
  await expect(updateEndpoint(fresh.db, { ...missing, enabled: true })).rejects.toMatchObject({ code: "not_found" });
  await expect(rotateSecret(fresh.db, missing)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteEndpoint(fresh.db, missing)).rejects.toMatchObject({ code: "not_found" });
  expect(await fresh.db.auditEntry.count()).toBe(0);
});
