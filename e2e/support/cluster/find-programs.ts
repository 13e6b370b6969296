import { accessSync, constants, readdirSync } from "node:fs";
import path from "node:path";

/** Where the servers of a cluster are on this machine. */
export type Programs = { postgres: string; initdb: string; redis: string; nginx: string };

/** Debian keeps PostgreSQL's server outside the PATH, in a folder for each version, and nginx among the administrator's programs. */
function listFolders(): string[] {
  const debian = "/usr/lib/postgresql";
  let versions: string[] = [];
  try {
    versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  } catch {
    // No PostgreSQL of Debian's.
  }
  return [
    ...(process.env.PATH ?? "").split(path.delimiter),
    "/usr/sbin",
    ...versions.map((version) => path.join(debian, version, "bin")),
  ];
}

function findProgram(name: string): string | undefined {
  return listFolders()
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The programs that a cluster needs beside Node, or the names of those that are not installed here. */
export function findPrograms(): Programs | { missing: string[] } {
  const [postgres, initdb, redis, nginx] = ["postgres", "initdb", "redis-server", "nginx"].map(findProgram);
  if (postgres && initdb && redis && nginx) return { postgres, initdb, redis, nginx };
  const missing = [!(postgres && initdb) && "PostgreSQL", !redis && "Redis", !nginx && "nginx"];
  return { missing: missing.filter((name) => name !== false) };
}
