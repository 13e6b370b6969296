import path from "node:path";
import { singleton } from "../lifecycle/singleton";
import { readOrCreateSecrets } from "./secrets";
import { type GivenSettings, type Settings, settingsSchema } from "./settings-schema";

/** A setting that cannot be used. The message names the setting, what is wrong with it and what to do. */
export class SettingsError extends Error {}

/**
 * Reads and checks every setting.
 * @throws {SettingsError} for the first invalid setting
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = readGivenSettings(environment);
  return { ...given, ...readOrCreateSecrets(given.DATA_DIR, given) };
}

/**
 * The settings without the generated secrets, which are neither read nor made: nothing is written.
 * @throws {SettingsError} for the first invalid setting
 */
export function readGivenSettings(environment: NodeJS.ProcessEnv): GivenSettings {
  // An empty value means "not set": a .env or compose file gives one for a setting left blank.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = issue?.path.join(".") || "A setting";
    throw new SettingsError(
      `${name} ${showProblem(issue?.message)}. Correct it or remove it; .env.example explains each setting.`,
    );
  }
  return { ...parsed.data, DATA_DIR: path.resolve(parsed.data.DATA_DIR) };
}

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
