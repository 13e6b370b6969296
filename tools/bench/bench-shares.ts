import "../../lib/lifecycle/end-with-reader";
import { once, setMaxListeners } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createUser } from "../../lib/accounts/create-user";
import { createApiKey } from "../../lib/api-keys/create-api-key";
import { readBalance } from "../../lib/credits/read-balance";
import { connectDatabase } from "../../lib/db/connect-database";
import { readSettings } from "../../lib/env/settings";
import { startStudio } from "./start-studio";

/**
 * `npm run bench:shares`: how long one account's paid photo takes while another account does its worst, against the same photo
 * alone in the same run; then how soon 200 waiting jobs go on after a kill -9.
 */
const samples = 7;
const waitingJobs = 200;
const photo = await readFile("public/samples/march-pastoral.jpg");

type Account = { userId: string; live: string; test: string };

async function createAccounts(dataDir: string, names: string[]): Promise<Account[]> {
  const settings = readSettings({ NODE_ENV: "production", DATA_DIR: dataDir });
  const { db, close } = await connectDatabase(settings);
  const accounts: Account[] = [];
  for (const name of names) {
    const email = `${name}@example.org`;
    const { id: userId } = await createUser(db, { email, password: "a-long-enough-password", credits: 10_000 });
    const keyOf = async (mode: "live" | "test") =>
      (await createApiKey(db, { userId, name: mode, mode }, { secret: settings.API_KEY_SECRET })).secret;
    accounts.push({ userId, live: await keyOf("live"), test: await keyOf("test") });
  }
  await close();
  return accounts;
}

async function send(url: string, key: string, headers: Record<string, string> = {}): Promise<number> {
  const form = new FormData();
  form.set("image", new Blob([new Uint8Array(photo)]), "photo.jpg");
  const answer = await fetch(`${url}/api/v1/colorize`, {
    method: "POST",
    headers: { "X-Api-Key": key, ...headers },
    body: form,
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** Median seconds of the photos, sent one after the other, and how many were refused. */
async function timePhotos(url: string, key: string): Promise<{ seconds: number; refused: number }> {
  const times: number[] = [];
  let refused = 0;
  for (let nth = 0; nth < samples; nth += 1) {
    const started = performance.now();
    if ((await send(url, key)) !== 200) refused += 1;
    times.push((performance.now() - started) / 1000);
  }
  times.sort((a, b) => a - b);
  return { seconds: times[samples >> 1] ?? 0, refused };
}

type Abuse = (url: string, account: Account, over: AbortSignal) => void;

/** Sends again and again, `atOnce` requests at a time, until it is over. */
const keepSending = (atOnce: number, request: (over: AbortSignal) => Promise<number>, over: AbortSignal) => {
  for (let nth = 0; nth < atOnce; nth += 1) {
    void (async () => {
      // Who is refused tries again soon, not at once: this program shares the machine with the studio.
      while (!over.aborted) if ((await request(over).catch(() => 0)) !== 200) await wait(200);
    })();
  }
};

const abuses: Record<string, Abuse> = {
  "64 sockets of a test key that send 10 bytes a second": (url, { test }, over) => {
    const { hostname, port } = new URL(url);
    keepSending(
      64,
      async () => {
        const socket = connect(Number(port), hostname);
        socket.on("error", () => {});
        socket.write(
          `POST /api/v1/colorize HTTP/1.1\r\nHost: studio\r\nX-Api-Key: ${test}\r\n` +
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n--b\r\n",
        );
        const drip = setInterval(() => socket.write("0123456789"), 1000);
        over.addEventListener("abort", () => socket.destroy(), { once: true });
        await once(socket, "close");
        clearInterval(drip);
        return 0;
      },
      over,
    );
  },
  "async jobs of a test key without end": (url, { test }, over) =>
    keepSending(8, () => send(url, test, { Prefer: "respond-async" }), over),
  "async jobs of a live key without end": (url, { live }, over) =>
    keepSending(8, () => send(url, live, { Prefer: "respond-async" }), over),
  "40 calls of a live key at a time": (url, { live }, over) => keepSending(40, () => send(url, live), over),
  "40 calls of a test key at a time": (url, { test }, over) => keepSending(40, () => send(url, test), over),
};

async function measureShares(): Promise<void> {
  for (const [name, abuse] of Object.entries(abuses)) {
    const dataDir = await mkdtemp(path.join(tmpdir(), "bench-shares-"));
    const studio = await startStudio(dataDir);
    const [abuser, other] = await createAccounts(dataDir, ["abuser", "other"]);
    if (!abuser || !other) throw new Error("no accounts");
    await send(studio.url, other.live);
    const quiet = await timePhotos(studio.url, other.live);
    const over = new AbortController();
    setMaxListeners(0, over.signal);
    abuse(studio.url, abuser, over.signal);
    await wait(5_000);
    const busy = await timePhotos(studio.url, other.live);
    over.abort();
    const ratio = (busy.seconds / quiet.seconds).toFixed(2);
    console.log(
      `${name}: alone ${quiet.seconds.toFixed(2)} s, meanwhile ${busy.seconds.toFixed(2)} s (× ${ratio}), ${busy.refused} refused`,
    );
    studio.child.kill("SIGKILL");
    await once(studio.child, "exit");
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function measureCrash(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-shares-"));
  const first = await startStudio(dataDir, {
    MAX_WAITING_JOBS: "400",
    KEY_REQUESTS_PER_MINUTE: "100000",
    ACCOUNT_REQUESTS_PER_MINUTE: "100000",
  });
  const [account] = await createAccounts(dataDir, ["waiting"]);
  if (!account) throw new Error("no account");
  const readOnce = async (url: string) => {
    const started = performance.now();
    await fetch(`${url}/api/v1/account`, { headers: { "X-Api-Key": account.live } }).then((answer) =>
      answer.arrayBuffer(),
    );
    return performance.now() - started;
  };
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
  const quiet: number[] = [];
  for (let nth = 0; nth < 60; nth += 1) quiet.push(await readOnce(first.url));
  for (let nth = 0; nth < waitingJobs; nth += 1) await send(first.url, account.live, { Prefer: "respond-async" });
  first.child.kill("SIGKILL");
  await once(first.child, "exit");

  const second = await startStudio(dataDir, {
    KEY_REQUESTS_PER_MINUTE: "100000",
    ACCOUNT_REQUESTS_PER_MINUTE: "100000",
  });
  const healthy = performance.now();
  const { db, close } = await connectDatabase(readSettings({ NODE_ENV: "production", DATA_DIR: dataDir }));
  const meanwhile: number[] = [];
  const before = (await readBalance(db, account.userId)).held;
  for (let { held } = { held: before }; held === before; ) {
    meanwhile.push(await readOnce(second.url));
    ({ held } = await readBalance(db, account.userId));
  }
  const seconds = (performance.now() - healthy) / 1000;
  console.log(
    `kill -9 with ${waitingJobs} waiting jobs: ${before} go on, the first is done ${seconds.toFixed(1)} s after the studio was ` +
      `healthy; reads ${median(quiet).toFixed(1)} ms before, ${median(meanwhile).toFixed(1)} ms meanwhile`,
  );
  await close();
  second.child.kill("SIGTERM");
  await once(second.child, "exit");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

await measureShares();
await measureCrash();
process.exit(0);
