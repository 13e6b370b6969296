import { restoreBackup } from "../../lib/backup/restore-backup";
import { systemClock } from "../../lib/clock/clock";
import { openDatabase } from "../../lib/db/embedded/open-database";
import { givenSettings } from "../../lib/env/settings";
import { makeBackup } from "../../lib/operator/upkeep/make-backup";

const shownViolations = 20;

/** Backs up the studio of the settings, and says on standard error what is in the file and what is not. */
export async function runBackup({ file, withFiles }: { file: string; withFiles: boolean }) {
  const summary = await makeBackup(givenSettings(), { file, withFiles }, { clock: systemClock, openDatabase });
  note(
    `${file} is as secret as the studio: it holds the accounts and the generated secrets. Keep it where nobody else reads.`,
  );
  if (!withFiles) note("Photos and outputs are not in it; --with-files adds them.");
  noteSecrets(summary.secretsFromEnvironment);
  return { file, ...summary };
}

/** Restores into the settings' DATA_DIR and database. Not ok when the ledger of the backup breaks a rule. */
export async function runRestore(file: string): Promise<{ answer: object; ok: boolean }> {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, S3_BUCKET } = givenSettings();
  const summary = await restoreBackup({ file, dataDir, databaseUrl });
  const ok = summary.ledgerViolations.length === 0;
  note(`Restored the studio of ${summary.createdAt} into ${dataDir}. Start it as before.`);
  if (summary.withFiles && S3_BUCKET)
    note(`Its files are in ${dataDir}; \`admin move-storage --to s3\` copies them into the bucket ${S3_BUCKET}.`);
  if (!summary.withFiles) note("The backup has no photos and outputs: links to them answer that they are gone.");
  const { length } = summary.ledgerViolations;
  if (!ok) note(`The ledger of the backup breaks rules in ${length} rows; \`admin check-ledger\` lists all of them.`);
  noteSecrets(summary.secretsFromEnvironment);
  const answer = { file, dataDir, ...summary, ledgerViolations: summary.ledgerViolations.slice(0, shownViolations) };
  return { answer, ok };
}

const note = (line: string) => process.stderr.write(`${line}\n`);

function noteSecrets(names: readonly string[]): void {
  if (names.length > 0)
    note(`Not in the backup, because the environment sets them: ${names.join(", ")}. Keep them too.`);
}
