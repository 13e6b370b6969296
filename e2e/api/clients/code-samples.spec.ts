import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type SampleInput,
  type SampleLanguage,
  sampleInputs,
  sampleLanguages,
} from "../../../lib/contract/code-samples/sample-request";
import type { JobAnswer } from "../../../lib/contract/console-jobs";
import { type ImageHost, startImageHost } from "../../support/image-host";
import { measurePhoto, smallPhoto } from "../../support/photos";
import { type Account, createAccount } from "../../support/run-admin";
import { canRun, runSample } from "../../support/run-sample";
import { type Session, signIn } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";
import { forwardTo, startUpstream, type Upstream } from "../../support/upstream-stub";

// A provider that can do every add-on, so that every choice of the page can be run.
let upstream: Upstream;
let host: ImageHost;
let studio: Studio;
let account: Account;
let session: Session;
let folder: string;
test.beforeAll(async () => {
  const photo = await smallPhoto(72, 48);
  [upstream, host] = await Promise.all([startUpstream(), startImageHost(photo)]);
  studio = await startStudio({ ...forwardTo(upstream), IMAGE_URL_ALLOWED_HOSTS: host.host });
  account = await createAccount(studio, { credits: 1000 });
  session = await signIn(studio, account);
  folder = await mkdtemp(path.join(tmpdir(), "samples-"));
});
test.afterAll(async () => {
  await endStudio(studio);
  await Promise.all([upstream.close(), host.close(), rm(folder, { recursive: true })]);
});

type Choice = { input: SampleInput; query: string; price: number };
/** Each input, and among them each model with and without each add-on. */
const choices: Choice[] = [
  { input: "file", query: "model=large", price: 1 },
  { input: "url", query: "model=tiny&repair=1", price: 2 },
  { input: "base64", query: "model=tiny&clarity=1", price: 3 },
  { input: "data-url", query: "model=large&repair=1&clarity=1", price: 4 },
];

/** The sample as the page gives it away, with a key and, for addresses, a photo that can be reached from here. */
async function copySample(language: SampleLanguage, { input, query }: Choice, apiKey: string): Promise<string> {
  const page = await fetch(`${studio.url}/docs.md?lang=${language}&input=${input}&${query}`);
  const [, section = ""] = (await page.text()).split("\n## Sample code\n");
  const [, code] = /```\w+\n([\s\S]*?)\n```/.exec(section) ?? [];
  if (!code) throw new Error("The page shows no sample.");
  return code.replace("YOUR_API_KEY", apiKey).replace(/http:\S+\/samples\/[\w-]+\.jpg/, `${host.url}/photo.jpg`);
}

async function runIn(name: string, language: SampleLanguage, choice: Choice, apiKey = account.apiKey) {
  const own = await mkdtemp(path.join(folder, `${name}-`));
  await writeFile(path.join(own, "photo.jpg"), await smallPhoto(72, 48));
  return runSample(language, await copySample(language, choice, apiKey), own);
}

test("the choices cover every input", () => {
  expect(choices.map(({ input }) => input).toSorted()).toEqual([...sampleInputs].toSorted());
});

for (const language of sampleLanguages) {
  test(`samples in ${language} colorize a photo, whatever way it is sent`, async () => {
    test.skip(!canRun(language), `${language} is not on this machine`);
    test.slow();
    for (const choice of choices) {
      const { code, stdout, stderr } = await runIn(choice.input, language, choice);
      expect(code, `${choice.input}: ${stderr}`).toBe(0);
      const [outputUrl = ""] = /http\S+out\.png[^\s"]*/.exec(stdout) ?? [];
      const picture = await measurePhoto(new Uint8Array(await (await fetch(outputUrl)).arrayBuffer()));
      expect(picture, choice.input).toMatchObject({ width: 72, height: 48, format: "png" });
      const [, jobId = ""] = /files\/(job_\w+)\//.exec(outputUrl) ?? [];
      expect(await priceOf(jobId), choice.query).toBe(choice.price);
    }
  });

  test(`samples in ${language} say what is wrong and end with a failure`, async () => {
    test.skip(!canRun(language), `${language} is not on this machine`);
    for (const choice of choices.slice(0, 2)) {
      const { code, stdout, stderr } = await runIn("refused", language, choice, "pxs_live_mistyped");
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain("api_key_invalid");
      expect(stdout + stderr).toContain("This is not a valid key: its checksum does not match.");
    }
  });
}

/** The price says that the add-ons arrived as chosen; the charge leaves out those that changed nothing. */
async function priceOf(jobId: string): Promise<number> {
  const { body } = await session.send("GET", `/api/console/jobs/${jobId}`);
  return (body as JobAnswer).priceCredits;
}
