import { setPassword } from "../../lib/accounts/change-password";
import { createUser } from "../../lib/accounts/create-user";
import { findUserByEmail, listUsers } from "../../lib/accounts/find-users";
import { createDeviceId, signDevice } from "../../lib/accounts/known-device";
import { makeResetLink } from "../../lib/accounts/lost-access/make-reset-link";
import { changeRole } from "../../lib/accounts/operators";
import { addApiKey, type NewKeyDeps } from "../../lib/api-keys/add-api-key";
import { revokeApiKey } from "../../lib/api-keys/change-api-key";
import { findKeyOwner } from "../../lib/api-keys/read-api-keys";
import { checkLedger, countLedger } from "../../lib/credits/check-ledger";
import { grantCredits } from "../../lib/credits/ledger";
import { readBalance } from "../../lib/credits/read-balance";
import { type Db, inTransaction } from "../../lib/db/client";
import { connectDatabase } from "../../lib/db/connect-database";
import { randomBase62 } from "../../lib/db/public-id";
import { settings } from "../../lib/env/settings";
import type { User } from "../../lib/generated/prisma/client";
import { adoptSecrets, agreeOnSecrets } from "../../lib/instances/agree-on-secrets";
import { listInstances } from "../../lib/instances/instance-rows";
import { mailDeps } from "../../lib/mail/queue-mail";
import { recordLowCredits } from "../../lib/webhooks/events/record-low-credits";
import { checkReceipt } from "./check-receipt";
import type { Command } from "./read-command";
import { runBackup, runRestore } from "./run-backup";
import { runMoveStorage } from "./run-move-storage";
import { runReconcile } from "./run-reconcile";
import { readLiveSettings, runChangeSettings, runListSettings } from "./run-settings";

/** `ok` is false when check-ledger, restore or verify-receipt found something, or reconcile-stripe left something behind. */
type Outcome = { answer: unknown; ok: boolean };
type Of<Name extends Command["name"]> = Extract<Command, { name: Name }>;
const generatedPasswordLength = 20;

/** Runs one command, with the database open around those that need it. */
export async function runCommand(command: Command): Promise<Outcome> {
  if (command.name === "verify-receipt") {
    const answer = await checkReceipt(command.file, command.keys);
    return { answer, ok: answer.valid };
  }
  if (command.name === "backup") return { answer: await runBackup(command), ok: true };
  if (command.name === "restore") return runRestore(command.file);
  const { db, close } = await connectDatabase(settings());
  try {
    await readLiveSettings(db);
    return await run(db, command);
  } finally {
    await close();
  }
}

async function run(
  db: Db,
  command: Exclude<Command, { name: "verify-receipt" | "backup" | "restore" }>,
): Promise<Outcome> {
  // What these make with other secrets than the studio's, a key for instance, would not work there.
  if (command.name !== "instances" && command.name !== "adopt-secrets") await agreeOnSecrets(db, settings());
  switch (command.name) {
    case "create-user":
      return { answer: await createAccount(db, command), ok: true };
    case "grant":
      return { answer: await grant(db, command), ok: true };
    case "create-key":
      return { answer: await createKey(db, command), ok: true };
    case "revoke-key":
      return { answer: await revokeKey(db, command.keyId), ok: true };
    case "device-link":
      return { answer: await makeDeviceLink(db, command.email), ok: true };
    case "reset-link":
      return { answer: await printResetLink(db, command.email), ok: true };
    case "set-password":
      return { answer: await replacePassword(db, command.email), ok: true };
    case "make-operator":
    case "remove-operator":
      return { answer: await setRole(db, command), ok: true };
    case "maintenance":
    case "set":
    case "unset":
      return { answer: await runChangeSettings(db, command), ok: true };
    case "settings":
      return { answer: await runListSettings(db), ok: true };
    case "list-users":
      return { answer: await listUsers(db), ok: true };
    case "instances":
      return { answer: (await listInstances(db)).map(({ settings: _, renewedAt: __, ...shown }) => shown), ok: true };
    case "adopt-secrets":
      return { answer: { adopted: await adoptSecrets(db, settings()) }, ok: true };
    case "move-storage":
      return runMoveStorage(db, command);
    case "reconcile-stripe": {
      const answer = await runReconcile(db, command.days);
      return { answer, ok: answer.eventsPending === 0 };
    }
    case "check-ledger": {
      const violations = await checkLedger(db);
      return {
        answer: { ok: violations.length === 0, ...(await countLedger(db)), violations },
        ok: violations.length === 0,
      };
    }
  }
}

