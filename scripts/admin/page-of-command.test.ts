import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { HelpRequest } from "../command-line";
import { readCommand } from "./read-command";

/** Where the pages do what a command does, through the same function; or why only the command line can. */
const pageOf: Record<string, string | { onlyHere: string }> = {
  "create-user": "users",
  grant: "users/[id]",
  "take-credits": "users/[id]",
  "create-key": "users/[id]",
  "revoke-key": "users/[id]",
  "device-link": "users/[id]",
  "reset-link": "users/[id]",
  "reset-second-factor": "users/[id]",
  "set-password": "users/[id]",
  "end-sessions": "users/[id]",
  suspend: "users/[id]",
  unsuspend: "users/[id]",
  "make-operator": "users/[id]",
  "remove-operator": "users/[id]",
  "list-users": "users",
  settings: "settings",
  set: "settings",
  unset: "settings",
  maintenance: "settings",
  "reconcile-stripe": "payments",
  "check-ledger": "",
  instances: "",
  "verify-receipt": "",
  backup: "backups",
  restore: { onlyHere: "the studio that would run it must be stopped and empty" },
  "adopt-secrets": { onlyHere: "every instance must be stopped" },
  "move-storage": { onlyHere: "it takes hours and outlives no restart of the studio; the overview names it" },
};

function listCommands(): string[] {
  try {
    readCommand(["--help"]);
  } catch (error) {
    if (error instanceof HelpRequest)
      return [...error.message.matchAll(/^ {2}([a-z][\w-]+) /gm)].map(([, name]) => name ?? "");
  }
  throw new Error("there is no help");
}

test("every command has its page, or a reason to have none", () => {
  const commands = listCommands().filter((name) => name !== "help");
  expect(commands.toSorted()).toEqual(Object.keys(pageOf).toSorted());
});

test("the pages are there", () => {
  for (const [command, page] of Object.entries(pageOf)) {
    if (typeof page !== "string") continue;
    const file = path.join("app/(studio)/admin", page, "page.tsx");
    expect(existsSync(file), `${command}: ${file}`).toBe(true);
  }
});
