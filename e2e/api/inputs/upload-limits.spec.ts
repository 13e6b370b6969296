import type { Socket } from "node:net";
import { headers as names } from "../../../lib/contract/headers";
import { maxImageBytes } from "../../../lib/contract/limits";
import { callColorize } from "../../support/call-colorize";
import { expectProblem } from "../../support/expect-problem";
import { photoOfBytes } from "../../support/photos";
import { exchangeRaw, jsonOf } from "../../support/raw-request";
import { type Account, createAccount } from "../../support/run-admin";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

const MiB = 1024 * 1024;
/** What the two sockets' own buffers may take in while nobody reads: up to 6 MiB on Linux at one end, 4 at the other. */
const unreadBytes = 16 * MiB;
let studio: Studio;
let account: Account;
test.beforeAll(async () => {
  studio = await startStudio({ UPLOAD_TIMEOUT_SECONDS: "3", MAX_PARALLEL_UPLOADS: "2" });
  account = await createAccount(studio, { credits: 100 });
});
test.afterAll(() => endStudio(studio));

const head = (apiKey: string, length: string) =>
  `POST /api/v1/colorize HTTP/1.1\r\nHost: studio\r\nX-Api-Key: ${apiKey}\r\n` +
  `Content-Type: multipart/form-data; boundary=b\r\n${length}\r\nConnection: close\r\n\r\n`;
const partHead = '--b\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n';

/** Writes `total` bytes as fast as they are taken, in HTTP chunks when `chunked`. */
function pour(socket: Socket, total: number, chunked: boolean): void {
  const block = Buffer.alloc(64 * 1024, 0xff);
  const framed = chunked ? Buffer.concat([Buffer.from("10000\r\n"), block, Buffer.from("\r\n")]) : block;
  let poured = 0;
  const pump = () => {
    while (poured < total && socket.writable) {
      poured += block.length;
      if (!socket.write(framed)) return void socket.once("drain", pump);
    }
  };
  pump();
}

test("25 MiB to the byte are taken; one byte more → 400 image_too_large, nothing charged", async ({
  studio: patient,
  account: caller,
}) => {
  test.slow();
  const fits = await callColorize(patient, caller.apiKey, { image: await photoOfBytes(maxImageBytes), model: "tiny" });
  expect(fits.body).toHaveProperty("outputUrl");
  const before = fits.headers.get(names.creditsRemaining);
  const tooBig = await callColorize(patient, caller.apiKey, { image: await photoOfBytes(maxImageBytes + 1) });
  expectProblem(tooBig, "image_too_large", "image");
  expect(tooBig.headers.get(names.creditsRemaining)).toBe(before);
});

test("the limit counts decoded bytes: base64 of 25 MiB is taken, of one byte more is not", async ({
  studio: patient,
  account: caller,
}) => {
  test.slow();
  const text = async (bytes: number) => (await photoOfBytes(bytes)).toString("base64");
  const fits = await callColorize(patient, caller.apiKey, { image: await text(maxImageBytes), model: "tiny" });
  expect(fits.body).toHaveProperty("outputUrl");
  expectProblem(
    await callColorize(patient, caller.apiKey, { image: await text(maxImageBytes + 1) }),
    "image_too_large",
  );
});

test("200 MB sent in chunks are refused before 27 MB are read", async () => {
  const answer = await exchangeRaw(studio, (socket) => {
    socket.write(head(account.apiKey, "Transfer-Encoding: chunked"));
    socket.write(`${Buffer.byteLength(partHead).toString(16)}\r\n${partHead}\r\n`);
    pour(socket, 200e6, true);
  });
  expect(answer.status).toBe(400);
  expect(jsonOf(answer)).toMatchObject({ code: "image_too_large" });
  // What the kernel keeps on its way counts as sent as well; it is at most a few MB here.
  expect(answer.sentBytes).toBeLessThan(27e6 + 8 * MiB);
});

test("200 MB announced are refused without reading them", async () => {
  const answer = await exchangeRaw(studio, (socket) => {
    socket.write(head(account.apiKey, "Content-Length: 200000000"));
    socket.write(partHead);
    pour(socket, 200e6, false);
  });
  expect(answer.status).toBe(400);
  expect(jsonOf(answer)).toMatchObject({ code: "image_too_large" });
  expect(answer.sentBytes).toBeLessThan(unreadBytes);
});

test("200 MB with a wrong key are refused without reading them", async () => {
  const answer = await exchangeRaw(studio, (socket) => {
    socket.write(head("pxs_live_wrong", "Transfer-Encoding: chunked"));
    pour(socket, 200e6, true);
  });
  expect(answer.status).toBe(401);
  expect(answer.sentBytes).toBeLessThan(unreadBytes);
});

test("an upload that trickles is cut at the deadline with 400, and leaves no slot taken", async () => {
  const trickle = () =>
    exchangeRaw(studio, (socket) => {
      socket.write(head(account.apiKey, "Content-Length: 100000"));
      socket.write(partHead);
      const timer = setInterval(() => socket.write("x"), 100);
      socket.on("close", () => clearInterval(timer));
    });
  const answers = await Promise.all([trickle(), trickle()]);
  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(jsonOf(answer)).toMatchObject({ code: "invalid_multipart", creditsCharged: 0 });
  }
  expect((await callColorize(studio, account.apiKey, { image: await photoOfBytes(5000), model: "tiny" })).status).toBe(
    200,
  );
});

test("more uploads at once than allowed → 429 too_many_uploads, and the places are given back", async () => {
  const sockets: Socket[] = [];
  const uploads = [0, 1, 2].map(() =>
    exchangeRaw(studio, (socket) => {
      sockets.push(socket);
      socket.write(head(account.apiKey, "Content-Length: 100000"));
      socket.write(partHead);
    }),
  );
  // Two of the three are still being received; whichever came last is answered at once.
  const refused = await Promise.race(uploads);
  expect(refused.status).toBe(429);
  expect(jsonOf(refused)).toMatchObject({ code: "too_many_uploads", creditsCharged: 0 });
  expect(refused.headers).toMatch(/^retry-after: [1-9]\d*$/im);
  for (const socket of sockets) socket.destroy();
  const codes = expect.poll(async () => (await callColorize(studio, account.apiKey, { image: "" })).body.code);
  await codes.toBe("image_empty");
});
