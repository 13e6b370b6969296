import { headers as names } from "../../../lib/contract/headers";
import { callColorize } from "../../support/call-colorize";
import { measurePhoto, smallPhoto } from "../../support/photos";
import { createAccount, expectSoundLedger, runAdmin } from "../../support/run-admin";
import { signIn } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";

const fetchBytes = async (url: unknown) => new Uint8Array(await (await fetch(String(url))).arrayBuffer());

for (const [format, name, contentType] of [
  ["jpeg", "out.jpg", "image/jpeg"],
  ["webp", "out.webp", "image/webp"],
] as const) {
  test(`output_format ${format}: the link ends in ${name} and leads to that`, async ({ studio, account }) => {
    const image = await smallPhoto();
    const answer = await callColorize(studio, account.apiKey, { image, model: "tiny", output_format: format });
    expect(answer.status).toBe(200);
    const url = new URL(String(answer.body.outputUrl));
    expect(url.pathname).toBe(`/files/${answer.headers.get(names.jobId)}/${name}`);
    const output = await fetch(url);
    expect(output.headers.get("content-type")).toBe(contentType);
    const bytes = new Uint8Array(await output.arrayBuffer());
    expect(await measurePhoto(bytes)).toMatchObject({ format, width: 96, height: 64 });
    const head = await fetch(url, { method: "HEAD" });
    expect(head.headers.get("content-type")).toBe(contentType);
    expect(head.headers.get("content-length")).toBe(String(bytes.length));

    const session = await signIn(studio, account);
    const { body } = await session.send("GET", `/api/console/jobs/${answer.headers.get(names.jobId)}`);
    const shown = await fetch(new URL(String((body as { outputUrl: string }).outputUrl), studio.url));
    expect(shown.headers.get("content-disposition")).toContain(`"photo-color.${name.split(".")[1]}"`);
  });
}

test("strength 0 is gray, and more strength is more color", async ({ studio, account }) => {
  const chroma: number[] = [];
  for (const strength of ["0", "0.5", "1"]) {
    const fields = { image: await smallPhoto(), model: "tiny", strength };
    const answer = await callColorize(studio, account.apiKey, fields);
    chroma.push((await measurePhoto(await fetchBytes(answer.body.outputUrl))).chroma);
  }
  expect(chroma[0]).toBeLessThan(0.5);
  expect(chroma[1]).toBeGreaterThan(Number(chroma[0]) + 0.5);
  expect(chroma[2]).toBeGreaterThan(Number(chroma[1]) + 0.5);
});

test("a test key gets the full answer without a credit, and another picture than a live one", async ({ studio }) => {
  const account = await createAccount(studio, { credits: 1 });
  const made = await runAdmin(studio, "create-key", account.email, "--name", "ci", "--test");
  const { apiKey } = JSON.parse(made.stdout) as { apiKey: string };
  expect(apiKey).toMatch(/^pxs_test_[0-9A-Za-z]{38}$/);
  const fields = { image: await smallPhoto(200, 150), model: "tiny", clean_scratches: "false" };
  const live = await callColorize(studio, account.apiKey, fields);
  expect(live.headers.get(names.creditsRemaining)).toBe("0");

  const answer = await callColorize(studio, apiKey, fields);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body)).toEqual(["outputUrl"]);
  expect(answer.headers.get(names.creditsCharged)).toBe("0");
  expect(answer.headers.get(names.creditsRemaining)).toBe("0");
  const [real, stamped] = [await fetchBytes(live.body.outputUrl), await fetchBytes(answer.body.outputUrl)];
  expect(await measurePhoto(stamped)).toMatchObject({ format: "png", width: 200, height: 150 });
  expect(Buffer.compare(real, stamped)).not.toBe(0);

  // The live key has nothing left: being free is the test key's alone.
  expect((await callColorize(studio, account.apiKey, fields)).status).toBe(403);
  await expectSoundLedger(studio);
});
