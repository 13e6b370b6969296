import { randomUUID } from "node:crypto";
import { listUsers } from "../../lib/accounts/find-users";
import { makeResetLink } from "../../lib/accounts/lost-access/make-reset-link";
import { changeRole } from "../../lib/accounts/operators";
import type { Settings } from "../../lib/env/settings-schema";
import { mailDeps } from "../../lib/mail/queue-mail";
import {
  endSessions,
  makeDeviceLink,
  removeSecondFactor,
  replacePassword,
} from "../../lib/operator/accounts/account-access";
import { createKeyFor, revokeKeyOf } from "../../lib/operator/accounts/account-keys";
import { createAccount } from "../../lib/operator/accounts/create-account";
import { findAccountByEmail } from "../../lib/operator/accounts/find-account";
import { giveCredits, takeBackCredits } from "../../lib/operator/accounts/move-credits";
import { restoreAccount, suspendAccount } from "../../lib/operator/accounts/suspend-account";
import type { OperatorDeps } from "../../lib/operator/operator-deps";
import type { Command } from "./read-command";

const names = [
  "create-user",
  "grant",
  "take-credits",
  "create-key",
  "revoke-key",
  "device-link",
  "reset-link",
  "reset-second-factor",
  "set-password",
  "make-operator",
  "remove-operator",
  "end-sessions",
  "suspend",
  "unsuspend",
  "list-users",
] as const;
type AccountCommand = Extract<Command, { name: (typeof names)[number] }>;
type Of<Name extends AccountCommand["name"]> = Extract<AccountCommand, { name: Name }>;
const by = { actor: "command_line" } as const;

export const isAccountCommand = (command: Command): command is AccountCommand =>
  names.some((name) => name === command.name);

/** Runs a command about one account, or about all. Returns what it answers. */
export async function runAccountCommand(deps: OperatorDeps, command: AccountCommand): Promise<unknown> {
  switch (command.name) {
    case "create-user":
      return createUser(deps, command);
    case "list-users":
      return listUsers(deps.db);
    case "revoke-key": {
      const { userId, wasActive } = await revokeKeyOf({ ...deps, mail: mailDeps(deps.settings) }, by, command.keyId);
      return { keyId: command.keyId, userId, revoked: true, wasActive };
    }
    default: {
      const user = await findAccountByEmail(deps.db, command.email);
      return { userId: user.id, email: user.email, ...(await runForUser(deps, command, user)) };
    }
  }
}

type User = Awaited<ReturnType<typeof findAccountByEmail>>;

async function runForUser(
  deps: OperatorDeps,
  command: Exclude<AccountCommand, { name: "create-user" | "list-users" | "revoke-key" }>,
  user: User,
): Promise<object> {
  const userId = user.id;
  switch (command.name) {
    case "grant":
      return grant(deps, userId, command);
    case "take-credits": {
      const { credits, reason } = command;
      const { balance } = await takeBackCredits(deps, by, { userId, credits, reason, requestId: randomUUID() });
      return { taken: credits, available: balance.available, held: balance.held };
    }
    case "create-key": {
      const { keyName: name, test, expiresDays: expiresInDays, budget: monthlyBudget, scope: scopes } = command;
      const request = { userId, name, mode: test ? "test" : "live", expiresInDays, monthlyBudget, scopes } as const;
      const { key, secret } = await createKeyFor({ ...deps, mail: mailDeps(deps.settings) }, by, request);
      return { keyId: key.id, name: key.name, mode: key.mode, apiKey: secret };
    }
    case "device-link":
      return { url: await makeDeviceLink(deps, by, { userId, origin: originOf(deps.settings) }) };
    case "reset-link":
      return makeResetLink(deps.db, user, by, { mail: mailDeps(deps.settings), now: deps.clock.now() });
    case "reset-second-factor":
      await removeSecondFactor({ ...deps, mail: mailDeps(deps.settings) }, by, userId);
      return { reset: true };
    case "make-operator":
    case "remove-operator": {
      const role = command.name === "make-operator" ? "operator" : "customer";
      return { role, changed: await changeRole(deps.db, { userId, role, at: deps.clock.now() }, by) };
    }
    case "set-password":
      return replacePassword(deps, by, user);
    case "end-sessions":
      return { sessionsEnded: await endSessions(deps, by, userId) };
    case "suspend":
      return suspendAccount(deps, by, { userId, reason: command.reason, mail: mailDeps(deps.settings) });
    case "unsuspend":
      return { wasSuspended: await restoreAccount(deps, by, userId) };
  }
}

const originOf = (settings: Settings) => mailDeps(settings).origin;

async function createUser(deps: OperatorDeps, { email, key: keyName, ...given }: Of<"create-user">) {
  const { user, credits, password, key } = await createAccount(deps, by, { email, keyName, ...given });
  return {
    userId: user.id,
    email,
    credits,
    ...(user.role === "operator" ? { role: user.role } : {}),
    ...(password ? { password } : {}),
    ...(key ? { apiKey: key.secret, keyId: key.key.id } : {}),
  };
}

async function grant(deps: OperatorDeps, userId: string, { credits, reason, expires: expiresAt }: Of<"grant">) {
  const { balance } = await giveCredits(deps, by, { userId, credits, reason, expiresAt });
  const { available, held } = balance;
  return { granted: credits, ...(expiresAt ? { expiresAt } : {}), available, held };
}
