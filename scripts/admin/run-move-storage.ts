import type { MoveSummary } from "../../lib/backup/move-files";
import { formatBytes } from "../../lib/format/format-files";
import { formatCount } from "../../lib/format/format-numbers";
import type { OperatorDeps } from "../../lib/operator/operator-deps";
import { type MoveStorage, moveStorage } from "../../lib/operator/upkeep/move-storage";

const shownFailures = 20;

/** Copies the studio's files between DATA_DIR and the bucket, and says on standard error how far it is. Not ok while one failed. */
export async function runMoveStorage(deps: OperatorDeps, { to, dryRun, deleteSource }: MoveStorage) {
  const request = { to, dryRun, deleteSource };
  const { failures, ...summary } = await moveStorage(deps, request, (now) => note(describeProgress(now)));
  if (summary.missing > 0)
    note(`${formatCount(summary.missing, "file")} that rows name are in neither place: their links were dead before.`);
  if (failures.length > 0) note("Not everything was copied. Run the same command again: it goes on where it ended.");
  const answer = { to, dryRun, ...summary, failed: failures.length, failures: failures.slice(0, shownFailures) };
  return { answer, ok: failures.length === 0 };
}

const note = (line: string) => process.stderr.write(`${line}\n`);

const describeProgress = ({ jobs, copied, bytes, alreadyThere, failures }: MoveSummary): string =>
  `${formatCount(jobs, "job")}: ${formatCount(copied, "file")} (${formatBytes(bytes)}) copied, ${alreadyThere} there before, ${failures.length} failed`;
