import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
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

/** A new account with one API key. */
export async function createAccount(studio: Studio, { credits }: { credits: number }): Promise<Account> {
  const email = `${randomUUID()}@example.org`;
  const password = "a-long-enough-password";
  const words = ["create-user", email, "--password", password, "--credits", String(credits), "--key", "tests"];
  const { code, stdout, stderr } = await runAdmin(studio, ...words);
  if (code !== 0) throw new Error(`create-user failed: ${stderr}${stdout}`);
  return { password, ...(JSON.parse(stdout) as Omit<Account, "password">) };
}
