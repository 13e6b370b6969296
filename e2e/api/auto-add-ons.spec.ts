import sharp from "sharp";
import { headers as names } from "../../lib/contract/headers";
import { callColorize, type Fields } from "../support/call-colorize";
import { samplePhoto, smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { expect, test } from "../support/studio-test";

const bothAuto = { model: "tiny", clean_scratches: "auto", face_remaster: "auto" };

/** Two scratches from top to bottom. */
async function scratch(photo: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata();
  const lines = `M ${width * 0.2} 0 L ${width * 0.23} ${height} M ${width * 0.6} 0 L ${width * 0.55} ${height}`;
  const svg = `<svg width="${width}" height="${height}"><path d="${lines}" stroke="white" stroke-width="2"/></svg>`;
  return sharp(photo)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 95 })
    .toBuffer();
}

test("under `auto` a photo pays for the add-ons that it needs, and the account has the rest back", async ({
  studio,
}) => {
  test.slow();
  const { apiKey } = await createAccount(studio, { credits: 30 });
  const soft = await smallPhoto(240, 160);
  // Made smaller, a photo is as clear as it can be.
  const clear = await sharp(await samplePhoto())
    .resize(480)
    .grayscale()
    .jpeg({ quality: 95 })
    .toBuffer();
  let left = 30;
  const expectCharge = async (image: Buffer, fields: Fields, charged: number, idle: string | null) => {
    const { status, headers } = await callColorize(studio, apiKey, { image, ...fields });
    const seen = [names.creditsCharged, names.idleAddOns, names.creditsRemaining].map((name) => headers.get(name));
    left -= charged;
    expect([status, ...seen]).toEqual([200, String(charged), idle, String(left)]);
    return headers.get(names.jobId) ?? "";
  };
  await expectCharge(soft, bothAuto, 3, "cleanScratches");
  await expectCharge(await scratch(soft), bothAuto, 4, null);
  const jobId = await expectCharge(await scratch(clear), bothAuto, 2, "faceRemaster");
  const job = await fetch(`${studio.url}/api/v1/jobs/${jobId}`, { headers: { [names.apiKey]: apiKey } });
  expect(await job.json()).toMatchObject({
    order: { cleanScratches: true, faceRemaster: true, autoAddOns: ["cleanScratches", "faceRemaster"] },
    priceCredits: 4,
    creditsCharged: 2,
    facts: { clarityGain: 0 },
  });
});

test("the price of every add-on under `auto` is held first: an account that has less is refused", async ({
  studio,
}) => {
  const { apiKey } = await createAccount(studio, { credits: 3 });
  const answer = await callColorize(studio, apiKey, { image: await smallPhoto(), ...bothAuto });
  expect(answer).toMatchObject({ status: 403, body: { code: "insufficient_credits" } });
});
