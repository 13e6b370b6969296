import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { nextVersion, ReleaseError } from "./next-version";
import { releaseChangelog } from "./release-changelog";
import { type Manifest, readManifests, setVersion } from "./set-version";

export type ReleaseOrder = {
  root: string;
  /** major, minor, patch or a version. */
  wanted: string;
  /** ISO date, for the changelog. */
  date: string;
  /** Tell what would happen, and change nothing. */
  dryRun: boolean;
};

export type MadeRelease = { version: string; section: string; subjects: string[]; tarballs: string[] };

const run = (root: string, command: string, args: string[]): string =>
  execFileSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

/** The subjects of the commits since the newest version's tag, oldest first; without such a tag, of all. */
function listSubjects(root: string): string[] {
  const tag = run(root, "git", ["tag", "--list", "v*", "--merged", "HEAD", "--sort=-version:refname"]).split("\n")[0];
  const range = tag ? `${tag}..HEAD` : "HEAD";
  return run(root, "git", ["log", "--no-merges", "--reverse", "--format=%s", range]).split("\n").filter(Boolean);
}

/** `npm pack` of every package that others may use, into release/. Each builds itself first (its `prepack`). */
function packAll(root: string, manifests: Manifest[]): string[] {
  const folder = path.join(root, "release");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const manifest of manifests.filter(({ folder: at, private: kept }) => at !== "" && !kept)) {
    const pack = ["pack", "--silent", "--pack-destination", folder];
    // npm says where it lies; by its name alone it could not be started on Windows.
    const npm = process.env.npm_execpath;
    run(path.join(root, manifest.folder), npm ? process.execPath : "npm", npm ? [npm, ...pack] : pack);
  }
  return readdirSync(folder);
}

/**
 * Makes a version: package.json files, lock, changelog, tarballs, one commit and one tag. What was written is taken back
 * when packing fails.
 * @throws {ReleaseError} when the tree is not clean, nothing was merged, or the version is taken or no version
 */
export function makeRelease({ root, wanted, date, dryRun }: ReleaseOrder): MadeRelease {
  if (run(root, "git", ["status", "--porcelain"]) !== "") {
    throw new ReleaseError("There are changes that are not committed: commit them or put them away first.");
  }
  const manifests = readManifests(root);
  const version = nextVersion(manifests[0]?.version ?? "", wanted);
  const tag = `v${version}`;
  if (run(root, "git", ["tag", "--list", tag]) !== "") throw new ReleaseError(`The tag ${tag} is there already.`);
  const subjects = listSubjects(root);
  if (subjects.length === 0) throw new ReleaseError("Nothing was merged since the last version.");
  const changelogFile = path.join(root, "CHANGELOG.md");
  const { changelog, section } = releaseChangelog(readFileSync(changelogFile, "utf8"), { version, date, subjects });
  if (dryRun) return { version, section, subjects, tarballs: [] };

  const changed = [...setVersion(root, manifests, version), "CHANGELOG.md"];
  writeFileSync(changelogFile, changelog);
  try {
    const tarballs = packAll(root, manifests);
    run(root, "git", ["add", "--", ...changed]);
    run(root, "git", ["commit", "--message", `Release ${version}`]);
    // Lines that begin with # are headings of the changelog, not comments.
    run(root, "git", ["tag", "--annotate", "--cleanup=whitespace", "--message", `${version}\n\n${section}`, tag]);
    return { version, section, subjects, tarballs };
  } catch (error) {
    run(root, "git", ["reset", "--quiet", "--", ...changed]);
    run(root, "git", ["checkout", "--", ...changed]);
    throw error;
  }
}
