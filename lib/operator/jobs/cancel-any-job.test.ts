import { expect, test } from "vitest";
import { openJob } from "../../../prisma/factories/open-job";
import { cancelJob } from "../../colorize/cancel-job";
import { ColorizeFlow, outcomeOf } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { cancelAnyJob } from "./show-job";

const fresh = setUpDatabase();
const flow = setUp(fresh, new ColorizeFlow());
const by = { actor: "operator", actorId: "usr_operator", addressRange: "10.0.0.0/24" } as const;

const deps = () => flow.depsWith(createFakeProvider().provider);
const canceled = () => fresh.db.auditEntry.findMany({ where: { action: "job_canceled" } });

test("a job that an operator cancels is in the audit log once, however often it is canceled", async () => {
  const id = await openJob(fresh.db, flow.userId);
  const studio = deps();
  await cancelAnyJob(studio, by, id);
  await cancelAnyJob(studio, by, id);
  expect(await canceled()).toMatchObject([{ ...by, userId: flow.userId, target: id, at: flow.now() }]);
});

test("a job whose entry cannot be written is not canceled", async () => {
  const id = await openJob(fresh.db, flow.userId);
  // PostgreSQL keeps no text with this character.
  expect(await outcomeOf(cancelAnyJob(deps(), { actor: "operator", actorId: "\0" }, id))).not.toBe("ok");
  expect(await fresh.db.job.findUnique({ where: { id } })).toMatchObject({ cancelRequestedAt: null });
});

test("what is refused, and what owners cancel themselves, is no operator's entry", async () => {
  const studio = deps();
  expect(await outcomeOf(cancelAnyJob(studio, by, "job_none"))).toBe("not_found");
  const jobId = await openJob(fresh.db, flow.userId);
  await cancelJob(studio, { userId: flow.userId, jobId });
  await cancelAnyJob(studio, by, jobId);
  expect(await canceled()).toEqual([]);
});
