import "../../lib/lifecycle/end-with-reader";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { describeIgnoredFields } from "../../lib/http/colorize/multipart/ignored-fields";
import { findUnstorable, isStorable } from "../../lib/http/route/storable-text";
import { readAddressRange, readCountedAddress } from "../../lib/rate-limit/addresses";
import { createMemoryRateLimit } from "../../lib/rate-limit/rate-limit";
import { createSlots } from "../../lib/rate-limit/slots";
import { createTurns } from "../../lib/rate-limit/turns";
import { readUsableBytes } from "../../lib/storage/disk-space";
import { boundBody } from "../../server/requests/bound-body";
import { checkRequest, removeMalformedParts, takeAbsoluteForm } from "../../server/requests/check-request";
import { createSecurityHeaders } from "../../server/security-headers";

/**
 * `npm run bench:checks`: what the checks around a call cost together, in microseconds, on an idle machine. Decoding the output
 * once more (`output/check-output.ts`) is not among them: it depends on the photo, and `npm run bench:path` has it.
 */
const rounds = 20_000;
const holder = { account: "usr_bench", isTest: false };

const request = new IncomingMessage(new Socket());
Object.assign(request, { method: "POST", url: "/api/v1/colorize?n=a" });
Object.assign(request.headers, { host: "studio.example", "x-forwarded-host": "studio.example", "content-length": "1" });
const response = new ServerResponse(request);
response.setMaxListeners(0);
const setSecurityHeaders = createSecurityHeaders({ publicUrl: "https://studio.example" });
const perMinute = () => createMemoryRateLimit({ limit: 1_000_000_000, windowSeconds: 60 });
const [account, key, tests, address] = [perMinute(), perMinute(), perMinute(), perMinute()];
const [uploads, asyncJobs, publicBodies] = [createSlots(64), createSlots(200), createSlots(64)];
const turns = createTurns(2);
const never = new AbortController().signal;
const disk = { DATA_DIR: tmpdir(), MIN_FREE_DISK_MB: 500 };
const json = { name: "scanner", events: ["job.succeeded"], nested: { text: "a".repeat(200) } };

const checks: Record<string, () => unknown> = {
  "request line, host, method": () => checkRequest(request),
  "address in absolute form": () => takeAbsoluteForm(request),
  "malformed parts": () => removeMalformedParts(request),
  "security headers": () => setSecurityHeaders(request, new ServerResponse(request)),
  "bound of the body": () => boundBody(request, response, { maxBytes: 1, seconds: 40 }),
  "text of the address": () => isStorable("/api/v1/jobs/job_0123456789abcdefghijkl"),
  "text of a JSON body": () => findUnstorable(json),
  "rate of the account": () => account.take("usr_bench"),
  "rate of the key": () => key.take("key_bench"),
  "daily number of test keys": () => tests.take("usr_bench"),
  "rate and range of the address": () => address.take(readAddressRange(readCountedAddress("2001:db8::1"))),
  "place for the upload": () => uploads.take(holder)?.(),
  "place for the job and for a body": () => [asyncJobs.take(holder)?.(), publicBodies.take(holder)?.()],
  "turn in the engine": async () => (await turns.take(never, holder))(),
  "free disk": () => readUsableBytes(disk),
  "ignored fields": () => describeIgnoredFields(new Set(["clean_scratchs", "foo"])),
};

let total = 0;
for (const [name, check] of Object.entries(checks)) {
  const times: number[] = [];
  for (let batch = 0; batch < 20; batch += 1) {
    const started = performance.now();
    for (let round = 0; round < rounds / 20; round += 1) await check();
    times.push(((performance.now() - started) * 1000) / (rounds / 20));
  }
  const median = times.toSorted((a, b) => a - b)[10] ?? 0;
  total += median;
  console.log(`${name.padEnd(34)} ${median.toFixed(2).padStart(8)} µs`);
}
console.log(`${`${Object.keys(checks).length} checks together`.padEnd(34)} ${total.toFixed(2).padStart(8)} µs`);
process.exit(0);
