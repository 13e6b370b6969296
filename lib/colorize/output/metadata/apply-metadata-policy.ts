import type { MetadataPolicy, OutputFormat } from "../../../contract/order";
import { type PhotoTexts, photoTextNames, placesOf } from "../../../contract/photos/photo-texts";
import { type IptcDataset, writeIptc } from "../../photo-metadata/iptc/iptc-datasets";
import { fillIptc } from "../../photo-metadata/iptc/iptc-texts";
import type { KeywordText, PhotoMetadata } from "../../photo-metadata/photo-metadata";
import { outputFormatFiles } from "../containers/output-format-files";
import type { OutputMetadata } from "../containers/wrapping";
import { freshXmp } from "./ai-mark";
import { type FinishedPicture, finishExif } from "./finish-exif";
import { markXmp } from "./mark-xmp";
import { hasExifGps, normalizeExif } from "./normalize-exif";
import { recordAdjustment } from "./record-adjustment";
import { removeXmpGps } from "./remove-xmp-gps";

type Wanted = {
  policy: MetadataPolicy;
  format: OutputFormat;
  /** Its colors were then adjusted by hand. */
  isAdjusted?: boolean;
  picture?: FinishedPicture;
};

/** Keywords of PNG under which programs write where a photo was taken. */
const placeKeyword = /gps|latitude|longitude|coordinate|geo(tag|location|uri|point)/i;

/**
 * The photo's metadata that the policy allows in the output, each text in every place that the format has for it. The mark that a
 * model colorized it, and the record that a person adjusted its colors, are added under every policy; the resolution stays under
 * every policy where the format has a place for it outside EXIF.
 */
export function applyMetadataPolicy(
  { exif, xmp, iptc = [], resolution, texts: written = {}, keywordTexts = [] }: PhotoMetadata,
  { policy, format, isAdjusted = false, picture }: Wanted,
): Omit<OutputMetadata, "icc"> {
  const { maxXmpBytes: maxBytes, maxExifBytes, holds } = outputFormatFiles[format];
  const finish = (packet: string) => Buffer.from(isAdjusted ? recordAdjustment(packet, maxBytes) : packet);
  if (policy === "strip") return { exif: null, xmp: finish(freshXmp), ...(resolution && { resolution }) };
  const withoutGps = policy === "strip_gps";
  const keywords = withoutGps ? keywordTexts.filter(({ keyword }) => !placeKeyword.test(keyword)) : keywordTexts;
  const texts = holds.keywords ? written : { ...written, ...joinComment(written, keywords) };
  const finished = finishExif(normalizeExif(exif, { withoutGps }), { texts, resolution, picture });
  const datasets = holds.iptc ? fillIptc(iptc, texts) : [];
  return {
    exif: finished && finished.length > maxExifBytes ? finishExif(null, { texts, resolution }) : finished,
    xmp: finish(markXmp(xmp, { withoutGps, maxBytes, texts })),
    ...(resolution && { resolution }),
    ...(datasets.length > 0 && { iptc: writeIptc(datasets) }),
    ...(holds.comment && texts.comment && { comment: texts.comment.join("\n") }),
    ...(holds.keywords && { keywordTexts: fillKeywords(keywords, texts) }),
  };
}

const known = new Set(photoTextNames.flatMap((name) => placesOf(name).png?.toLowerCase() ?? []));

/** The comment, with the texts of PNG that have no property as further lines. */
function joinComment({ comment = [] }: PhotoTexts, keywords: readonly KeywordText[]): PhotoTexts {
  const others = keywords.filter(({ keyword }) => !known.has(keyword.toLowerCase()));
  const lines = [...comment, ...others.map(({ keyword, text }) => `${keyword}: ${text}`)];
  return lines.length > 0 ? { comment: [lines.join("\n")] } : {};
}

/** The photo's own texts of PNG, and under PNG's keywords those that it has none of. */
function fillKeywords(own: readonly KeywordText[], texts: PhotoTexts): KeywordText[] {
  const added = photoTextNames.flatMap((name) => {
    const keyword = placesOf(name).png;
    const values = texts[name];
    if (!keyword || !values || own.some((one) => one.keyword.toLowerCase() === keyword.toLowerCase())) return [];
    return [{ keyword, text: values.join(name === "comment" ? "\n" : "; ") }];
  });
  return [...own, ...added];
}

/** Whether a finished picture already has no more metadata than the policy allows. */
export function satisfiesMetadataPolicy(metadata: PhotoMetadata, policy: MetadataPolicy): boolean {
  const { exif, xmp, iptc = [], texts = {}, keywordTexts = [] } = metadata;
  const packet = xmp?.toString("utf8") ?? "";
  if (policy === "strip") {
    const hasTexts = isAny(iptc, keywordTexts) || Object.keys(texts).length > 0;
    return !exif && !hasTexts && (packet === "" || packet === freshXmp);
  }
  if (policy === "keep") return true;
  const saysPlace = keywordTexts.some(({ keyword }) => placeKeyword.test(keyword));
  return !saysPlace && !(exif && hasExifGps(exif)) && removeXmpGps(packet) === packet;
}

const isAny = (...lists: (readonly (IptcDataset | KeywordText)[])[]): boolean => lists.some((list) => list.length > 0);
