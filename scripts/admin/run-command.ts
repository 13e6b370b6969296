import { systemClock } from "../../lib/clock/clock";
import { connectDatabase } from "../../lib/db/connect-database";
import { settings } from "../../lib/env/settings";
import { agreeOnSecrets } from "../../lib/instances/agree-on-secrets";
import { checkReceiptFile } from "./check-receipt";
import type { Command } from "./read-command";
import { isAccountCommand, runAccountCommand } from "./run-account-command";
import { runBackup, runRestore } from "./run-backup";
import { readLiveSettings } from "./run-settings";
import { runStudioCommand } from "./run-studio-command";

/** `ok` is false when check-ledger, restore or verify-receipt found something, or reconcile-stripe left something behind. */
type Outcome = { answer: unknown; ok: boolean };

/** Runs one command, with the database open around those that need it. What it does is written in lib/operator, for the pages too. */
export async function runCommand(command: Command): Promise<Outcome> {
  if (command.name === "verify-receipt") {
    const answer = await checkReceiptFile(command.file, command.keys);
    return { answer, ok: answer.valid };
  }
  if (command.name === "backup") return { answer: await runBackup(command), ok: true };
  if (command.name === "restore") return runRestore(command.file);
  const chosen = settings();
  const { db, close } = await connectDatabase(chosen);
  try {
    await readLiveSettings(db);
    // What these make with other secrets than the studio's, a key for instance, would not work there.
    if (command.name !== "instances" && command.name !== "adopt-secrets") await agreeOnSecrets(db, chosen);
    const deps = { db, settings: chosen, clock: systemClock };
    if (!isAccountCommand(command)) return await runStudioCommand(deps, command);
    return { answer: await runAccountCommand(deps, command), ok: true };
  } finally {
    await close();
  }
}
