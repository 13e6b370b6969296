import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { headers as names } from "../../lib/contract/headers";
import type { ArchiveLink } from "../../lib/contract/v1/archives";
import { readZip } from "../../lib/testing/read-zip";
import { callColorize } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import type { Studio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

const megabytes = 1024 * 1024;

async function colorize(studio: Studio, { apiKey }: Account): Promise<string> {
  const { headers } = await callColorize(studio, apiKey, { image: await smallPhoto(), model: "tiny" });
  return headers.get(names.jobId) ?? "";
}

const outputOf = ({ dataDir }: Studio, jobId: string) => path.join(dataDir, "files", jobId, "out.png");

function requestArchive(studio: Studio, { apiKey }: Account, jobIds: string[], signal?: AbortSignal) {
  return fetch(`${studio.url}/api/v1/archives`, {
    method: "POST",
    headers: { [names.apiKey]: apiKey, "Content-Type": "application/json" },
    body: JSON.stringify({ jobIds }),
    signal,
  });
}

test("the pictures of several jobs come as one ZIP of a known length, with what each cost", async ({ studio }) => {
  const account = await createAccount(studio, { credits: 5 });
  const ids = [await colorize(studio, account), await colorize(studio, account)];
  const response = await requestArchive(studio, account, ids);
  expect(response.status).toBe(200);
  const zip = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("content-length")).toBe(String(zip.length));
  const entries = readZip(zip);
  expect(entries.map(({ name }) => name)).toEqual(["photo-color.png", "photo-color (2).png", "manifest.csv"]);
  for (const [at, id] of ids.entries()) {
    expect(entries[at]?.content.equals(await readFile(outputOf(studio, id)))).toBe(true);
  }
  const rows = String(entries[2]?.content).split("\r\n");
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(
    new RegExp(`^photo-color\\.png,photo\\.jpg,${ids[0]},1,tiny@.*${studio.url}/api/v1/jobs/${ids[0]}/receipt,$`),
  );
});

test("a picture that vanishes while the ZIP is sent ends the download as failed, not as a shorter ZIP", async ({
  studio,
}) => {
  const account = await createAccount(studio, { credits: 5 });
  const ids = [await colorize(studio, account), await colorize(studio, account)];
  for (const id of ids) await writeFile(outputOf(studio, id), Buffer.alloc(24 * megabytes, 1));
  const response = await requestArchive(studio, account, ids);
  expect(response.status).toBe(200);
  // Nothing is read yet, so the studio waits within the first picture.
  await rm(outputOf(studio, ids[1] ?? ""));
  await expect(response.arrayBuffer()).rejects.toThrow();
  // The studio lives on, and says at once now what is no longer there.
  const again = await requestArchive(studio, account, ids);
  expect(String(readZip(Buffer.from(await again.arrayBuffer()))[1]?.content)).toContain("its files are deleted");
});

test("readers who leave give their places back", async ({ studio }) => {
  const account = await createAccount(studio, { credits: 5 });
  const id = await colorize(studio, account);
  await writeFile(outputOf(studio, id), Buffer.alloc(24 * megabytes, 1));
  for (let reader = 0; reader < 20; reader += 1) {
    const leaving = new AbortController();
    await expect.poll(async () => (await requestArchive(studio, account, [id], leaving.signal)).status).toBe(200);
    leaving.abort();
  }
});

test("a browser downloads the ZIP by itself, without a page of its own or the bytes in it", async ({
  page,
  context,
  studio,
}) => {
  const account = await createAccount(studio, { credits: 5 });
  const jobIds = [await colorize(studio, account)];
  await signInBrowser(context, studio, account);
  await page.goto(`${studio.url}/workbench`);
  const started = page.waitForEvent("download");
  // What lib/client/job-files.ts does.
  const link = await page.evaluate(async (ids): Promise<ArchiveLink> => {
    const body = JSON.stringify({ jobIds: ids });
    const headers = { "content-type": "application/json" };
    const answer = await (await fetch("/api/console/archives", { method: "POST", headers, body })).json();
    const anchor = document.createElement("a");
    anchor.href = answer.archiveUrl;
    anchor.download = "";
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    return answer;
  }, jobIds);
  expect(link).toMatchObject({ pictures: 1, leftOut: 0 });
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^pixomax-photos-\d{4}-\d\d-\d\d\.zip$/);
  const names = readZip(await readFile(await download.path())).map(({ name }) => name);
  expect(names).toEqual(["photo-color.png", "manifest.csv"]);
  await expect(page).toHaveURL(`${studio.url}/workbench`);
});
