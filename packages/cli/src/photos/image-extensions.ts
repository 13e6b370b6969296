import { type PhotoFormat, photoFormats } from "../../../../lib/contract/limits";
import type { OutputFormat } from "../../../../lib/contract/order";

const others: Partial<Record<PhotoFormat, string[]>> = { jpeg: ["jpg", "jpe"], tiff: ["tif"], heic: ["heif"] };

/** What files of formats the API accepts are called, without the dot. */
export const imageExtensions: string[] = photoFormats.flatMap((format) => [format, ...(others[format] ?? [])]);

export const outputExtensions: Record<OutputFormat, string> = { png: "png", jpeg: "jpg", webp: "webp" };

/** Whether this program makes files of that name: they are never taken as photos to colour. */
export const isNamedLikeResult = (file: string): boolean => /-color\.(png|jpg|webp)$/i.test(file);
