import path from "node:path";
import { singleton } from "../lifecycle/singleton";
import { readOrCreateSecrets } from "./secrets";
import { type GivenSettings, type Settings, settingsSchema } from "./settings-schema";

/** A setting that cannot be used. The message names the setting, what is wrong with it and what to do. */
export class SettingsError extends Error {}

/** Settings as the environment has them: texts by name. */
export type SettingTexts = Record<string, string | undefined>;

const texts = () => singleton("setting-texts", () => new WeakMap<Settings, SettingTexts>());

/** What the environment gave for these settings, as texts. Nothing that is set elsewhere overrules it. */
export const environmentOf = (settings: Settings): SettingTexts => texts().get(settings) ?? {};

/**
 * Reads and checks every setting.
 * @throws {SettingsError} for the first invalid setting
 */
export function readSettings(environment: SettingTexts): Settings {
  const given = readGivenSettings(environment);
  const settings = { ...given, ...readOrCreateSecrets(given.DATA_DIR, given) };
  texts().set(settings, keepSettings(environment));
  return settings;
}

/**
 * The settings without the generated secrets, which are neither read nor made: nothing is written.
 * @throws {SettingsError} for the first invalid setting
 */
export function readGivenSettings(environment: SettingTexts): GivenSettings {
  const { settings, fault } = checkSettings(environment);
  if (fault)
    throw new SettingsError(
      `${fault.name} ${fault.problem}. Correct it or remove it; .env.example explains each setting.`,
    );
  return settings;
}

/** What is wrong with a setting: a sentence that its name begins. */
export type SettingFault = { name: string; problem: string };

/** The settings that these texts give, or the first fault of one of them or of two together. */
export function checkSettings(
  given: SettingTexts,
): { settings: GivenSettings; fault?: undefined } | { settings?: undefined; fault: SettingFault } {
  const parsed = settingsSchema.safeParse(keepSettings(given));
  if (parsed.success) return { settings: { ...parsed.data, DATA_DIR: path.resolve(parsed.data.DATA_DIR) } };
  const issue = parsed.error.issues[0];
  return { fault: { name: issue?.path.join(".") || "A setting", problem: showProblem(issue?.message) } };
}

/** What is wrong with this text as the setting's value, whatever the others are. */
export function checkSetting(name: keyof GivenSettings, text: string): SettingFault | null {
  const issue = settingsSchema.shape[name].safeParse(text).error?.issues[0];
  return issue ? { name, problem: showProblem(issue.message) } : null;
}

/** Without what is no setting or blank: a .env or compose file gives an empty value for a setting that is not set. */
const keepSettings = (given: SettingTexts): SettingTexts =>
  Object.fromEntries(
    Object.keys(settingsSchema.shape).flatMap((name) => {
      const value = given[name];
      return value ? [[name, value]] : [];
    }),
  );

function showProblem(message = "is wrong"): string {
  return message.startsWith("must") ? message : `is not valid (${message})`;
}

/** The settings of this process, read once from `.env` and the environment, which wins. Nothing else reads process.env. */
export const settings = (): Settings =>
  singleton("settings", () => {
    loadEnvFile();
    return readSettings(process.env);
  });

/** For what must not make secrets: a backup and its restore, and a start before it has claimed DATA_DIR. */
export function givenSettings(): GivenSettings {
  loadEnvFile();
  return readGivenSettings(process.env);
}

function loadEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** Sets the variables that next-auth reads from the environment by itself. */
export function setNextAuthEnvironment({ PUBLIC_URL }: Settings): void {
  if (PUBLIC_URL) process.env.NEXTAUTH_URL = PUBLIC_URL;
  // Without this next-auth would assume localhost:3000. The host is safe to trust: server/ has already checked the headers.
  else process.env.AUTH_TRUST_HOST = "true";
}
