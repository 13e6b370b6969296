import { type Db, inTransaction } from "../db/client";
import { type Fingerprints, fingerprintSecrets } from "../env/fingerprints";
import { type SecretName, secretNames } from "../env/secrets";
import { givenSettings, SettingsError } from "../env/settings";
import type { Settings } from "../env/settings-schema";
import { listInstances } from "./instance-rows";

/** What another secret does to what was made with the one before. */
const consequences: Record<SecretName, string> = {
  AUTH_SECRET: "everybody is signed out",
  API_KEY_SECRET: "no API key works any more",
  LINK_SECRET: "no link to a photo and no shared page works any more",
  RECEIPT_SECRET: "receipts so far are no longer signed by this studio",
  WEBHOOK_SECRET: "receivers of webhooks need their new signing secrets",
};

/**
 * Compares the secrets with those that this database has been used with; a secret that it has not been used with is recorded.
 * @param given the settings of the environment, without generated secrets
 * @throws {SettingsError} when one differs. It names each one and says how to go on
 */
export async function agreeOnSecrets(
  db: Db,
  settings: Settings,
  given: Partial<Record<SecretName, string>> = givenSettings(),
): Promise<void> {
  const own = fingerprintSecrets(settings);
  const known = new Map((await db.agreedSecret.findMany()).map(({ name, fingerprint }) => [name, fingerprint]));
  const unknown = secretNames.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    await record(db, unknown, own);
    // Another instance may have been faster.
    return agreeOnSecrets(db, settings, given);
  }
  const differing = secretNames.filter((name) => known.get(name) !== own[name]);
  if (differing.length > 0) throw explainDifference(differing, { given, dataDir: settings.DATA_DIR });
}

/**
 * Makes the secrets of these settings the ones of the studio, after they were changed on purpose.
 * @returns the names of those that are new
 * @throws {SettingsError} while an instance runs, because it goes on with the earlier ones
 */
export async function adoptSecrets(db: Db, settings: Settings): Promise<SecretName[]> {
  const running = await listInstances(db);
  if (running.length > 0) {
    throw new SettingsError(
      `${running.map(({ id }) => id).join(", ")} of this studio run with the secrets so far: stop every instance first. ` +
        "One that was killed counts as running for 15 s. Nothing was changed.",
    );
  }
  const own = fingerprintSecrets(settings);
  return inTransaction(db, async (tx) => {
    const known = await tx.agreedSecret.findMany();
    const changed = secretNames.filter(
      (name) => !known.some((row) => row.name === name && row.fingerprint === own[name]),
    );
    await tx.agreedSecret.deleteMany({ where: { name: { in: changed } } });
    await tx.agreedSecret.createMany({ data: toRows(changed, own) });
    return changed;
  });
}

const toRows = (names: readonly SecretName[], own: Fingerprints) =>
  names.map((name) => ({ name, fingerprint: own[name] ?? "" }));

const record = (db: Db, names: readonly SecretName[], own: Fingerprints) =>
  db.agreedSecret.createMany({ data: toRows(names, own), skipDuplicates: true });

type Origin = { given: Partial<Record<SecretName, string>>; dataDir: string };

function explainDifference(names: SecretName[], { given, dataDir }: Origin): SettingsError {
  const own = names.filter((name) => given[name] === undefined);
  const are = (list: SecretName[]) => (list.length === 1 ? "is" : "are");
  const which = own.length < names.length ? own.join(", ") : own.length === 1 ? "It" : "They";
  const made = `${which} ${are(own)} not set here, so this machine made its own in ${dataDir}/secrets.json. `;
  return new SettingsError(
    `${names.join(", ")} ${are(names)} not what this studio's database has been used with. ${own.length > 0 ? made : ""}` +
      "Set the studio's in the environment of every instance: the first one has them there, or in secrets.json of its DATA_DIR. " +
      "If they were changed on purpose, stop every instance and run `npm run admin -- adopt-secrets`; then " +
      `${names.map((name) => consequences[name]).join("; ")}.`,
  );
}
