// npm writes a lock without the optional packages that the registry at hand does not carry (other systems' binaries), and
// `npm ci` then refuses it everywhere else. This adds them, by name and version alone: npm finds the address and checks
// the integrity against the registry when one of them is really installed.
//
// It also takes the mark "has an install script" from the packages that `allowScripts` in package.json forbids one. npm 10
// does not know `allowScripts`, but runs only the scripts that the lock announces; without this, onnxruntime-node would
// download several hundred megabytes of CUDA libraries.
//
//   node tools/check/complete-lock.mjs          completes package-lock.json; run it after every change of the lock
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const systems = ["darwin", "win32", "linux", "freebsd", "android", "openharmony", "sunos", "netbsd", "openbsd", "aix"];
const processors = ["x64", "arm64", "ia32", "arm", "riscv64", "s390x", "ppc64", "loong64", "mips64el", "wasm32"];

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, resolved?: string, link?: boolean, hasInstallScript?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[], optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/** Whether node, standing in `folder`, would find `name`: in its own node_modules or in one further up.
 * @param {LockedPackages} packages @param {string} folder @param {string} name */
function isLocked(packages, folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

/** An entry in npm's own order of fields, with what a binary's name says about where it runs.
 * @param {string} name @param {string} version @param {boolean | undefined} dev @returns {LockedPackage} */
function describeBinary(name, version, dev) {
  const text = name.toLowerCase();
  const os = systems.filter((system) => text.includes(system));
  const cpu = processors.filter((processor) => new RegExp(`(^|[^a-z0-9])${processor}([^0-9a-z]|$)`).test(text));
  const libc = /musl/.test(text) ? ["musl"] : /linux.*gnu/.test(text) ? ["glibc"] : [];
  return {
    version,
    ...(cpu.length && { cpu }),
    ...(dev && { dev }),
    ...(libc.length && { libc }),
    optional: true,
    ...(os.length && { os }),
  };
}

/** The optional packages that locked packages name but the lock lacks, as entries for its `packages`.
 * @param {LockedPackages} packages @returns {LockedPackages} */
export function findMissingPackages(packages) {
  /** @type {LockedPackages} */
  const missing = {};
  for (const [folder, locked] of Object.entries(packages)) {
    for (const [name, wanted] of Object.entries(locked.optionalDependencies ?? {})) {
      if (isLocked(packages, folder, name)) continue;
      // Binaries are named with exact versions; of a range, its lower end always satisfies it.
      const version = wanted.replace(/^[^\d]*/, "");
      missing[`node_modules/${name}`] = describeBinary(name, version, locked.dev);
    }
  }
  return missing;
}

/** Where the lock announces an install script that is forbidden by name.
 * @param {LockedPackages} packages @param {Record<string, boolean>} allowScripts @returns {string[]} */
export function findForbiddenScripts(packages, allowScripts) {
  return Object.keys(packages).filter((at) => {
    const name = at.slice(at.lastIndexOf("node_modules/") + "node_modules/".length);
    return packages[at]?.hasInstallScript && allowScripts[name] === false;
  });
}

/** @param {string} file */
function completeLock(file) {
  const lock = JSON.parse(fs.readFileSync(file, "utf8"));
  const { allowScripts } = JSON.parse(fs.readFileSync(path.join(path.dirname(file), "package.json"), "utf8"));
  for (const at of findForbiddenScripts(lock.packages, allowScripts)) delete lock.packages[at].hasInstallScript;
  const missing = findMissingPackages(lock.packages);
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  fs.writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  return Object.keys(missing).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`added ${completeLock(process.argv[2] ?? "package-lock.json")} packages`);
}
