import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

export const secretNames = [
  "AUTH_SECRET",
  "API_KEY_SECRET",
  "LINK_SECRET",
  "RECEIPT_SECRET",
  "WEBHOOK_SECRET",
] as const;
export type SecretName = (typeof secretNames)[number];

/** Whether a setting's value must not be shown, by its name, so that a new one is hidden before anybody thinks of it. */
export const isSecret = (name: string): boolean => /SECRET|TOKEN|PASSWORD|API_KEY$/.test(name);

type Secrets = Record<SecretName, string>;
const fileSchema = z.partialRecord(z.enum(secretNames), z.string());
const completeSchema = z.record(z.enum(secretNames), z.string());

/** Secrets from the environment; the others from `secrets.json` in the data folder, which is created on first use (mode 600). */
export function readOrCreateSecrets(dataDir: string, given: Partial<Secrets>): Secrets {
  const missing = secretNames.filter((name) => !given[name]);
  const stored = missing.length > 0 ? readOrCreateFile(path.join(dataDir, "secrets.json")) : {};
  return completeSchema.parse(Object.fromEntries(secretNames.map((name) => [name, given[name] ?? stored[name]])));
}

function readOrCreateFile(file: string): Partial<Secrets> {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString("base64url")]));
  try {
    // "wx": when two processes start together, one creates the file and the other reads it.
    writeFileSync(file, JSON.stringify(fresh, null, 2), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const stored = fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return secretNames.every((name) => stored[name]) ? stored : addMissing(file, { ...fresh, ...stored });
}

/** Completes a file that an earlier version wrote, which lacks the secrets added since. */
function addMissing(file: string, whole: Partial<Secrets>): Partial<Secrets> {
  const written = `${file}.${process.pid}.part`;
  writeFileSync(written, JSON.stringify(whole, null, 2), { mode: 0o600 });
  renameSync(written, file);
  return fileSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}
