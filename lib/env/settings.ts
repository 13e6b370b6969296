import path from "node:path";
import { singleton } from "../lifecycle/singleton";
import { readOrCreateSecrets } from "./secrets";
import { type Settings, settingsSchema } from "./settings-schema";

/** A setting that cannot be used. The message names the setting, what is wrong with it and what to do. */
export class SettingsError extends Error {}

/**
 * Reads and checks every setting.
 * @throws {SettingsError} for the first invalid setting
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
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
  const dataDir = path.resolve(parsed.data.DATA_DIR);
  return { ...parsed.data, DATA_DIR: dataDir, ...readOrCreateSecrets(dataDir, parsed.data) };
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
