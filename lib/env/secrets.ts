import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const names = ["AUTH_SECRET", "API_KEY_SECRET", "LINK_SECRET"] as const;
type Secrets = Record<(typeof names)[number], string>;
const fileSchema = z.object({ AUTH_SECRET: z.string(), API_KEY_SECRET: z.string(), LINK_SECRET: z.string() });

/** Secrets from the environment, the rest from `secrets.json` in the data folder, made on first use (mode 600). */
export function readOrCreateSecrets(dataDir: string, given: Partial<Secrets>): Secrets {
  const { AUTH_SECRET, API_KEY_SECRET, LINK_SECRET } = given;
  if (AUTH_SECRET && API_KEY_SECRET && LINK_SECRET) return { AUTH_SECRET, API_KEY_SECRET, LINK_SECRET };
  const stored = readOrCreateFile(path.join(dataDir, "secrets.json"));
  return {
    AUTH_SECRET: AUTH_SECRET ?? stored.AUTH_SECRET,
    API_KEY_SECRET: API_KEY_SECRET ?? stored.API_KEY_SECRET,
    LINK_SECRET: LINK_SECRET ?? stored.LINK_SECRET,
  };
}

function readOrCreateFile(file: string): Secrets {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("base64url")]));
  try {
    // "wx": of two processes that start together one creates the file, the other reads it.
    writeFileSync(file, JSON.stringify(fresh, null, 2), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}
