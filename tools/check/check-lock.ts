// Fails when package-lock.json would not install elsewhere: packages of other platforms missing, an address that
// only this machine's registry answers, or an install script that npm 10 would run although it is forbidden.
import { readFileSync } from "node:fs";
import { findForbiddenScripts, findMissingPackages } from "./complete-lock.mjs";

type Lock = { packages: Parameters<typeof findMissingPackages>[0] };

/** One sentence per fault of the lock. */
export function findLockFaults({ packages }: Lock, allowScripts: Record<string, boolean> = {}): string[] {
  const missing = Object.keys(findMissingPackages(packages)).map((at) => `${at} is missing`);
  const foreign = Object.entries(packages).flatMap(([at, { resolved, link }]) =>
    resolved && !link && !resolved.startsWith("https://registry.npmjs.org/") ? [`${at} comes from ${resolved}`] : [],
  );
  const scripts = findForbiddenScripts(packages, allowScripts).map(
    (at) => `${at} announces a forbidden install script`,
  );
  return [...missing, ...foreign, ...scripts];
}

if (process.argv[1] === import.meta.filename) {
  const lock: Lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const { allowScripts }: { allowScripts?: Record<string, boolean> } = JSON.parse(readFileSync("package.json", "utf8"));
  const faults = findLockFaults(lock, allowScripts);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error("Run `node tools/check/complete-lock.mjs`, and remove `resolved` addresses of other registries.");
    process.exitCode = 1;
  }
}
