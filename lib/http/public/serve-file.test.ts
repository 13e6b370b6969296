import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/files/[...path]/route";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";

const database = setUpSharedDatabase();
const opened = setUpStudio(database);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "serve-file-"));
  await writeFile(path.join(folder, "out.png"), "PNG");
  await opened.studio.storage.put("job_1/out.png", path.join(folder, "out.png"), {
    contentType: "image/png",
    durable: false,
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Follows a good link with this name to save as. */
async function saveAs(name: string) {
  const link = opened.studio.storage.signLink("job_1/out.png", new Date(Date.now() + 60_000));
  const answer = await callRoute(GET, {
    path: `${link}&n=${encodeURIComponent(name)}`,
    params: { path: ["job_1", "out.png"] },
  });
  return { status: answer.status, disposition: answer.headers.get("content-disposition") ?? "" };
}

test("a name to save as may be anything: it is cut between characters, and nothing in it breaks the header", async () => {
  const a = "a".repeat(119);
  expect(await saveAs(`${a}\u{1f600}.png`)).toEqual({
    status: 200,
    disposition: `inline; filename="${a}"; filename*=UTF-8''${a}`,
  });
  for (const name of ["\u{1f600}".repeat(200), '"; filename="evil.exe', "../../x\r\nSet-Cookie: a=b", "é%'()*", ""]) {
    const { status, disposition } = await saveAs(name);
    expect(status).toBe(200);
    expect(disposition).toMatch(/^inline; filename="[^"\r\n/\\]+"; filename\*=UTF-8''[\w.~!%-]+$/);
  }
});

test("a name with a NUL is refused before the link is looked at", async () => {
  expect((await saveAs("a\0b")).status).toBe(400);
});
