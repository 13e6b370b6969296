import { headers as names } from "../../../lib/contract/headers";
import { callColorize, problemOf } from "../../support/call-colorize";
import { type ImageHost, startImageHost } from "../../support/image-host";
import { smallPhoto } from "../../support/photos";
import { type Account, createAccount } from "../../support/run-admin";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";
import { forwardTo, startUpstream, type Upstream } from "../../support/upstream-stub";

let host: ImageHost;
let canary: ImageHost;
/** An allowed address where nobody listens. */
let closedUrl: string;
let upstream: Upstream;
let studio: Studio;
let account: Account;
test.beforeAll(async () => {
  host = await startImageHost(await smallPhoto(88, 55));
  canary = await startImageHost(await smallPhoto());
  const closed = await startImageHost(await smallPhoto());
  await closed.close();
  closedUrl = `${closed.url}/photo.jpg`;
  upstream = await startUpstream();
  studio = await startStudio({ ...forwardTo(upstream), IMAGE_URL_ALLOWED_HOSTS: `${host.host},${closed.host}` });
  account = await createAccount(studio, { credits: 100 });
});
test.afterAll(async () => {
  await endStudio(studio);
  await Promise.all([host.close(), canary.close(), upstream.close()]);
});

const callWith = (image: string) => callColorize(studio, account.apiKey, { image });
const redirectTo = (address: string) => `${host.url}/to?${encodeURIComponent(address)}`;

test("an address of a photo is fetched, redirects followed", async () => {
  for (const address of [`${host.url}/photo.jpg`, ` ${host.url}/photo.jpg `, redirectTo(`${host.url}/photo.jpg`)]) {
    const answer = await callWith(address);
    expect(answer.body).toHaveProperty("outputUrl");
    expect(answer.headers.get(names.width)).toBe("88");
  }
});

test("an address of something else → 400, nothing charged", async () => {
  const codes = { "/page": "image_unsupported", "/missing": "image_url_unreachable", "/endless": "image_too_large" };
  for (const [path, code] of Object.entries(codes)) {
    const answer = await callWith(host.url + path);
    expect(answer).toMatchObject({ status: 400, body: { code, creditsCharged: 0 } });
    expect(answer.headers.get(names.jobId)).toBeNull();
  }
});

const inside = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://0/",
  "http://0.0.0.0/",
  "http://localhost/",
  "http://LOCALHOST./",
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[fe80::1]/",
  "http://[fd00::1]/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://100.64.0.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://168.63.129.16/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "http://１２７.0.0.1/",
];
for (const address of inside) {
  test(`${address} is not asked, and answers like a closed port`, async () => {
    const [answer, closed] = [await callWith(address), await callWith(closedUrl)];
    expect(answer.status).toBe(400);
    const { requestId: _, ...told } = problemOf(answer);
    const { requestId: __, ...answerOfClosed } = problemOf(closed);
    expect(told).toEqual(answerOfClosed);
  });
}

test("a redirect into the inside is not followed, however it is spelt", async () => {
  const { port } = new URL(canary.url);
  for (const name of ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"]) {
    const answer = await callWith(redirectTo(`http://${name}:${port}/photo.jpg`));
    expect(answer.status).toBe(400);
  }
  for (const address of [
    "file:///etc/passwd",
    "ftp://127.0.0.1/a.jpg",
    "gopher://127.0.0.1/",
    "data:image/jpeg;base64,aGk=",
  ]) {
    expect((await callWith(redirectTo(address))).status).toBe(400);
  }
  expect(canary.seen).toEqual([]);
});

test("redirects in a circle end with 400", async () => {
  const circle = `${host.url}/to?`;
  const before = host.seen.length;
  const answer = await callWith(
    redirectTo(redirectTo(redirectTo(redirectTo(redirectTo(redirectTo(redirectTo(`${circle}x`))))))),
  );
  expect(answer.status).toBe(400);
  expect(host.seen.length - before).toBeLessThanOrEqual(6);
});

test("only the named port of an allowed host is open", async () => {
  expect((await callWith(`${canary.url}/photo.jpg`)).status).toBe(400);
  expect(canary.seen).toEqual([]);
});
