import type { MetadataPolicy, OutputFormat } from "../../../contract/order";
import { outputFormatFiles } from "../containers/output-format-files";
import type { OutputMetadata } from "../containers/wrapping";
import { freshXmp, markXmp } from "./mark-xmp";
import { hasExifGps, normalizeExif } from "./normalize-exif";
import { recordAdjustment } from "./record-adjustment";
import { removeXmpGps } from "./remove-xmp-gps";

/** The metadata blocks of a photo, as raw bytes. */
export type PhotoMetadata = { exif?: Buffer; xmp?: Buffer };

type Wanted = {
  policy: MetadataPolicy;
  format: OutputFormat;
  /** Its colors were then adjusted by hand. */
  isAdjusted?: boolean;
};

/**
 * The photo's metadata that the policy allows in the output. The mark that a model colorized it, and the record that a person
 * adjusted its colors, are added under every policy.
 */
export function applyMetadataPolicy(
  { exif, xmp }: PhotoMetadata,
  { policy, format, isAdjusted = false }: Wanted,
): Pick<OutputMetadata, "exif" | "xmp"> {
  const { maxXmpBytes: maxBytes } = outputFormatFiles[format];
  const finish = (packet: string) => Buffer.from(isAdjusted ? recordAdjustment(packet, maxBytes) : packet);
  if (policy === "strip") return { exif: null, xmp: finish(freshXmp) };
  const withoutGps = policy === "strip_gps";
  const marked = markXmp(xmp, { withoutGps, maxBytes });
  return { exif: normalizeExif(exif, { withoutGps }), xmp: finish(marked) };
}

/** Whether a finished picture already has no more metadata than the policy allows. */
export function satisfiesMetadataPolicy({ exif, xmp }: PhotoMetadata, policy: MetadataPolicy): boolean {
  const packet = xmp?.toString("utf8") ?? "";
  if (policy === "strip") return !exif && (packet === "" || packet === freshXmp);
  return policy === "keep" || (!(exif && hasExifGps(exif)) && removeXmpGps(packet) === packet);
}
