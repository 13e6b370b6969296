// Adds the foreign-platform optional packages that a filtering registry mirror left out of package-lock.json,
// so that `npm ci` (npm >= 11) finds the lock complete on every platform.
import fs from "node:fs";

const f = process.argv[2] ?? "package-lock.json";
const lock = JSON.parse(fs.readFileSync(f, "utf8"));
const P = lock.packages;
let n = 0;
const OS = ["darwin", "win32", "linux", "freebsd", "android", "openharmony", "sunos", "netbsd", "openbsd", "aix"];
const CPU = ["x64", "arm64", "ia32", "arm", "riscv64", "s390x", "ppc64", "loong64", "mips64el", "wasm32"];
for (const [at, p] of Object.entries({ ...P })) {
  for (const [name, v] of Object.entries(p.optionalDependencies ?? {})) {
    let dir = at,
      found = false;
    for (;;) {
      const k = (dir ? dir + "/" : "") + "node_modules/" + name;
      if (P[k]) {
        found = true;
        break;
      }
      if (!dir) break;
      const i = dir.lastIndexOf("node_modules/");
      dir = i > 0 ? dir.slice(0, i - 1) : "";
    }
    if (found) continue;
    if (!/^\d/.test(v)) {
      console.error("skip (range)", at, name, v);
    }
    const t = name.toLowerCase();
    const os = OS.filter((o) => t.includes(o));
    const cpu = CPU.filter((c) => new RegExp(`(^|[^a-z0-9])${c}([^0-9a-z]|$)`).test(t));
    if (/linuxmusl|linux/.test(t) && !os.includes("linux")) os.push("linux");
    P["node_modules/" + name] = {
      version: v.replace(/^[^\d]*/, ""),
      ...(cpu.length ? { cpu } : {}),
      ...(p.dev ? { dev: true } : {}),
      optional: true,
      ...(os.length ? { os } : {}),
    };
    n++;
  }
}
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
fs.writeFileSync(f, JSON.stringify(lock, null, 2) + "\n");
console.log("added", n);
