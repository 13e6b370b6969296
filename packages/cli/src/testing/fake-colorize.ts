import { createHash } from "node:crypto";
import {
  addOns,
  defaultOrder,
  formFields,
  type Order,
  orderFields,
  setAddOnMode,
} from "../../../../lib/contract/order";
import { priceOrder } from "../../../../lib/contract/prices";
import type { JobResource } from "../../../../lib/contract/v1/jobs";
import type { FakeAccount } from "./fake-account";
import { FakeProblem } from "./fake-problem";

export type ColorizeCall = { form: FormData; idempotencyKey: string | null; origin: string };
type Run = { outputUrl: string; jobId: string; charged: number; remaining: number };

/**
 * One colorization after the contract, idempotency included. The picture is `colorized:` and the photo's own bytes; a
 * photo that begins with `broken` is refused as damaged.
 * @param whenDue resolves when the job may end
 */
export async function runColorize(
  account: FakeAccount,
  call: ColorizeCall,
  whenDue: () => Promise<void>,
): Promise<Run> {
  const { form, idempotencyKey, origin } = call;
  const image = form.get("image");
  if (!(image instanceof File)) throw new FakeProblem("image_missing");
  const bytes = Buffer.from(await image.arrayBuffer());
  const order = readOrder(form);
  const answer = (jobId: string, charged: number): Run => {
    const outputUrl = `${origin}/files/${jobId}/out.png`;
    return { outputUrl, jobId, charged, remaining: account.available };
  };
  const fingerprint = createHash("sha256").update(JSON.stringify(order)).update(bytes).digest("hex");
  const before = idempotencyKey === null ? undefined : account.repeats.get(idempotencyKey);
  if (before && before.fingerprint !== fingerprint) throw new FakeProblem("idempotency_mismatch");
  if (before?.jobId === null) throw new FakeProblem("idempotency_in_progress", 1);
  if (before?.jobId && !account.outputs.has(before.jobId)) throw new FakeProblem("job_deleted");
  if (before?.jobId) return answer(before.jobId, 0);
  if (bytes.length === 0) throw new FakeProblem("image_empty");
  if (bytes.toString("utf8", 0, 6) === "broken") throw new FakeProblem("image_corrupt");

  const price = account.mode === "test" ? 0 : priceOrder(order).total;
  if (account.available < price) throw new FakeProblem("insufficient_credits");
  account.available -= price;
  const repeat = { fingerprint, jobId: null as string | null };
  if (idempotencyKey !== null) account.repeats.set(idempotencyKey, repeat);
  await whenDue();
  const jobId = `job_${account.jobs.length + 1}`;
  account.outputs.set(jobId, Buffer.concat([Buffer.from("colorized:"), bytes]));
  account.jobs.push(makeJob(jobId, order, price));
  repeat.jobId = jobId;
  return answer(jobId, price);
}

function readOrder(form: FormData): Order {
  const read = <Field extends keyof typeof orderFields>(field: Field) => form.get(field) ?? undefined;
  const plain: Order = {
    ...defaultOrder,
    model: orderFields.model.parse(read("model")),
    outputFormat: orderFields.output_format.parse(read("output_format")),
    strength: orderFields.strength.parse(read("strength")),
    metadata: orderFields.metadata.parse(read("metadata")),
    outputProfile: orderFields.output_profile.parse(read("output_profile")),
    bitDepth: orderFields.bit_depth.parse(read("bit_depth")),
    page: orderFields.page.parse(read("page")),
    rotate: orderFields.rotate.parse(read("rotate")),
    crop: orderFields.crop.parse(read("crop")),
    invert: orderFields.invert.parse(read("invert")),
    hint: orderFields.hint.parse(read("hint")),
  };
  const modeOf = (field: "clean_scratches" | "face_remaster") => orderFields[field].parse(read(field));
  return addOns.reduce((order, addOn) => setAddOnMode(order, addOn, modeOf(formFields[addOn])), plain);
}

function makeJob(jobId: string, order: JobResource["order"], price: number): JobResource {
  const at = "2026-11-22T10:00:00.000Z";
  const address = `http://studio.test/api/v1/jobs/${jobId}`;
  return {
    ...{ jobId, status: "succeeded", mode: "live", source: "api", keyName: "laptop", order },
    ...{
      priceCredits: price,
      creditsCharged: price,
      idleAddOns: [],
      stage: null,
      percent: 100,
      width: 640,
      height: 480,
    },
    ...{ model: "large@abc", provider: "fake", createdAt: at, startedAt: at, finishedAt: at, expiresAt: at },
    ...{
      facts: null,
      photo: { pages: 1, notes: [] },
      recipe: null,
      outputUrl: null,
      error: null,
      statusUrl: address,
      cancelUrl: `${address}/cancel`,
    },
    receiptUrl: `${address}/receipt`,
  };
}
