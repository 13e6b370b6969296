import { headers as names } from "../../../lib/contract/headers";
import { maxCopyBytes } from "../../../lib/contract/limits";
import { inspectionSchema } from "../../../lib/contract/photos/scan-hints";
import { callColorize, readAnswer } from "../../support/call-colorize";
import { expectProblem } from "../../support/expect-problem";
import { measurePhoto, photoOfBytes, samplePhoto, smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { signIn } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

test("a photo file becomes a colored PNG of its own size", async ({ studio, account }) => {
  const answer = await callColorize(studio, account.apiKey, { image: await samplePhoto(), model: "tiny" });
  expect(answer.status).toBe(200);
  const output = await fetch(String(answer.body.outputUrl));
  expect(output.headers.get("content-type")).toBe("image/png");
  const before = await measurePhoto(await samplePhoto());
  const after = await measurePhoto(new Uint8Array(await output.arrayBuffer()));
  expect(after).toMatchObject({ width: before.width, height: before.height, format: "png" });
  expect(after.chroma).toBeGreaterThan(8);
});

test("the answer is exactly an outputUrl that ends in out.png", async ({ studio, account }) => {
  const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" });
  expect(Object.keys(answer.body)).toEqual(["outputUrl"]);
  const url = new URL(String(answer.body.outputUrl));
  expect(url.origin).toBe(studio.url);
  expect(url.pathname.split("/").at(-1)).toBe("out.png");
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
});

test("large is the default model; tiny is there for the asking", async ({ studio, account }) => {
  const image = await smallPhoto();
  const [unnamed, large, tiny] = await Promise.all([
    callColorize(studio, account.apiKey, { image }),
    callColorize(studio, account.apiKey, { image, model: "large" }),
    callColorize(studio, account.apiKey, { image, model: "tiny" }),
  ]);
  expect(unnamed.headers.get(names.model)).toMatch(/^large@[0-9a-f]{8}$/);
  expect(large.headers.get(names.model)).toBe(unnamed.headers.get(names.model));
  expect(tiny.headers.get(names.model)).toMatch(/^tiny@[0-9a-f]{8}$/);
});

for (const [name, encode] of Object.entries<(photo: Buffer) => string>({
  "base64 text": (photo) => photo.toString("base64"),
  "base64 text in lines of 76": (photo) => photo.toString("base64").replace(/(.{76})/g, "$1\r\n"),
  "base64 text without its padding": (photo) => photo.toString("base64").replace(/=+$/, ""),
  "URL-safe base64 text": (photo) => photo.toString("base64url"),
  "a data URL": (photo) => `data:image/jpeg;base64,${photo.toString("base64")}`,
})) {
  test(`${name} is recognized as the photo it holds`, async ({ studio, account }) => {
    // A size whose base64 needs padding and holds both characters that URL-safe base64 spells otherwise.
    const photo = await smallPhoto(101, 67);
    const answer = await callColorize(studio, account.apiKey, { image: encode(photo), model: "tiny" });
    expect(answer.body).toHaveProperty("outputUrl");
    expect(answer.headers.get(names.width)).toBe("101");
    expect(answer.headers.get(names.height)).toBe("67");
  });
}

test("true and false count in any case", async ({ studio, account }) => {
  const fields = { image: await smallPhoto(), model: "tiny", clean_scratches: "FALSE", face_remaster: "False" };
  const answer = await callColorize(studio, account.apiKey, fields);
  expect(answer.status).toBe(200);
  expect(answer.headers.get(names.creditsCharged)).toBe("1");
});

test("fields and headers it does not know are ignored", async ({ studio, account }) => {
  const fields = { image: await smallPhoto(), model: "tiny", something_else: "1", prompt: "make it nice" };
  const answer = await callColorize(studio, account.apiKey, fields, { "X-App-Key": "whatever" });
  expect(answer.status).toBe(200);
});

test("the workbench may have a copy looked at: signed in, small, a photo; for nothing", async ({ studio }) => {
  const { cookie, send } = await signIn(studio, await createAccount(studio, { credits: 1 }));
  const inspect = async (body: Buffer, Cookie = cookie) =>
    readAnswer(
      await fetch(`${studio.url}/api/workbench/inspect`, {
        method: "POST",
        headers: { Cookie, Origin: studio.url },
        body: new Uint8Array(body),
      }),
    );
  const seen = await inspect(await smallPhoto());
  expect(seen.status).toBe(200);
  expect(inspectionSchema.parse(seen.body).tone).not.toBe("color");
  expectProblem(await inspect(await smallPhoto(), ""), "sign_in_required");
  expectProblem(await inspect(await photoOfBytes(maxCopyBytes + 1)), "invalid_request");
  expectProblem(await inspect(await smallPhoto(2049, 8)), "invalid_request");
  expectProblem(await inspect(Buffer.from("no photo at all")), "invalid_request");
  expect((await send("GET", "/api/console/balance")).body).toEqual({ available: 1, held: 0 });
  expect((await send("GET", "/api/console/jobs")).body).toMatchObject({ jobs: [] });
});
