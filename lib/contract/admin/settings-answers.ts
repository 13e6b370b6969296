import { z } from "zod";
import { liveSettingNames } from "./live-settings";

/** Where a value comes from; `here`: an operator changed it while the studio runs. */
const settingSources = ["default", "environment", "here"] as const;

/** A setting that may change now. Values are texts, as they would stand in .env; null: none. */
const liveSettingAnswerSchema = z.object({
  name: z.enum(liveSettingNames),
  value: z.string().nullable(),
  source: z.enum(settingSources),
  /** What it would be without the operator's change. */
  default: z.string().nullable(),
});
export type LiveSettingAnswer = z.infer<typeof liveSettingAnswerSchema>;

/** A setting that is read once, at the start. Of a secret nothing is shown but that it is there. */
const fixedSettingAnswerSchema = z.object({
  name: z.string(),
  shown: z.string().nullable(),
  source: z.enum(["default", "environment", "made"]),
});
export type FixedSettingAnswer = z.infer<typeof fixedSettingAnswerSchema>;

/** `wrong`: something does not work. `risky`: it works until it does not. `note`: a choice that an operator should know of. */
const findingSchema = z.object({
  level: z.enum(["wrong", "risky", "note"]),
  /** The settings that it is about; none: the machine. */
  names: z.array(z.string()),
  says: z.string(),
  todo: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

const settingChangeSchema = z.object({
  id: z.string(),
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  at: z.string(),
  /** The operator's address; null: the command line, or an account that is gone. */
  by: z.string().nullable(),
});
export type SettingChangeAnswer = z.infer<typeof settingChangeSchema>;

export const settingsAnswerSchema = z.object({
  live: z.array(liveSettingAnswerSchema),
  fixed: z.array(fixedSettingAnswerSchema),
  findings: z.array(findingSchema),
  /** The newest first. */
  changes: z.array(settingChangeSchema),
});
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

/** New values by name; null: back to the default. All of them, or none. */
export const changeSettingsSchema = z.strictObject({
  values: z
    .partialRecord(z.enum(liveSettingNames), z.string().max(20_000).nullable())
    .refine((values) => Object.keys(values).length > 0, "name at least one setting"),
});
export type ChangeSettingsRequest = z.input<typeof changeSettingsSchema>;
