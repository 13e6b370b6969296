import { beforeEach, expect, test } from "vitest";
import { GET } from "@/app/api/admin/log/route";
import { createSecret } from "../../../api-keys/key-secret";
import { logAnswerSchema } from "../../../contract/admin/upkeep-requests";
import { log } from "../../../log/log";
import { createOperator } from "../../../testing/operator";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { callRoute, signInHeaders } from "../../../testing/studio";

const fresh = setUpDatabase();
setUpStudio(fresh);
let operator: Record<string, string>;
beforeEach(async () => {
  operator = await signInHeaders(await createOperator(fresh.db));
});

const read = async (query = "") => {
  const { body } = await callRoute(GET, { path: `/api/admin/log${query}`, headers: operator });
  return logAnswerSchema.parse(body).lines;
};

/** What the process logs for itself, and so on standard output too. */
function write(work: (own: ReturnType<typeof log>) => void): void {
  const own = log();
  own.level = "info";
  work(own);
  own.level = "silent";
}

test("the end of the log has no secret, whatever was logged and however it was named", async () => {
  const key = createSecret("live");
  write((own) => {
    own.warn({ password: "correct horse", headers: { authorization: `Bearer ${key}` }, note: `key ${key}` }, "a call");
    own.error({ err: new Error(`postgresql://studio:hunter22@db/x with ${key}`) }, "failed");
    own.info(`called with ${key}`);
  });
  const lines = await read();
  expect(lines.map(({ message }) => message)).toEqual(expect.arrayContaining(["a call", "failed"]));
  for (const secret of [key, key.slice(12), "correct horse", "hunter22"])
    expect(JSON.stringify(lines)).not.toContain(secret);
  expect(await read(`?search=${key.slice(12)}`)).toEqual([]);
});

test("is narrowed by level and text", async () => {
  write((own) => {
    own.info("req_quiet");
    own.error("req_loud");
  });
  const found = async (query: string) => (await read(query)).map(({ message }) => message);
  expect(await found("?search=req_")).toEqual(["req_quiet", "req_loud"]);
  expect(await found("?search=req_&level=error")).toEqual(["req_loud"]);
});
