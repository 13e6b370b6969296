import { z } from "zod";

/** How long a share may live, in days; it ends earlier when the job's files are deleted before. */
export const shareDays = [1, 7, 30] as const;
export type ShareDays = (typeof shareDays)[number];
export const maxCaptionLength = 280;
/** Shares of one job that work at the same time. */
export const maxSharesOfJob = 20;

const caption = z.string().trim().max(maxCaptionLength, `Use at most ${maxCaptionLength} characters`);
const days = z.literal(shareDays);

export const createShareSchema = z.object({
  caption: caption.default(""),
  days: days.default(7),
  /** Whether the page shows the photo before, too. */
  withOriginal: z.boolean().default(true),
  /** Whether visitors may download the output itself. */
  withDownload: z.boolean().default(false),
});
export type CreateShareRequest = z.infer<typeof createShareSchema>;

/** `days` counts from now. */
export const changeShareSchema = z
  .object({ caption: caption.optional(), days: days.optional() })
  .refine((change) => change.caption !== undefined || change.days !== undefined, "Say what to change: caption or days");
export type ChangeShareRequest = z.infer<typeof changeShareSchema>;

/** A share as its owner sees it. `url` is absolute. */
export const shareSchema = z.object({
  id: z.string(),
  url: z.url(),
  caption: z.string(),
  withOriginal: z.boolean(),
  withDownload: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type ShareAnswer = z.infer<typeof shareSchema>;
/** The shares of one job that work now, newest first. */
export const shareListSchema = z.object({ shares: z.array(shareSchema) });

/**
 * What a share shows to whoever has its link, for pages and for programs that ask for JSON. Addresses are paths; null for what
 * its owner does not show.
 */
export const sharedPhotoSchema = z.object({
  caption: z.string(),
  /** Name and short hash of the weights that colorized it. */
  model: z.string().nullable(),
  /** Of the photo, in pixels. */
  width: z.number().int(),
  height: z.number().int(),
  colorizedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  afterUrl: z.string(),
  beforeUrl: z.string().nullable(),
  downloadUrl: z.string().nullable(),
  /** A small JPEG, for previews of links. */
  cardUrl: z.string(),
});
export type SharedPhoto = z.infer<typeof sharedPhotoSchema>;

/** Pictures to post: both photos side by side, or a short loop from one to the other. */
export const postKinds = ["picture", "webp", "gif"] as const;
export type PostKind = (typeof postKinds)[number];
export const postQuerySchema = z.object({ kind: z.enum(postKinds).default("picture") });
