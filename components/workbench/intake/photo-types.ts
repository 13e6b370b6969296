import type { PhotoFormat } from "@/lib/contract/limits";
import { photoFormatFacts } from "@/lib/contract/photos/photo-formats";

/** What every browser shows and decodes; what the studio shows instead may be better, but never needed. */
const shown: ReadonlySet<PhotoFormat> = new Set(["jpeg", "png", "webp", "gif"]);
/** Of which one file may have several pages or frames. */
const paged: ReadonlySet<PhotoFormat> = new Set(["webp", "gif", "tiff", "pdf", "avif"]);
/** Types that systems give besides the usual ones. */
const otherTypes: Record<string, PhotoFormat> = {
  "image/heif": "heic",
  "image/jpx": "jp2",
  "image/x-adobe-dng": "raw",
  "image/x-ms-bmp": "bmp",
};

const formats = Object.entries(photoFormatFacts) as [PhotoFormat, (typeof photoFormatFacts)[PhotoFormat]][];
const byType = new Map<string, PhotoFormat>([
  ...Object.entries(otherTypes),
  ...formats.map(([format, { mediaType }]): [string, PhotoFormat] => [mediaType, format]),
]);
const byEnding = new Map(
  formats.flatMap(([format, { endings }]) => endings.map((ending) => [ending, format] as const)),
);
const formatOfName = (name: string) => byEnding.get(/\.\w+$/.exec(name)?.[0]?.toLowerCase() ?? "") ?? null;

/** The format of a file by its type or its name's ending; null for none of them. Phones and Windows often give no type. */
export const findPhotoType = ({ name, type }: Pick<File, "name" | "type">): PhotoFormat | null =>
  byType.get(type) ?? formatOfName(name);

/** Whether a file's name ends like a photo's. */
export const hasPhotoName = (name: string): boolean => formatOfName(name) !== null;

/** Whether some browsers do not show the file. */
export function mayNeedPreview(file: Pick<File, "name" | "type">): boolean {
  const format = findPhotoType(file);
  return format === null || !shown.has(format);
}

/** Whether the file may have more pages or frames than the one that is shown. */
export function mayHavePages(file: Pick<File, "name" | "type">): boolean {
  const format = findPhotoType(file);
  return format !== null && paged.has(format);
}
