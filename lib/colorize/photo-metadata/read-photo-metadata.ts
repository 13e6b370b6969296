import { type PhotoTexts, photoTextNames, placesOf } from "../../contract/photos/photo-texts";
import { readBoxBlocks, readHeifBlocks, startsLikeHeif } from "./containers/read-boxes";
import { readGifBlocks } from "./containers/read-gif";
import { readJpegBlocks } from "./containers/read-jpeg";
import { readPngBlocks } from "./containers/read-png";
import { readTiffBlocks } from "./containers/read-tiff";
import { readWebpBlocks } from "./containers/read-webp";
import { type ByteSource, FileBytes } from "./file-bytes";
import { iptcResource, readResolutionResource, readResources, resolutionResource } from "./iptc/image-resources";
import { readIptc } from "./iptc/iptc-datasets";
import { textsOfIptc } from "./iptc/iptc-texts";
import type { KeywordText, MetadataBlocks, PhotoMetadata } from "./photo-metadata";
import { type Resolution, toResolution } from "./resolution";
import { readExifFacts, turnIf } from "./tiff/exif-texts";
import { joinPackets, readPacket } from "./xmp/read-packet";
import { readXmpTexts } from "./xmp/xmp-texts";

type Chosen = {
  /** Of a file with several, counted from 1. */
  page?: number;
  /** Degrees that the work picture was turned by, after its own orientation. */
  rotate?: number;
};

/**
 * What a photo's file says besides its pixels, whatever its kind, which its first bytes tell. It never fails: what cannot be read,
 * or is too large for a text, is left out, because nobody's photo should fail for it.
 * @param path of the file as it was received
 */
export async function readPhotoMetadata(path: string, { page = 1, rotate = 0 }: Chosen = {}): Promise<PhotoMetadata> {
  try {
    return compose(await readBlocks(path, page), Math.round(rotate / 90) % 2 === 1);
  } catch {
    // Damaged beyond what the readers expect. The picture is what counts.
    return {};
  }
}

const readers = [readJpegBlocks, readPngBlocks, readWebpBlocks, readGifBlocks, readBmpBlocks, readBoxBlocks];

async function readBlocks(path: string, page: number): Promise<MetadataBlocks> {
  const read = (file: ByteSource) => {
    for (const readOne of [...readers, (bytes: ByteSource) => readTiffBlocks(bytes, page)]) {
      const blocks = readOne(file);
      if (blocks) return blocks;
    }
    return startsLikeHeif(file) ? null : {};
  };
  return FileBytes.use(path, read) ?? readHeifBlocks(path);
}

function compose(blocks: MetadataBlocks, isTurned: boolean): PhotoMetadata {
  const resources = blocks.resources ? readResources(blocks.resources) : new Map<number, Buffer>();
  const iptcBytes = blocks.iptc ?? resources.get(iptcResource);
  const iptc = iptcBytes ? readIptc(iptcBytes) : [];
  const xmp = joinPackets(blocks.xmp, blocks.xmpRest);
  const exif = readExifFacts(blocks.exif);
  const { keywordTexts = [] } = blocks;
  const comments = (blocks.comments ?? []).filter(Boolean).join("\n");
  const written = chooseResolution(
    exif.resolution,
    blocks.resolution,
    readResolutionResource(resources.get(resolutionResource)),
  );
  const resolution = turnIf(exif.isTurned !== isTurned, written);
  const texts = merge([
    readXmpTexts(readPacket(xmp)),
    textsOfIptc(iptc),
    exif.texts,
    textsOfKeywords(keywordTexts),
    comments ? { comment: [comments] } : {},
  ]);
  return {
    ...(blocks.exif && { exif: Buffer.from(blocks.exif) }),
    ...(xmp && { xmp: Buffer.from(xmp) }),
    ...(iptc.length > 0 && { iptc }),
    ...(resolution && { resolution }),
    ...(Object.keys(texts).length > 0 && { texts }),
    ...(keywordTexts.length > 0 && { keywordTexts }),
  };
}

/** What EXIF's specification has for a resolution that is not known. */
const unknownExifDpi = 72;

/** EXIF first, unless it says 72 dpi and another place says otherwise. */
function chooseResolution(exif?: Resolution, container?: Resolution, photoshop?: Resolution): Resolution | undefined {
  const isDefault = exif?.x === unknownExifDpi && exif.y === unknownExifDpi;
  return (isDefault ? undefined : exif) ?? container ?? photoshop ?? exif;
}

/** Of each text the first one that was found. */
function merge(sources: PhotoTexts[]): PhotoTexts {
  const texts: PhotoTexts = {};
  for (const name of photoTextNames) {
    const values = sources.map((source) => source[name]).find((found) => found && found.length > 0);
    if (values) texts[name] = values;
  }
  return texts;
}

function textsOfKeywords(keywordTexts: readonly KeywordText[]): PhotoTexts {
  const texts: PhotoTexts = {};
  for (const { keyword, text } of keywordTexts) {
    const name = photoTextNames.find((one) => placesOf(one).png?.toLowerCase() === keyword.toLowerCase());
    if (!name) continue;
    const value = name === "dateCreated" ? readMoment(text) : text;
    if (value !== "") texts[name] ??= [value];
  }
  return texts;
}

/** ISO 8601 as it is, and RFC 1123, which PNG recommends; empty for any other notation. */
function readMoment(text: string): string {
  if (/^\d{4}-\d\d(-\d\d)?/.test(text)) return text;
  const moment = /^[A-Z][a-z]{2}, \d/.test(text) ? new Date(text) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment.toISOString().replace(".000Z", "+00:00") : "";
}

/** Null when the bytes do not start like BMP. */
function readBmpBlocks(file: ByteSource): MetadataBlocks | null {
  const head = file.read(0, 54);
  if (head.toString("latin1", 0, 2) !== "BM") return null;
  if (head.length < 54 || head.readUInt32LE(14) < 40) return {};
  return { resolution: toResolution(head.readInt32LE(38), head.readInt32LE(42), "meter") };
}
