import "server-only";
import type { changeSettingsSchema, SettingsAnswer } from "../../contract/admin/settings-answers";
import { environmentOf } from "../../env/settings";
import { readUsableBytes } from "../../storage/disk-space";
import { changeSettings } from "../../studio-settings/change-settings";
import { explainSettings } from "../../studio-settings/explain-settings";
import { listFixedSettings, listLiveSettings, listSettingChanges } from "../../studio-settings/list-settings";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext, RequestContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";

/** Every setting as this process has it, what is wrong with any, and who changed what. */
export async function readSettingsAnswer({ db, settings, clock }: Studio): Promise<SettingsAnswer> {
  const [live, changes, usableBytes] = await Promise.all([
    listLiveSettings(db, settings),
    listSettingChanges(db),
    readUsableBytes(settings),
  ]);
  const findings = explainSettings({ settings, usableBytes, now: clock.now() });
  return { live, fixed: listFixedSettings(settings), findings, changes };
}

export async function handleReadSettings({ studio }: RequestContext): Promise<Response> {
  return Response.json(await readSettingsAnswer(studio));
}

/** Changes settings and answers with all of them, as they are now. @throws {AppError} setting_fixed, invalid_request */
export async function handleChangeSettings(
  context: CallerContext & BodyOf<typeof changeSettingsSchema>,
): Promise<Response> {
  const { studio, caller, request, body } = context;
  const { db, settings, clock, liveSettings } = studio;
  const by = { environment: environmentOf(settings), origin: auditOrigin(caller, request.headers) };
  await changeSettings(db, { values: body.values, at: clock.now() }, by);
  await liveSettings.refresh();
  return Response.json(await readSettingsAnswer(studio));
}
