import type { Db } from "../../lib/db/client";
import { environmentOf, settings } from "../../lib/env/settings";
import { createLog } from "../../lib/log/log";
import { readUsableBytes } from "../../lib/storage/disk-space";
import { changeSettings, type SettingValues } from "../../lib/studio-settings/change-settings";
import { explainSettings } from "../../lib/studio-settings/explain-settings";
import { listLiveSettings } from "../../lib/studio-settings/list-settings";
import { createLiveSettings } from "../../lib/studio-settings/live-settings";
import type { Command } from "./read-command";

type Change = Extract<Command, { name: "set" | "unset" | "maintenance" }>;

/** Commands go by the settings that the studio has now. Standard output is the answer's alone, so the log goes to standard error. */
export async function readLiveSettings(db: Db): Promise<void> {
  const log = createLog("warn", { write: (line) => void process.stderr.write(line) });
  await createLiveSettings({ db, settings: settings(), log }).refresh();
}

/** Of the environment this command sees: that of a service is its own, and wins there. */
export async function runListSettings(db: Db) {
  const [live, usableBytes] = await Promise.all([listLiveSettings(db, settings()), readUsableBytes(settings())]);
  return { settings: live, findings: explainSettings({ settings: settings(), usableBytes, now: new Date() }) };
}

/** What was changed, as it is now. */
export async function runChangeSettings(db: Db, command: Change) {
  const values = valuesOf(command);
  const by = { environment: environmentOf(settings()), origin: { actor: "command_line" as const } };
  await changeSettings(db, { values, at: new Date() }, by);
  await readLiveSettings(db);
  const names = new Set(Object.keys(values));
  return (await listLiveSettings(db, settings())).filter(({ name }) => names.has(name));
}

function valuesOf(command: Change): SettingValues {
  if (command.name === "set") return { [command.setting]: command.value };
  if (command.name === "unset") return { [command.setting]: null };
  const { on, message = null, until = null } = command;
  // What is not given is taken away: the last one's message must not stand over the next one.
  return { MAINTENANCE: on ? "true" : null, MAINTENANCE_MESSAGE: message, MAINTENANCE_UNTIL: until };
}
