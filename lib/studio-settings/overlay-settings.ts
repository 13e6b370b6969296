import { isLiveSetting, type LiveSettingName, liveSettingNames } from "../contract/admin/live-settings";
import { checkSetting, checkSettings, type SettingFault, type SettingTexts } from "../env/settings";
import type { GivenSettings } from "../env/settings-schema";

/** The part of the settings that follows the database. */
type LiveValues = Pick<GivenSettings, LiveSettingName>;
type Overlaid = { values: LiveValues; ignored: SettingFault[] };

/**
 * The live settings that `stored` gives, under those of the environment, which wins. What cannot be used (a row of another version,
 * or one that contradicts what the environment says now) is left out and told: a studio that runs must go on running.
 */
export function overlaySettings(environment: SettingTexts, stored: SettingTexts): Overlaid {
  const ignored: SettingFault[] = [];
  const usable: SettingTexts = {};
  for (const [name, text] of Object.entries(stored)) {
    if (text === undefined || environment[name]) continue;
    const fault = isLiveSetting(name) ? checkSetting(name, text) : { name, problem: "is not one of this version's" };
    if (fault) ignored.push(fault);
    else usable[name] = text;
  }
  const { fault } = checkSettings({ ...usable, ...environment });
  const kept = fault ? keepFitting(environment, usable, ignored) : usable;
  const { settings } = checkSettings({ ...kept, ...environment });
  if (!settings) throw new Error("the environment's settings were fine when the process started");
  return { values: pickLive(settings), ignored };
}

/** Two contradict each other: those that fit are kept, in an order that every process has. */
function keepFitting(environment: SettingTexts, usable: SettingTexts, ignored: SettingFault[]): SettingTexts {
  const kept: SettingTexts = {};
  for (const name of Object.keys(usable).sort()) {
    const { fault } = checkSettings({ ...kept, [name]: usable[name], ...environment });
    const problem = fault?.name === name ? fault.problem : `is against ${fault?.name}, which ${fault?.problem}`;
    if (fault) ignored.push({ name, problem });
    else kept[name] = usable[name];
  }
  return kept;
}

const pickLive = (settings: GivenSettings): LiveValues =>
  Object.fromEntries(liveSettingNames.map((name) => [name, settings[name]])) as LiveValues;
