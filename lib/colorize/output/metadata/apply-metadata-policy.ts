import type { MetadataPolicy, OutputFormat } from "../../../contract/order";
import { outputFormatFiles } from "../output-format-files";
import { freshXmp, markXmp } from "./mark-xmp";
import { hasExifGps, normalizeExif } from "./normalize-exif";
import { removeXmpGps } from "./remove-xmp-gps";

/** What a photo says of itself, bytes as they lay in it. */
export type PhotoMetadata = { exif?: Buffer; xmp?: Buffer };

/** What goes into an output beside its pixels; null: nothing of the kind. EXIF from its byte order mark on. */
export type OutputMetadata = { icc: Buffer | null; exif: Buffer | null; xmp: Buffer | null };

type Wanted = { policy: MetadataPolicy; format: OutputFormat };

/** What of the photo's metadata the output carries on. The mark that a model colored it is there under every policy. */
export function applyMetadataPolicy(
  { exif, xmp }: PhotoMetadata,
  { policy, format }: Wanted,
): Pick<OutputMetadata, "exif" | "xmp"> {
  if (policy === "strip") return { exif: null, xmp: Buffer.from(freshXmp) };
  const withoutGps = policy === "strip_gps";
  const marked = markXmp(xmp, { withoutGps, maxBytes: outputFormatFiles[format].maxXmpBytes });
  return { exif: normalizeExif(exif, { withoutGps }), xmp: Buffer.from(marked) };
}

/** Whether a finished picture already carries no more than the policy allows. */
export function satisfiesMetadataPolicy({ exif, xmp }: PhotoMetadata, policy: MetadataPolicy): boolean {
  const packet = xmp?.toString("utf8") ?? "";
  if (policy === "strip") return !exif && (packet === "" || packet === freshXmp);
  return policy === "keep" || (!(exif && hasExifGps(exif)) && removeXmpGps(packet) === packet);
}
