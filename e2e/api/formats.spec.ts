import { readFile } from "node:fs/promises";
import path from "node:path";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { measurePhoto } from "../support/photos";
import { repository } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

const folder = path.join(repository, "lib/colorize/photo-file/foreign/fixtures");
const bytes = (text: string) => Buffer.from(text, "latin1");

test("a JPEG 2000 of 16 bits is colored at its own size", async ({ studio, account }) => {
  const image = await readFile(path.join(folder, "gray-16.jp2"));
  const { status, body } = await callColorize(studio, account.apiKey, { image, model: "tiny" });
  expect(status).toBe(200);
  const output = await fetch(String(body.outputUrl));
  expect(await measurePhoto(Buffer.from(await output.arrayBuffer()))).toMatchObject({ width: 60, height: 40 });
});

test("a page that the file does not have, and what is no photo, are named and cost nothing", async ({
  studio,
  account,
}) => {
  const image = await readFile(path.join(folder, "gradient-8.jp2"));
  expectProblem(await callColorize(studio, account.apiKey, { image, page: "2" }), "page_not_found");
  const page = await callColorize(studio, account.apiKey, { image: bytes("<!doctype html><title>404</title>") });
  expectProblem(page, "image_unsupported");
  expect(String(page.body.detail)).toContain("The file is a web page, not a photo.");
});
