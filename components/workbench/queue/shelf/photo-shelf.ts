import { z } from "zod";
import { defaultOrder, metadataPolicies, outputFormats } from "@/lib/contract/order";
import { photoFactsSchema } from "@/lib/contract/photos/photo-facts";
import { scanHintsSchema } from "@/lib/contract/photos/scan-hints";
import { orderAnswerSchema } from "@/lib/contract/v1/jobs";
import { type LocalPhoto, offerKinds, photoPhases } from "../local-photo";
import type { QueueSettings } from "../store/queue-state";

/** What was stored before an option existed takes its default: a photo must not be lost over it. */
const storedOrderSchema = z
  .record(z.string(), z.unknown())
  .transform((order) => ({ ...defaultOrder, ...order }))
  .pipe(orderAnswerSchema);

/** A photo as it is stored; its bytes are beside it. Of an upload that was under way nothing but its phase is kept. */
export const storedPhotoSchema = z.object({
  ref: z.string(),
  owner: z.string().nullable(),
  name: z.string(),
  sample: z.string().nullable(),
  sha256: z.string().nullable(),
  facts: photoFactsSchema.nullable(),
  hints: scanHintsSchema.nullable().catch(null),
  pages: z.number().int().min(1).nullable().catch(null),
  dismissed: z.array(z.enum(offerKinds)).catch([]),
  /** The photo whose entry beside holds the bytes; null for its own. */
  storedWith: z.string().nullable().catch(null),
  order: storedOrderSchema,
  position: z.number(),
  phase: z.enum(photoPhases),
  attempt: z.number().int(),
  maybeArrived: z.boolean(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  outputUrl: z.string().nullable(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type StoredPhoto = z.infer<typeof storedPhotoSchema>;

export const storedSettingsSchema = z
  .object({
    owner: z.string().nullable(),
    order: storedOrderSchema,
    choseAddOns: z.boolean().default(false),
    choseFormat: z.boolean().optional(),
    defaults: z
      .object({ metadata: z.enum(metadataPolicies).nullable(), outputFormat: z.enum(outputFormats).nullable() })
      .nullable()
      .default(null),
    openRef: z.string().nullable(),
    selectedRefs: z.array(z.string()),
    clearedAt: z.string().nullable(),
    hiddenRefs: z.array(z.string()),
    deletions: z.array(z.string()),
    choices: z.record(z.string(), z.string()),
  })
  // Before it was stored whether the format was chosen, every other one than the default had been.
  .transform((settings) => ({
    ...settings,
    choseFormat: settings.choseFormat ?? settings.order.outputFormat !== defaultOrder.outputFormat,
  }));

export type Stored = { photos: { photo: StoredPhoto; file: File | null }[]; settings: QueueSettings | null };

/**
 * Where the queue outlives its page. Writes reject with a DOMException named `QuotaExceededError` when there is no room, and with
 * another error when the browser gives no storage at all.
 */
export type PhotoShelf = {
  /** False: what is put here is gone with the page. */
  readonly isLasting: boolean;
  /** What cannot be read any more is left out. */
  load(): Promise<Stored>;
  put(photo: StoredPhoto, file: File): Promise<void>;
  /** Changes what is stored of these photos, whatever other tabs changed meanwhile; a photo that is not stored stays so. */
  change(refs: string[], fields: Partial<StoredPhoto>): Promise<void>;
  /** Drops the bytes and keeps the rest. */
  dropFiles(refs: string[]): Promise<void>;
  remove(refs: string[]): Promise<void>;
  saveSettings(settings: QueueSettings): Promise<void>;
  clear(): Promise<void>;
  /** Claims or renews the one lease until then (ms since 1970). False while another holder's runs. */
  claimLease(holder: string, now: number, until: number): Promise<boolean>;
};

/** What is stored of a photo. */
export function toStored({ file, previewUrl, percent, ...stored }: LocalPhoto): StoredPhoto {
  return stored;
}

export const fromStored = (photo: StoredPhoto, file: File | null): LocalPhoto => ({
  ...photo,
  file,
  previewUrl: null,
  percent: 0,
});
