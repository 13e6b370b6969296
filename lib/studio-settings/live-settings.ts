import "server-only";
import type { Logger } from "pino";
import { z } from "zod";
import { liveSettingNames } from "../contract/admin/live-settings";
import type { Db, Tx } from "../db/client";
import { environmentOf, type SettingTexts } from "../env/settings";
import type { Settings } from "../env/settings-schema";
import { repeatEvery } from "../lifecycle/repeat-every";
import { onSignal } from "../queue/signals";
import { overlaySettings } from "./overlay-settings";

/** Signaled by whoever changes one. */
export const settingsTopic = "studio-settings";
/** Signals may get lost; after this at the latest every process has what the others have. */
const lookEveryMs = 5_000;

type Deps = {
  db: Db;
  /** Of the process. Their live fields are written in place, so that whoever reads a setting at use has the present one. */
  settings: Settings;
  log: Logger;
  /** Called when at least one has changed. */
  onChange?: () => void;
};
export type LiveSettings = {
  /** Reads the database now. Rejects when it is away; the settings then stay what they are. */
  refresh(): Promise<void>;
  /** Reads it at every signal and every 5 s, until the returned function is called. */
  follow(): () => Promise<void>;
};

/** Makes the live fields of the process's settings follow the database. */
export function createLiveSettings({ db, settings, log, onChange = () => {} }: Deps): LiveSettings {
  let told = "";
  let isAway = false;
  const load = async () => {
    const { values, ignored } = overlaySettings(environmentOf(settings), await readStoredSettings(db));
    const text = JSON.stringify(ignored);
    if (text !== told && ignored.length > 0) log.warn({ ignored }, "settings of the database that cannot be used");
    told = text;
    const changed = liveSettingNames.filter((name) => differs(values[name], settings[name]));
    Object.assign(settings, values);
    if (changed.length === 0) return;
    log.info({ settings: changed }, "settings changed");
    onChange();
  };
  // One after the other: what was read first must not be written last.
  let last = Promise.resolve();
  const refresh = () => {
    last = last.catch(() => {}).then(load);
    return last;
  };
  const look = async () => {
    await refresh();
    if (isAway) log.info("settings are read from the database again");
    isAway = false;
  };
  const onError = (error: unknown) => {
    if (!isAway) log.error({ err: error }, "could not read the settings of the database: they stay as they are");
    isAway = true;
  };
  const follow = () => {
    const following = repeatEvery(look, lookEveryMs, { onError });
    const unsubscribe = onSignal(settingsTopic, following.wake);
    return async () => {
      unsubscribe();
      await following.stop();
    };
  };
  return { refresh, follow };
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** What the database has, as texts by name, whether or not it can be used. */
export async function readStoredSettings(db: Db | Tx): Promise<SettingTexts> {
  const rows = await db.studioSetting.findMany();
  // Anything but a text is no value of any version, and is told as a wrong one.
  return Object.fromEntries(
    rows.map(({ name, value }) => [name, z.string().catch(JSON.stringify(value)).parse(value)]),
  );
}
