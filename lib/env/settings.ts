import path from "node:path";
import { singleton } from "../lifecycle/singleton";
import { readOrCreateSecrets } from "./secrets";
import { type Settings, settingsSchema } from "./settings-schema";

/** A setting that cannot be used; the message names it and says what to do. */
export class SettingsError extends Error {}

/**
 * Reads and checks every setting.
 * @throws {SettingsError} one sentence for the first wrong setting
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  // An empty value means "not set": that is what a blank line in a .env file or a compose file gives.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = issue?.path.join(".") || "A setting";
    throw new SettingsError(
      `${name} ${showProblem(issue?.message)}: set it right or remove it; .env.example explains each setting.`,
    );
  }
  const dataDir = path.resolve(parsed.data.DATA_DIR);
  return { ...parsed.data, DATA_DIR: dataDir, ...readOrCreateSecrets(dataDir, parsed.data) };
}

function showProblem(message = "is wrong"): string {
  return message.startsWith("must") ? message : `is not valid (${message})`;
}

/** The settings of this process, from `.env` and the environment (which wins), read once. Nothing else reads process.env. */
export const settings = (): Settings =>
  singleton("settings", () => {
    loadEnvFile();
    return readSettings(process.env);
  });

function loadEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** next-auth reads the environment itself; this is the one place that writes what it looks for. */
export function setNextAuthEnvironment({ PUBLIC_URL }: Settings): void {
  if (PUBLIC_URL) process.env.NEXTAUTH_URL = PUBLIC_URL;
  // Without it next-auth would assume localhost:3000; our server has already made the forwarded host trustworthy.
  else process.env.AUTH_TRUST_HOST = "true";
}
