import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { CompactSign, exportJWK, generateKeyPair } from "jose";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobResourceSchema } from "@/lib/contract/v1/jobs";
import { writeExampleJob } from "./jobs-section";
import { writeReceiptCheck } from "./receipts-section";
import { verifyInJavaScript, verifyInPython } from "./webhooks-section";

const run = promisify(execFile);
const secret = `whsec_${Buffer.from("a secret of thirty-two characters").toString("base64")}`;
const body = '{"type":"job.succeeded","data":{"jobId":"job_1"}}';
// Inside node_modules, where the packages that the examples import are found.
const cache = path.resolve("node_modules/.cache");
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(path.join(cache, "examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

function signedHeaders(sentAt = new Date()) {
  const signature = new Webhook(secret).sign("msg_1", sentAt, body);
  // Two signatures, as for a day after a rotation.
  return {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
    "webhook-signature": `v1,bm90IHRoaXMgb25l ${signature}`,
  };
}

const languages = {
  JavaScript: {
    file: "read-event.mjs",
    command: process.execPath,
    code: `${verifyInJavaScript}\nconst [, , body, headers] = process.argv;\nconsole.log(readEvent(body, JSON.parse(headers)).data.jobId);`,
  },
  Python: {
    file: "read_event.py",
    command: "python3",
    code: `${verifyInPython}\n\nimport sys\nprint(read_event(sys.argv[1].encode(), json.loads(sys.argv[2]))["data"]["jobId"])`,
  },
};

describe.each(Object.entries(languages))("the webhook example in %s", (_, { file, command, code }) => {
  const hasCommand = has(command);
  const readEvent = (text: string, headers: object) => {
    writeFileSync(path.join(folder, file), code);
    const env = { ...process.env, PIXOMAX_WEBHOOK_SECRET: secret };
    return run(command, [path.join(folder, file), text, JSON.stringify(headers)], { env });
  };

  it.skipIf(!hasCommand)("believes what the studio signed", async () => {
    expect((await readEvent(body, signedHeaders())).stdout.trim()).toBe("job_1");
  });

  it.skipIf(!hasCommand)("refuses an altered body and an old event", async () => {
    await expect(readEvent(body.replace("job_1", "job_2"), signedHeaders())).rejects.toThrow();
    await expect(readEvent(body, signedHeaders(new Date(Date.now() - 600_000)))).rejects.toThrow();
  });
});

describe("the receipt example", () => {
  let server: Server;
  let jws: string;
  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
    const keys = [{ ...(await exportJWK(publicKey)), kid: "k1", use: "sig", alg: "EdDSA" }];
    const payload = new TextEncoder().encode('{"jobId":"job_1"}');
    jws = await new CompactSign(payload).setProtectedHeader({ alg: "EdDSA", kid: "k1" }).sign(privateKey);
    server = createServer((_request, response) => {
      response.setHeader("Content-Type", "application/json").end(JSON.stringify({ keys }));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    writeFileSync(path.join(folder, "check.mjs"), writeReceiptCheck(addressOf(server)));
  });
  afterAll(() => server.close());
  const check = (text: string) => {
    writeFileSync(path.join(folder, "receipt.json"), JSON.stringify({ receipt: {}, jws: text }));
    return run(process.execPath, ["check.mjs"], { cwd: folder });
  };

  it("prints what was signed and refuses what was altered", async () => {
    expect((await check(jws)).stdout).toContain("job_1");
    const [head, , signature] = jws.split(".");
    await expect(
      check([head, Buffer.from('{"jobId":"job_2"}').toString("base64url"), signature].join(".")),
    ).rejects.toThrow();
  });
});

it("the example of a job has a job's shape", () => {
  const job = JSON.parse(writeExampleJob("https://studio.test")) as { statusUrl: string };
  expect(jobResourceSchema.safeParse(job).error).toBeUndefined();
  expect(job.statusUrl).toMatch(/^https:\/\/studio\.test\//);
});

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function has(command: string): boolean {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
