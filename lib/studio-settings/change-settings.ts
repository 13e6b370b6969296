import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import { isLiveSetting, type LiveSettingName } from "../contract/admin/live-settings";
import { type Db, inTransaction, noJson, type Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import { checkSetting, type SettingTexts } from "../env/settings";
import { AppError } from "../errors/app-error";
import { sendSignal } from "../queue/signals";
import { readStoredSettings, settingsTopic } from "./live-settings";
import { overlaySettings } from "./overlay-settings";

/** New values as texts, as they would stand in `.env`; null or blank: back to the default. */
export type SettingValues = Partial<Record<LiveSettingName, string | null>>;
type Change = { values: SettingValues; at: Date };
type By = {
  /** What the environment gives, see `environmentOf`. */
  environment: SettingTexts;
  origin: AuditOrigin;
};

/**
 * Changes settings while the studio runs, all of them or none, with a row of history and one of the audit log for each. Every
 * process has them within seconds.
 * @throws {AppError} setting_fixed, invalid_request
 */
export async function changeSettings(db: Db, { values, at }: Change, { environment, origin }: By): Promise<void> {
  await inTransaction(db, async (tx) => {
    // One change after the other, so that no two that contradict each other are checked apart.
    await tx.$executeRaw`LOCK TABLE studio_settings IN SHARE ROW EXCLUSIVE MODE`;
    const before = await readStoredSettings(tx);
    const after = { ...before };
    for (const [name, value] of Object.entries(values)) {
      if (!isLiveSetting(name) || value === undefined) continue;
      after[name] = checkedText(name, value, environment);
    }
    refuseContradiction(environment, before, after);
    for (const name of Object.keys(values).filter((each) => before[each] !== after[each])) {
      await writeChange(tx, { name, before: before[name], after: after[name] }, { origin, at });
    }
  });
  sendSignal(settingsTopic);
}

function checkedText(name: LiveSettingName, value: string | null, environment: SettingTexts): string | undefined {
  if (environment[name])
    throw new AppError("setting_fixed", {
      detail: `${name} is given by the environment, which wins. Change it there, or remove it there first.`,
      param: name,
    });
  const text = value?.trim();
  if (!text) return undefined;
  const fault = checkSetting(name, text);
  if (fault) throw new AppError("invalid_request", { detail: `${name} ${fault.problem}.`, param: name });
  return text;
}

/** What could not be used before keeps nobody from changing something else. @throws {AppError} invalid_request */
function refuseContradiction(environment: SettingTexts, before: SettingTexts, after: SettingTexts): void {
  const known = new Set(overlaySettings(environment, before).ignored.map(({ name }) => name));
  const fault = overlaySettings(environment, after).ignored.find(({ name }) => !known.has(name));
  if (fault) throw new AppError("invalid_request", { detail: `${fault.name} ${fault.problem}.`, param: fault.name });
}

type Written = { name: string; before: string | undefined; after: string | undefined };

async function writeChange(
  tx: Tx,
  { name, before, after }: Written,
  { origin, at }: Pick<By, "origin"> & { at: Date },
) {
  if (after === undefined) await tx.studioSetting.deleteMany({ where: { name } });
  else {
    const written = { value: after, updatedAt: at };
    await tx.studioSetting.upsert({ where: { name }, create: { name, ...written }, update: written });
  }
  const by = origin.actor === "operator" ? (origin.actorId ?? null) : null;
  const history = { name, before: before ?? noJson, after: after ?? noJson, at, by };
  await tx.studioSettingChange.create({ data: { id: createPublicId("chg"), ...history } });
  const details = { before: before ?? null, after: after ?? null };
  await writeAudit(tx, origin, { action: "setting_changed", userId: null, target: name, details, at });
}
