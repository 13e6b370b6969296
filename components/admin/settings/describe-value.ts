import { type LiveSetting, liveSettings } from "@/lib/contract/admin/live-settings";
import type { LiveSettingAnswer } from "@/lib/contract/admin/settings-answers";
import { creditPacksSchema } from "@/lib/contract/packs";
import { formatMoney } from "@/lib/format/format-money";
import { formatCredits } from "@/lib/format/format-numbers";

/** A setting's value as a person reads it. */
export function describeValue(name: LiveSettingAnswer["name"], value: string | null): string {
  const setting: LiveSetting = liveSettings[name];
  if (value === null) return setting.kind === "number" ? (setting.whenEmpty ?? "not set") : "not set";
  switch (setting.kind) {
    case "switch":
      return value === "true" ? "On" : "Off";
    case "number":
      return `${Number(value).toLocaleString("en")} ${setting.unit}`;
    case "numbers":
      return `${value.split(",").join(", ")} ${setting.unit}`;
    case "packs":
      return describePacks(value);
    default:
      return value;
  }
}

function describePacks(value: string): string {
  const packs = creditPacksSchema.safeParse(readJson(value)).data;
  if (!packs) return "packs of another version";
  return packs
    .map(
      ({ name, credits, priceCents, currency }) =>
        `${name}: ${formatCredits(credits)}, ${formatMoney(priceCents, currency)}`,
    )
    .join("; ");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
