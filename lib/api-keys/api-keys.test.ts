import { expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import type { KeyMode } from "../contract/answers";
import { setUpDatabase } from "../testing/set-up";
import { revokeApiKey } from "./change-api-key";
import { createApiKey } from "./create-api-key";
import { toApiKeyAnswer } from "./describe-api-key";
import { findApiKey } from "./find-api-key";
import { createSecret } from "./key-secret";
import { findKeyOwner, listApiKeys, readApiKey } from "./read-api-keys";

const fresh = setUpDatabase();

const secret = "s".repeat(32);
const now = new Date("2026-01-01T12:00:00Z");
const use = { secret, now, scope: "read", address: "203.0.113.7" } as const;
const find = (text: string | null, at = now) => findApiKey(fresh.db, text, { ...use, now: at });

async function createKey(mode?: KeyMode) {
  const user = await createUserWithCredits(fresh.db, 0);
  return { user, ...(await createApiKey(fresh.db, { userId: user.id, name: "tests", mode }, { secret })) };
}

test("a key leads to its owner, and white space around it does no harm", async () => {
  const { user, key, secret: text } = await createKey();
  expect(await find(` ${text}\t`)).toMatchObject({ userId: user.id, keyId: key.id, spendable: 0 });
});

test("a key is live unless it was made as a test key, and says which it is", async () => {
  for (const [made, mode] of [
    [undefined, "live"],
    ["live", "live"],
    ["test", "test"],
  ] as const) {
    const { secret: text, key } = await createKey(made);
    expect(await find(text)).toMatchObject({ mode });
    expect(toApiKeyAnswer(key, now)).toMatchObject({ mode, masked: `${text.slice(0, 13)}…${text.slice(-4)}` });
    expect(text).toMatch(`pxs_${mode}_`);
  }
});

test("a key is live or test: the database takes no other word, which might give credits away", async () => {
  const { secret: text } = await createKey("live");
  await expect(fresh.db.$executeRaw`UPDATE api_keys SET mode = 'free'`).rejects.toThrow("invalid input value for enum");
  expect(await find(text)).toMatchObject({ mode: "live" });
});

test.each([null, "", "  "])("no key (%j) is told as missing", async (text) => {
  await expect(find(text)).rejects.toMatchObject({ code: "api_key_missing" });
});

test("a mistyped key and one that never was are invalid", async () => {
  const { secret: text } = await createKey();
  await expect(find(`${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`)).rejects.toMatchObject({
    code: "api_key_invalid",
  });
  await expect(find(createSecret("live"))).rejects.toMatchObject({ code: "api_key_invalid" });
});

test("a key means nothing under another server secret", async () => {
  const { secret: text } = await createKey();
  const other = findApiKey(fresh.db, text, { ...use, secret: "t".repeat(32) });
  await expect(other).rejects.toMatchObject({ code: "api_key_invalid" });
});

test("a revoked key is refused at once, stays listed, and only its owner can revoke it", async () => {
  const { user, key, secret: text } = await createKey();
  const stranger = await createUserWithCredits(fresh.db, 0);
  const mail = { origin: "https://studio.test", secret };
  const revoke = (userId: string) =>
    revokeApiKey({ db: fresh.db, mail, by: { actor: "owner", actorId: userId }, now }, { userId, keyId: key.id });
  expect(await revoke(stranger.id)).toBe(false);
  await find(text);
  expect(await revoke(user.id)).toBe(true);
  await expect(find(text)).rejects.toMatchObject({ code: "api_key_revoked" });
  expect(await revoke(user.id)).toBe(false);
  const [listed] = await listApiKeys(fresh.db, user.id);
  expect(listed && toApiKeyAnswer(listed, now)).toMatchObject({ status: "revoked", revokedAt: now.toISOString() });
  expect(await listApiKeys(fresh.db, stranger.id)).toEqual([]);
});

test("a key is read by its owner alone, while the operator finds whose it is", async () => {
  const { user, key } = await createKey();
  const stranger = await createUserWithCredits(fresh.db, 0);
  expect(await readApiKey(fresh.db, user.id, key.id)).toMatchObject({ id: key.id });
  expect(await readApiKey(fresh.db, stranger.id, key.id)).toBeNull();
  expect([await findKeyOwner(fresh.db, key.id), await findKeyOwner(fresh.db, "key_none")]).toEqual([user.id, null]);
});

test("expired and disabled keys say which they are", async () => {
  const { key, secret: text } = await createKey();
  await fresh.db.apiKey.update({ where: { id: key.id }, data: { disabledAt: now } });
  await expect(find(text)).rejects.toMatchObject({ code: "api_key_disabled" });
  await fresh.db.apiKey.update({ where: { id: key.id }, data: { expiresAt: now } });
  await expect(find(text)).rejects.toMatchObject({ code: "api_key_expired" });
});

test("the database and the list never hold the key itself", async () => {
  const { user, key, secret: text } = await createKey();
  const body = text.slice("pxs_live_".length + 4, -4);
  const stored = await fresh.db.$queryRaw<{ row: string }[]>`SELECT api_keys::text AS row FROM api_keys`;
  expect(stored).toHaveLength(1);
  expect(stored[0]?.row).not.toContain(body);
  const answers = (await listApiKeys(fresh.db, user.id)).map((row) => toApiKeyAnswer(row, now));
  expect(JSON.stringify(answers)).not.toContain(body);
  expect(answers[0]?.masked).toBe(`${text.slice(0, 13)}…${text.slice(-4)}`);
  expect(key.hash).toMatch(/^[0-9a-f]{64}$/);
});

test("when a key was last used is written at most once a minute", async () => {
  const { key, secret: text } = await createKey();
  const lastUsed = async () => (await fresh.db.apiKey.findUniqueOrThrow({ where: { id: key.id } })).lastUsedAt;
  await find(text);
  await expect.poll(lastUsed).toEqual(now);
  await find(text, new Date(now.getTime() + 59_000));
  const later = new Date(now.getTime() + 60_000);
  await find(text, later);
  await expect.poll(lastUsed).toEqual(later);
});
