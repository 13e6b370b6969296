import "server-only";
import { isLiveSetting, type LiveSettingName, liveSettingNames } from "../contract/admin/live-settings";
import type { FixedSettingAnswer, LiveSettingAnswer, SettingChangeAnswer } from "../contract/admin/settings-answers";
import type { Db } from "../db/client";
import { isSecret } from "../env/secrets";
import { environmentOf } from "../env/settings";
import { type Settings, settingsSchema } from "../env/settings-schema";
import { readStoredSettings } from "./live-settings";
import { overlaySettings } from "./overlay-settings";

const shownChanges = 100;
const nameLength = 4;

/** The settings that may change now, with their values as this process has them. */
export async function listLiveSettings(db: Db, settings: Settings): Promise<LiveSettingAnswer[]> {
  const environment = environmentOf(settings);
  const stored = await readStoredSettings(db);
  const unusable = new Set(overlaySettings(environment, stored).ignored.map(({ name }) => name));
  const defaults = overlaySettings(environment, {}).values;
  return liveSettingNames.map((name) => {
    const value = writeValue(name, settings[name]);
    const isHere = stored[name] !== undefined && !unusable.has(name);
    const source = environment[name] ? "environment" : isHere ? "here" : "default";
    return { name, value, source, default: writeValue(name, defaults[name]) };
  });
}

/** A value as it would stand in .env; null for none. */
function writeValue(name: LiveSettingName, value: Settings[LiveSettingName]): string | null {
  if (value === undefined) return null;
  if (name === "CREDIT_PACKS") return JSON.stringify(value);
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** The settings that are read once, at the start. Nothing of a secret is shown, and no password in an address. */
export function listFixedSettings(settings: Settings): FixedSettingAnswer[] {
  const environment = environmentOf(settings);
  const names = Object.keys(settingsSchema.shape).filter((name) => !isLiveSetting(name)) as (keyof Settings)[];
  return names.map((name) => {
    const value = settings[name];
    const isGiven = Boolean(environment[name]);
    const isMade = !isGiven && isSecret(name) && value !== undefined;
    return { name, shown: show(name, value), source: isGiven ? "environment" : isMade ? "made" : "default" };
  });
}

function show(name: string, value: unknown): string | null {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  if (isSecret(name)) return showSecret(text);
  return URL.canParse(text) ? withoutPassword(text) : text;
}

/** Stripe's mode, which matters, and enough to tell one key from another. */
function showSecret(text: string): string {
  const [mode] = /^(sk|rk)_(test|live)_/.exec(text) ?? [];
  return mode ? `${mode}…${text.slice(-nameLength)}` : "set";
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  if (!url.username && !url.password) return text;
  url.username = "";
  url.password = "";
  return url.href.replace("://", "://…@");
}

/** The last changes, the newest first. */
export async function listSettingChanges(db: Db): Promise<SettingChangeAnswer[]> {
  const rows = await db.studioSettingChange.findMany({ orderBy: [{ at: "desc" }, { id: "desc" }], take: shownChanges });
  const ids = [...new Set(rows.flatMap(({ by }) => by ?? []))];
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } });
  const emails = new Map(users.map(({ id, email }) => [id, email]));
  return rows.map(({ id, name, before, after, at, by }) => ({
    id,
    name,
    before: textOf(before),
    after: textOf(after),
    at: at.toISOString(),
    by: by === null ? null : (emails.get(by) ?? null),
  }));
}

const textOf = (value: unknown): string | null =>
  value === null || typeof value === "string" ? value : JSON.stringify(value);
