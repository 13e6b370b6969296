import { ReleaseError } from "./next-version";

export type Release = {
  version: string;
  /** ISO date, such as 2026-01-31. */
  date: string;
  /** What was merged, told only where nobody wrote anything under "Unreleased". */
  subjects: string[];
};

/**
 * Gives what is under "Unreleased" a version and a date, and starts an empty "Unreleased" above it.
 * @returns the new changelog, and the section alone without its heading
 * @throws {ReleaseError} when there is no "Unreleased" section
 */
export function releaseChangelog(changelog: string, release: Release): { changelog: string; section: string } {
  const match = /^## Unreleased[^\n]*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog);
  if (!match) throw new ReleaseError('CHANGELOG.md has no "## Unreleased" section.');
  const written = (match[1] ?? "").trim();
  const section = written || release.subjects.map((subject) => `- ${subject}.`).join("\n");
  const rest = changelog.slice(match.index + match[0].length);
  const start = changelog.slice(0, match.index);
  const parts = ["## Unreleased", `## ${release.version} (${release.date})`, section, rest].filter(Boolean);
  return { changelog: `${start}${parts.join("\n\n").trimEnd()}\n`, section };
}
