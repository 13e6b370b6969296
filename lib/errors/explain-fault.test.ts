import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import net, { type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createDatabase, sql } from "../db/client";
import { runPrepared } from "../db/run-prepared";
import { AppError } from "./app-error";
import { explainFault } from "./explain-fault";

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
const unchanged = (thrown: unknown) => expect(explainFault(thrown)).toBe(thrown);

test.skipIf(!existsSync("/dev/full"))("a write that found no room is the disk's fault, not the photo's", async () => {
  const error = await caught(writeFile("/dev/full", "photo"));
  const full = { code: "storage_full", retryAfterSeconds: 60, cause: error };
  expect(explainFault(error)).toMatchObject(full);
  const damaged = new AppError("image_corrupt", { detail: "Damaged or cut off.", cause: error });
  expect(explainFault(damaged)).toMatchObject({ code: "storage_full", cause: damaged });
  unchanged(explainFault(error));
});

test.each([
  { message: "VipsImage: write error: No space left on device" },
  { meta: { driverAdapterError: { cause: { kind: "postgres", originalCode: "53100" } } } },
  Object.assign(new Error("quota"), { code: "EDQUOT" }),
])("so is one that says it in the words of libvips, PostgreSQL or the system: %o", (error) =>
  expect(explainFault(error)).toMatchObject({ code: "storage_full" }),
);

/** A database at this address, asked in the four ways that the studio asks. */
async function failAll(url: string): Promise<unknown[]> {
  const db = createDatabase(url);
  const failures = [
    await caught(db.user.findFirst()),
    await caught(db.$queryRaw`SELECT 1`),
    await caught(db.$transaction((tx) => tx.user.findFirst())),
    await caught(runPrepared(db, { one: sql`SELECT 1` })),
  ];
  await db.$disconnect();
  return failures;
}

test("a database that is not there, or breaks off, is named as such, whatever was asked of it", async () => {
  const breaksOff = net.createServer((socket) => socket.once("data", () => socket.destroy())).listen(0, "127.0.0.1");
  await new Promise((resolve) => breaksOff.once("listening", resolve));
  const { port } = breaksOff.address() as AddressInfo;
  const urls = [
    "postgresql://postgres@127.0.0.1:1/postgres",
    `postgresql://postgres@localhost/postgres?host=${encodeURIComponent("/nowhere")}`,
    `postgresql://postgres@127.0.0.1:${port}/postgres`,
  ];
  for (const error of (await Promise.all(urls.map(failAll))).flat()) {
    expect(explainFault(error)).toMatchObject({ code: "database_unavailable", retryAfterSeconds: 5, cause: error });
  }
  breaksOff.close();
});

test("everything else stays what it is: bugs, refusals, a provider that cannot be reached", () => {
  unchanged(new TypeError("a bug"));
  unchanged(undefined);
  unchanged("text");
  unchanged(Object.assign(new Error("unique"), { code: "P2002" }));
  unchanged(Object.assign(new Error("no such photo"), { code: "ENOENT" }));
  unchanged(new AppError("not_found", { detail: "There is nothing here." }));
  const cause = new Error("Connection terminated unexpectedly");
  unchanged(new AppError("upstream_error", { detail: "The connection to the provider broke.", cause }));
});

test("causes that go round in a circle end", () => {
  const first: { cause?: unknown } = {};
  first.cause = { cause: first };
  unchanged(first);
});
