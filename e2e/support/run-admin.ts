import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { createUser } from "../../lib/accounts/create-user";
import { createApiKey } from "../../lib/api-keys/create-api-key";
import { checkLedger } from "../../lib/credits/check/check-ledger";
import type { Db } from "../../lib/db/client";
import { connectDatabase } from "../../lib/db/connect-database";
import { readSettings } from "../../lib/env/settings";
import { repository, type Studio } from "./start-studio";

export type AdminResult = { code: number; stdout: string; stderr: string };
export type Account = { userId: string; email: string; password: string; credits: number; apiKey: string };

/** `npm run admin -- …`, beside the running studio. */
export function runAdmin(studio: Studio, ...words: string[]): Promise<AdminResult> {
  const command = ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", ...words];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { cwd: repository, env: studio.environment as NodeJS.ProcessEnv },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

/**
 * A new account with one API key, as `admin create-user --key` makes it. Not by that command: nearly every test wants an account,
 * and a process of its own takes ten times as long.
 */
export function createAccount(studio: Studio, { credits }: { credits: number }): Promise<Account> {
  const { API_KEY_SECRET: secret } = settingsOf(studio);
  const [email, password] = [`${randomUUID()}@example.org`, "a-long-enough-password"];
  return withDatabase(studio, async (db) => {
    const { id: userId } = await createUser(db, { email, password, credits });
    const key = await createApiKey(db, { userId, name: "tests" }, { secret });
    return { userId, email, password, credits, apiKey: key.secret };
  });
}

/** Every rule of the ledger holds, as `admin check-ledger` checks them, beside the running studio. */
export async function expectSoundLedger(studio: Studio): Promise<void> {
  expect(await withDatabase(studio, checkLedger)).toEqual([]);
}

const settingsOf = ({ environment }: Studio) => readSettings(environment as NodeJS.ProcessEnv);

async function withDatabase<Answer>(studio: Studio, work: (db: Db) => Promise<Answer>): Promise<Answer> {
  const { db, close } = await connectDatabase(settingsOf(studio));
  try {
    return await work(db);
  } finally {
    await close();
  }
}
