import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { type Db, inTransaction } from "../db/client";
import { createPublicId } from "../db/public-id";
import { agreements, type Fingerprints, fingerprintSettings } from "../env/fingerprints";
import { SettingsError } from "../env/settings";
import type { Settings } from "../env/settings-schema";
import { repeatEvery } from "../lifecycle/repeat-every";
import { singleton } from "../lifecycle/singleton";
import { onStop } from "../lifecycle/stop-hooks";
import { agreeOnSecrets } from "./agree-on-secrets";
import {
  countUnaware,
  type Instance,
  type InstanceRow,
  type KnownProviders,
  listInstances,
  lockInstances,
  readDatabaseTime,
  removeEnded,
  removeInstance,
  renewInstance,
} from "./instance-rows";

const usualRenewEveryMs = 3_000;
const pollMs = 200;

/** This process among those of its studio. */
export type Membership = {
  readonly id: string;
  /** The other instances that run, as of the last renewal: at most 3 s ago. */
  others(): readonly Instance[];
  /** Whether this instance has been the only one that serves callers since its start: then what it counts in memory is exact. */
  isAlone(): boolean;
  /**
   * Resolves when every other instance knows of this one, within the 3 s of a renewal; one that died is waited for as long as its
   * lease runs, 15 s at most. Until then another may count limits as if it were alone, so requests are served only after this.
   */
  known(): Promise<void>;
  /** From the next renewal on the others see what this reads. */
  tell(readProviders: () => KnownProviders): void;
  /** Tells the others that this one has ended. */
  leave(): Promise<void>;
};

type Joining = {
  db: Db;
  settings: Settings;
  version: string;
  log: Logger;
  /** For tests. */
  wait?: (ms: number) => Promise<unknown>;
  renewEveryMs?: number;
};

const entered = () => singleton<{ membership: Membership | null }>("membership", () => ({ membership: null }));

/** The membership of this process; null before enterStudio, and in programs that are no instance. */
export const membership = (): Membership | null => entered().membership;

/**
 * Makes this process an instance of the studio of `db`, until it stops: once at its start, after the migrations. A web server waits
 * for `known()` before it serves.
 * @throws {SettingsError} when a secret, or a setting that must be the same everywhere, is not the studio's
 */
export async function enterStudio(joining: Joining): Promise<Membership> {
  await agreeOnSecrets(joining.db, joining.settings);
  const joined = await joinStudio(joining);
  entered().membership = joined;
  onStop("instance", () => joined.leave());
  return joined;
}

/**
 * Registers this process as an instance of the studio, with a lease that it renews every 3 seconds until it leaves.
 * @throws {SettingsError} when a setting that must be the same everywhere differs from that of an instance that runs
 */
export async function joinStudio({
  db,
  settings,
  version,
  log,
  wait: pause = wait,
  renewEveryMs = usualRenewEveryMs,
}: Joining): Promise<Membership> {
  const id = createPublicId("ins");
  const before = await replaceLastId(settings.DATA_DIR, id);
  const engineWorkers = settings.ROLE === "web" ? 0 : settings.ENGINE_WORKERS;
  let readProviders = (): KnownProviders => [];
  const constant = { id, role: settings.ROLE, version, engineWorkers, settings: fingerprintSettings(settings) };
  const own = {
    ...constant,
    get providers() {
      return readProviders();
    },
  };
  let others: readonly InstanceRow[] = await register();
  warnOfDifferences(own.settings, others, log);
  if (others.length > 0 && !settings.S3_BUCKET) {
    log.error(
      "instances without S3_BUCKET keep files on disks of their own: a link works at one and answers 404 at the others",
    );
  }
  const joinedAt = await readDatabaseTime(db);
  const serves = ({ role }: Instance) => role !== "worker";
  let isAlone = !others.some(serves);
  const renew = async () => {
    others = await renewInstance(db, own);
    isAlone &&= !others.some(serves);
  };
  const onError = (error: unknown) => log.error({ err: error }, "could not renew the lease of this instance");
  const renewal = repeatEvery(renew, renewEveryMs, { onError });

  async function register(): Promise<InstanceRow[]> {
    const seen = new Map<string, number>();
    for (;;) {
      const found = await inTransaction(db, async (tx) => {
        await lockInstances(tx);
        await removeEnded(tx, before);
        const running = await listInstances(tx);
        const differing = running.filter((other) => listDifferences("must", own.settings, other.settings).length > 0);
        if (differing.length === 0) await renewInstance(tx, own);
        return { running, differing };
      });
      if (found.differing.length === 0) return found.running;
      // One that was killed counts as running until its lease ends. One that renews it is running.
      for (const other of found.differing) {
        const renewedAt = other.renewedAt.getTime();
        if ((seen.get(other.id) ?? renewedAt) !== renewedAt) throw refuseDifference(own.settings, other);
        seen.set(other.id, renewedAt);
      }
      await pause(pollMs);
    }
  }

  return {
    id,
    others: () => others,
    isAlone: () => isAlone,
    async known() {
      while ((await countUnaware(db, id, joinedAt)) > 0) await pause(pollMs);
    },
    tell(read) {
      readProviders = read;
    },
    async leave() {
      await renewal.stop();
      await removeInstance(db, id);
    },
  };
}

/**
 * Writes the id of this start into DATA_DIR and returns the one before it, null at the first: whoever had claimed the folder
 * before has ended, so nobody has to wait for its lease.
 */
async function replaceLastId(dataDir: string, id: string): Promise<string | null> {
  const file = path.join(dataDir, "instance-id");
  const before = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  await writeFile(file, id, { mode: 0o600 });
  return before;
}

const listDifferences = (kind: "must" | "should", own: Fingerprints, other: Fingerprints): string[] =>
  agreements[kind].filter((name) => own[name] !== other[name]);

function refuseDifference(own: Fingerprints, other: InstanceRow): SettingsError {
  const names = listDifferences("must", own, other.settings);
  return new SettingsError(
    `${names.join(", ")} of this instance and of ${other.id}, which has been running since ${other.startedAt.toISOString()}, ` +
      "differ. All instances of a studio have the same: set it to what the others have, or stop them all to change it. " +
      "`npm run admin -- instances` lists them.",
  );
}

function warnOfDifferences(own: Fingerprints, others: readonly InstanceRow[], log: Logger): void {
  for (const other of others) {
    const names = listDifferences("should", own, other.settings);
    if (names.length > 0)
      log.warn(
        { settings: names, instance: other.id },
        "settings differ from those of another instance of this studio: callers get one or the other",
      );
  }
}
