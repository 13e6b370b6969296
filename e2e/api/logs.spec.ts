import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { callColorize, makeForm } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { endStudio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

async function readAllFiles(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "secrets.json");
  const texts = await Promise.all(
    files.map((entry) => readFile(path.join(entry.parentPath, entry.name), "latin1").catch(() => "")),
  );
  return texts.join("\n");
}

test("no key, password, cookie, image or signed link is in the log or on the disk", async () => {
  test.slow();
  const studio = await startStudio({ LOG_LEVEL: "debug" });
  try {
    const account = await createAccount(studio, { credits: 5 });
    const photo = await smallPhoto();
    const base64 = photo.toString("base64");
    const done = await callColorize(studio, account.apiKey, { image: base64, model: "tiny" });
    expect(done.status).toBe(200);
    const refused = await callColorize(studio, `${account.apiKey.slice(0, -1)}~`, { image: photo });
    await callColorize(studio, account.apiKey, { image: "http://user:hunter2@example.com/a.jpg" });
    await callColorize(studio, account.apiKey, { image: `data:image/jpeg;base64,${base64.slice(0, 900)}` });
    const session = await signIn(studio, account);
    await session.send("POST", "/api/workbench/colorize", makeForm({ image: photo, model: "tiny" }));
    const link = String(done.body.outputUrl);
    await fetch(link);
    await fetch(link.replace(/s=.{4}/, "s=AAAA"));

    const signature = new URL(link).searchParams.get("s") ?? "";
    const secrets = {
      key: account.apiKey,
      "most of a key": account.apiKey.slice(9, 30),
      password: account.password,
      "session cookie": /session-token=([^;]+)/.exec(session.cookie)?.[1] ?? "",
      "password in an address": "hunter2",
      signature,
      "image data": base64.slice(200, 260),
    };
    const log = studio.output();
    expect(log).toContain(refused.headers.get("x-request-id") ?? "no id");
    const disk = await readAllFiles(studio.dataDir);
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(6);
      expect(log.includes(secret), `${name} in the log`).toBe(false);
      expect(disk.includes(secret), `${name} on the disk`).toBe(false);
    }
  } finally {
    await endStudio(studio);
  }
});
