// npm run release: makes a version of what was merged.
//
//   npm run release -- minor              the next minor version; also major, patch, or a version such as 1.2.3
//   npm run release -- minor --dry-run    tells what it would be
import "../../lib/lifecycle/end-with-reader";
import { parseArgs } from "node:util";
import { makeRelease } from "./make-release";
import { ReleaseError } from "./next-version";

try {
  const { values, positionals } = parseArgs({ options: { "dry-run": { type: "boolean" } }, allowPositionals: true });
  const dryRun = values["dry-run"] ?? false;
  const date = new Date().toISOString().slice(0, 10);
  const made = makeRelease({ root: process.cwd(), wanted: positionals[0] ?? "", date, dryRun });
  console.log(`${dryRun ? "Would release" : "Released"} ${made.version}, ${made.subjects.length} commits:\n`);
  console.log(made.section);
  if (!dryRun) {
    for (const tarball of made.tarballs) console.log(`\nrelease/${tarball}`);
    console.log(`\nPublish it with: git push --follow-tags`);
  }
} catch (error) {
  console.error(error instanceof ReleaseError ? error.message : error);
  process.exitCode = 1;
}
