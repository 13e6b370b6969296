import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { ExitError, exitCodes } from "../exit-codes";

const loginSchema = z.object({ url: z.url(), key: z.string().min(1) });
/** A studio's address without a slash at its end, and the key it belongs to. */
export type Login = z.infer<typeof loginSchema>;

export function findConfigFile(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  const folder = process.platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  return path.join(folder || path.join(homedir(), ".config"), "pixomax", "config.json");
}

/** Null when nobody has logged in. @throws {ExitError} the file cannot be understood */
export async function readConfigFile(): Promise<Login | null> {
  const file = findConfigFile();
  try {
    return loginSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new ExitError(`${file} cannot be read. Log in again: pixomax login`, exitCodes.notLoggedIn);
  }
}

export async function writeConfigFile(login: Login): Promise<void> {
  const file = findConfigFile();
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
}

/** Answers whether there was anything to delete. */
export async function deleteConfigFile(): Promise<boolean> {
  return rm(findConfigFile()).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
