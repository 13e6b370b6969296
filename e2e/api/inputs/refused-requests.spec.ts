import sharp from "sharp";
import { headers as names } from "../../../lib/contract/headers";
import type { ErrorCode } from "../../../lib/errors/error-codes";
import { callColorize, type Fields, readAnswer } from "../../support/call-colorize";
import { expectProblem } from "../../support/expect-problem";
import { smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { expect, test } from "../../support/studio-test";

type Refusal = { name: string; code: ErrorCode; param?: string; fields: () => Fields | Promise<Fields> };
const photo = smallPhoto();
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
);

const refusals: Refusal[] = [
  { name: "no image part", code: "image_missing", param: "image", fields: () => ({ model: "tiny" }) },
  {
    name: "a file and text",
    code: "image_conflict",
    param: "image",
    fields: async () => ({ image: [await photo, "aGk="] }),
  },
  {
    name: "two files",
    code: "image_conflict",
    param: "image",
    fields: async () => ({ image: [await photo, await photo] }),
  },
  { name: "two texts", code: "image_conflict", param: "image", fields: () => ({ image: ["aGk=", "aGk="] }) },
  { name: "an empty file", code: "image_empty", param: "image", fields: () => ({ image: Buffer.alloc(0) }) },
  { name: "empty text", code: "image_empty", param: "image", fields: () => ({ image: "" }) },
  { name: "white space alone", code: "image_empty", param: "image", fields: () => ({ image: " \r\n " }) },
  { name: "an SVG", code: "image_unsupported", param: "image", fields: () => ({ image: svg }) },
  {
    name: "a Photoshop file",
    code: "image_unsupported",
    param: "image",
    fields: () => ({ image: Buffer.from("8BPS\0\x01") }),
  },
  {
    name: "a text file",
    code: "image_unsupported",
    param: "image",
    fields: () => ({ image: Buffer.from("hello, world") }),
  },
  {
    name: "a photo cut short",
    code: "image_corrupt",
    param: "image",
    fields: async () => ({ image: (await photo).subarray(0, 700) }),
  },
  { name: "101 megapixels", code: "image_too_many_pixels", param: "image", fields: bomb },
  {
    name: "an unknown model",
    code: "invalid_model",
    param: "model",
    fields: async () => ({ image: await photo, model: "huge" }),
  },
  {
    name: "clean_scratches that is neither true nor false",
    code: "invalid_boolean",
    param: "clean_scratches",
    fields: async () => ({ image: await photo, clean_scratches: "yes" }),
  },
  {
    name: "face_remaster that is neither true nor false",
    code: "invalid_boolean",
    param: "face_remaster",
    fields: async () => ({ image: await photo, face_remaster: "1" }),
  },
  ...Object.entries({ output_format: "gif", strength: "1.5", metadata: "none" }).map(([param, value]) => ({
    name: `${param} ${value}`,
    code: "invalid_option" as const,
    param,
    fields: async () => ({ image: await photo, [param]: value }),
  })),
  {
    name: "an address without a host",
    code: "image_url_invalid",
    param: "image",
    fields: () => ({ image: "http://" }),
  },
  {
    name: "an address with a user name",
    code: "image_url_invalid",
    param: "image",
    fields: () => ({ image: "http://user:secret@example.com/a.jpg" }),
  },
  {
    name: "an address on another port",
    code: "image_url_invalid",
    param: "image",
    fields: () => ({ image: "http://example.com:22/a" }),
  },
];

async function bomb(): Promise<Fields> {
  const image = sharp({
    create: { width: 10_100, height: 10_000, channels: 3, background: "#888" },
    limitInputPixels: false,
  });
  return { image: await image.png({ compressionLevel: 9 }).toBuffer() };
}

for (const { name, code, param, fields } of refusals) {
  test(`${name} → 400 ${code}, nothing charged`, async ({ studio, account }) => {
    const answer = await callColorize(studio, account.apiKey, await fields());
    expectProblem(answer, code, param);
    expect(answer.status).toBe(400);
    expect(answer.headers.get(names.jobId)).toBeNull();
  });
}

for (const [name, contentType, body] of [
  ["JSON", "application/json", '{"image":"x"}'],
  ["a form that is not multipart", "application/x-www-form-urlencoded", "image=x"],
  ["multipart without a boundary", "multipart/form-data", "--x--"],
  [
    "multipart that ends in the middle of a part",
    "multipart/form-data; boundary=x",
    '--x\r\nContent-Disposition: form-data; name="image"\r\n\r\nab',
  ],
] as const) {
  test(`${name} → 400 invalid_multipart`, async ({ studio, account }) => {
    const response = await fetch(`${studio.url}/api/v1/colorize`, {
      method: "POST",
      headers: { [names.apiKey]: account.apiKey, "Content-Type": contentType },
      body,
    });
    expectProblem(await readAnswer(response), "invalid_multipart");
  });
}

test("refused requests leave the balance as it was", async ({ studio }) => {
  const { apiKey } = await createAccount(studio, { credits: 3 });
  const wrong: Fields[] = [{ model: "tiny" }, { image: svg }, { image: await photo, model: "huge" }];
  for (const fields of wrong) {
    const answer = await callColorize(studio, apiKey, fields);
    expect(answer.status).toBe(400);
    expect(answer.headers.get(names.creditsRemaining)).toBe("3");
  }
});
