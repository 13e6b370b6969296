import { maxImageBytes, maxImageSize } from "@/lib/contract/limits";
import { acceptedPhotoFiles, listPhotoFormats } from "@/lib/contract/photos/photo-formats";
import { formatBytes } from "@/lib/format/format-files";
import { findPhotoType } from "./photo-types";

/** Why a file cannot be used, judged by name and size; null when it may be a photo (the server checks its content). */
export function checkFile(file: { name: string; size: number; type: string }): string | null {
  const { name, size } = file;
  if (!findPhotoType(file)) return `${name} is not a photo the studio can read. Use ${listPhotoFormats("or")}.`;
  if (size === 0) return `${name} is empty.`;
  if (size > maxImageBytes) return `${name} is too large: ${formatBytes(size)}. The limit is ${maxImageSize}.`;
  return null;
}

/** For the `accept` of a file dialog. Types alone would leave out what the system gives none, and PDF is no `image/*`. */
export const acceptedFiles: readonly string[] = Object.entries(acceptedPhotoFiles).flatMap(([type, endings]) => [
  type,
  ...endings,
]);