async function createAccount(db: Db, { email, password, credits, key: name }: Of<"create-user">) {
  const chosen = password ?? randomBase62(generatedPasswordLength);
  const amount = credits ?? settings().SIGNUP_CREDITS;
  const firstIsOperator = settings().SIGN_UP === "closed";
  const user = await createUser(db, { email, password: chosen, credits: amount, firstIsOperator });
  const key = name ? await addApiKey(keyDeps(db), { userId: user.id, name }) : null;
  return {
    userId: user.id,
    email,
    credits: amount,
    ...(user.role === "operator" ? { role: user.role } : {}),
    ...(password ? {} : { password: chosen }),
    ...(key ? { apiKey: key.secret, keyId: key.key.id } : {}),
  };
}

async function grant(db: Db, { email, credits, reason, expires: expiresAt }: Of<"grant">) {
  const userId = await userIdOf(db, email);
  await inTransaction(db, async (tx) => {
    await grantCredits(tx, { userId, credits, reason, expiresAt });
    await recordLowCredits(tx, userId, new Date());
  });
  const { available, held } = await readBalance(db, userId);
  return { userId, email, granted: credits, ...(expiresAt ? { expiresAt } : {}), available, held };
}

const keyDeps = (db: Db): NewKeyDeps => ({
  db,
  mail: mailDeps(settings()),
  secret: settings().API_KEY_SECRET,
  by: { actor: "command_line" },
  now: new Date(),
});

async function createKey(db: Db, { email, keyName, test, expiresDays, budget, scope }: Of<"create-key">) {
  const limits = { expiresInDays: expiresDays, monthlyBudget: budget, scopes: scope };
  const request = { userId: await userIdOf(db, email), name: keyName, mode: test ? "test" : "live" } as const;
  const { key, secret } = await addApiKey(keyDeps(db), { ...request, ...limits });
  return { userId: key.userId, keyId: key.id, name: key.name, mode: key.mode, apiKey: secret };
}

async function revokeKey(db: Db, keyId: string) {
  const userId = await findKeyOwner(db, keyId);
  if (!userId) throw new Error(`There is no key ${keyId}.`);
  return { keyId, userId, revoked: true, wasActive: await revokeApiKey(keyDeps(db), { userId, keyId }) };
}

async function makeDeviceLink(db: Db, email: string) {
  const { AUTH_SECRET: secret, PUBLIC_URL, PORT } = settings();
  const userId = await userIdOf(db, email);
  const token = await signDevice({ userId, deviceId: createDeviceId() }, "device-link", { secret, now: new Date() });
  return { userId, email, url: `${PUBLIC_URL ?? `http://localhost:${PORT}`}/api/auth/device-link?token=${token}` };
}

async function printResetLink(db: Db, email: string) {
  const user = await userOf(db, email);
  const making = { mail: mailDeps(settings()), now: new Date() };
  return { userId: user.id, email, ...(await makeResetLink(db, user, { actor: "command_line" }, making)) };
}

async function replacePassword(db: Db, email: string) {
  const user = await userOf(db, email);
  const password = randomBase62(generatedPasswordLength);
  const sessionsEnded = await setPassword(db, user, password, new Date());
  return { userId: user.id, email, password, sessionsEnded };
}

async function setRole(db: Db, { name, email }: Of<"make-operator" | "remove-operator">) {
  const userId = await userIdOf(db, email);
  const role = name === "make-operator" ? "operator" : "customer";
  const changed = await changeRole(db, { userId, role, at: new Date() }, { actor: "command_line" });
  return { userId, email, role, changed };
}

async function userOf(db: Db, email: string): Promise<User> {
  const user = await findUserByEmail(db, email);
  if (!user) throw new Error(`There is no user ${email}.`);
  return user;
}

const userIdOf = async (db: Db, email: string): Promise<string> => (await userOf(db, email)).id;
