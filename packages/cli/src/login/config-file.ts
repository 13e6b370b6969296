import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import * as z from "zod/mini";
import { ExitError, exitCodes } from "../exit-codes";

const loginSchema = z.object({ url: z.url(), key: z.string().check(z.minLength(1)) });
/** A studio's address without a slash at its end, and the API key to use there. */
export type Login = z.infer<typeof loginSchema>;

/** Where `pixomax login` stores address and key. */
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

/** Writes the file whole or not at all, readable by its owner alone. */
export async function writeConfigFile(login: Login): Promise<void> {
  const file = findConfigFile();
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
}

/** @returns whether there was anything to delete */
export async function deleteConfigFile(): Promise<boolean> {
  return rm(findConfigFile()).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
