// Fails when package-lock.json would not install elsewhere: packages of other platforms missing, or an address that only
// this machine's registry answers.
import { readFileSync } from "node:fs";
import { findMissingPackages } from "./complete-lock.mjs";

type Lock = { packages: Parameters<typeof findMissingPackages>[0] };

/** One sentence per fault of the lock. */
export function findLockFaults({ packages }: Lock): string[] {
  const missing = Object.keys(findMissingPackages(packages)).map((at) => `${at} is missing`);
  const foreign = Object.entries(packages).flatMap(([at, { resolved, link }]) =>
    resolved && !link && !resolved.startsWith("https://registry.npmjs.org/") ? [`${at} comes from ${resolved}`] : [],
  );
  return [...missing, ...foreign];
}

if (process.argv[1] === import.meta.filename) {
  const faults = findLockFaults(JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error("Run `node tools/check/complete-lock.mjs`, and remove `resolved` addresses of other registries.");
    process.exitCode = 1;
  }
}
