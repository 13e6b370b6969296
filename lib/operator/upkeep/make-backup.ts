import "server-only";
import { type BackupDeps, type BackupSummary, createBackup } from "../../backup/create-backup";
import { secretNames } from "../../env/secrets";
import type { GivenSettings } from "../../env/settings-schema";
import { selectStorage } from "../../storage/select-storage";

/**
 * Backs up the studio of the settings to a new file, as secret as the studio is.
 * @param given the settings as the environment gives them, without generated secrets
 * @throws {BackupError} with nothing left behind
 */
export function makeBackup(
  given: GivenSettings,
  { file, withFiles }: { file: string; withFiles: boolean },
  deps: BackupDeps,
): Promise<BackupSummary> {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = given;
  const secretsFromEnvironment = secretNames.filter((name) => given[name] !== undefined);
  // No link is signed here.
  const storage = selectStorage({ ...given, LINK_SECRET: "" });
  return createBackup({ file, dataDir, databaseUrl, withFiles, storage, secretsFromEnvironment }, deps);
}
