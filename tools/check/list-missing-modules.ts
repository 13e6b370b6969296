import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Which of `modules` a Python lacks; null where there is no Python that answers to the name.
 * @param python a program
 */
export async function listMissingModules(python: string, modules: readonly string[]): Promise<string[] | null> {
  const names = JSON.stringify(modules);
  const code = `from importlib.util import find_spec; print(*[m for m in ${names} if not find_spec(m)])`;
  try {
    const { stdout } = await run(python, ["-c", code]);
    return stdout.trim().split(" ").filter(Boolean);
  } catch {
    return null;
  }
}
