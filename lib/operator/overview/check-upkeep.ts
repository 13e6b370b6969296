import { formatCount } from "../../format/format-numbers";
import { finding, formatAge, type Judge } from "./studio-facts";

const dayMs = 86_400_000;
const oldBackupMs = 7 * dayMs;

/** Which processes run, since when, and whether they belong together. */
export const judgeProcesses: Judge = ({ instances, storage, now }) => {
  const oldest = instances.reduce((at, { startedAt }) => Math.min(at, startedAt.getTime()), now.getTime());
  const count = formatCount(instances.length, "process runs", "processes run");
  const sentence = `${count}; the oldest was started ${formatAge(new Date(oldest), now)}.`;
  const versions = [...new Set(instances.map(({ version }) => version))].sort();
  if (versions.length > 1)
    return finding(
      "Processes",
      "warn",
      `${count}, of the versions ${versions.join(" and ")}.`,
      "Finish the update: restart those of the older version.",
    );
  if (instances.length > 1 && !storage.isBucket)
    return finding(
      "Processes",
      "warn",
      `${count} without a bucket in common: files of one are missing at the others.`,
      "Set the S3_ settings, or run one process.",
    );
  return finding("Processes", "ok", sentence);
};

/** Whether the models in use are there, and in the memory of this process. */
export const judgeModels: Judge = ({ models: { used, loaded, faults } }) => {
  const [fault] = faults;
  if (fault) return finding("Models", "bad", fault, "See the models", "/admin/models");
  if (used === 0) return finding("Models", "ok", "This process needs none; /admin/models has what is installed.");
  const inUse = formatCount(used, "model");
  if (loaded === 0)
    return finding("Models", "ok", `${inUse} in use, none loaded by this process yet: the first photo loads them.`);
  return finding("Models", "ok", `${loaded} of ${inUse} in use ${loaded === 1 ? "is" : "are"} loaded by this process.`);
};

/** Whether photos and outputs can be read and written. */
export const judgeStorage: Judge = ({ storage: { isBucket, fault } }) => {
  if (fault && isBucket)
    return finding(
      "Files",
      "bad",
      `Files in the bucket cannot be read or written: ${fault}`,
      "Check the S3_ settings, and whether the bucket's service runs.",
      "/admin/settings",
    );
  if (fault)
    return finding(
      "Files",
      "bad",
      `Files on the disk cannot be read or written: ${fault}`,
      "Let the user that the studio runs as write to DATA_DIR.",
    );
  return finding("Files", "ok", `Photos and outputs are ${isBucket ? "in the bucket, which answers" : "on the disk"}.`);
};

/** Whether there is a backup to go back to when this machine is lost. */
export const judgeBackup: Judge = ({ backup, now }) => {
  const warn = (sentence: string, action: string) => finding("Backup", "warn", sentence, action, "/admin/backups");
  if (backup === null) return warn("None was made on these pages.", "Make one");
  const { at, elsewhereAt, failedAt } = backup;
  const age = formatAge(at, now);
  if (failedAt)
    return warn(`The last try failed ${formatAge(failedAt, now)}; the last good one was made ${age}.`, "Make one");
  if (isOld(at, now)) return warn(`The last one was made ${age}.`, "Make one");
  if (elsewhereAt === null)
    return warn(`The last one was made ${age}, and lies only on the disk of the data.`, "Download it");
  if (isOld(elsewhereAt, now))
    return warn(
      `The last one that is not on the disk of the data was made ${formatAge(elsewhereAt, now)}.`,
      "Download a newer one",
    );
  return finding("Backup", "ok", `The last one was made ${age}.`);
};

const isOld = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > oldBackupMs;
