import { maxImageBytes, maxImageSize } from "@/lib/contract/limits";
import { acceptedPhotoFiles, listPhotoFormats } from "@/lib/contract/photos/photo-formats";
import { formatBytes } from "@/lib/format/format-files";

/** What the file dialog offers. Phones and Windows often give HEIC and TIFF no type, so endings count too. */
export const acceptedFiles = acceptedPhotoFiles;
const endings = new Set(Object.values(acceptedFiles).flat());

/** Whether a file's name ends like a photo's. */
export const hasPhotoName = (name: string): boolean => endings.has(/\.\w+$/.exec(name)?.[0]?.toLowerCase() ?? "");

/** Why a file cannot be used, judged by name and size; null when it may be a photo (the server checks its content). */
export function checkFile({ name, size, type }: { name: string; size: number; type: string }): string | null {
  const known = Object.hasOwn(acceptedFiles, type) || hasPhotoName(name);
  if (!known) return `${name} is not a photo the studio can read. Use ${listPhotoFormats("or")}.`;
  if (size === 0) return `${name} is empty.`;
  if (size > maxImageBytes) return `${name} is too large: ${formatBytes(size)}. The limit is ${maxImageSize}.`;
  return null;
}
