import { inflateSync } from "node:zlib";
import { trimExif } from "../../output/metadata/exif-block";
import { decodeLatin1, decodeText } from "../decode-text";
import type { ByteSource } from "../file-bytes";
import type { KeywordText, MetadataBlocks } from "../photo-metadata";
import { type Resolution, toResolution } from "../resolution";

const signature = "89504e470d0a1a0a";
/** Behind the picture of a larger file nothing is looked for: the studio's own outputs have everything before it. */
const largestUpload = 64 * 1024 * 1024;
const maxTexts = 200;
const maxBlockBytes = 4 * 1024 * 1024;
/** Of a text after decompression; a profile in hexadecimal may be longer. */
const maxTextBytes = 256 * 1024;
const maxRawBytes = 8 * 1024 * 1024;
/** Of all texts together, bombs included: a small file may hold thousands of them. */
const maxAllBytes = 24 * 1024 * 1024;
const xmpKeyword = "XML:com.adobe.xmp";
const rawKeyword = /^Raw profile type (\w+)$/i;
/** What ImageMagick notes about the file that it read, not what a person wrote. */
const notes = /^(date|exif|png|icc|jpeg|tiff):/i;

type Chunk = { type: string; data: Buffer };

/** The chunks with metadata. Pictures and what is too long are stepped over. */
function* listChunks(file: ByteSource): Generator<Chunk> {
  let at = 8;
  while (at + 12 <= file.size) {
    const head = file.read(at, 8);
    const [length, type] = [head.readUInt32BE(0), head.toString("latin1", 4, 8)];
    if (type === "IDAT" && file.size > largestUpload) return;
    if (/^(pHYs|eXIf|tEXt|zTXt|iTXt)$/.test(type) && length <= maxBlockBytes) {
      yield { type, data: file.read(at + 8, length) };
    }
    at += 12 + length;
  }
}

/** Null when the bytes do not start like PNG. */
export function readPngBlocks(file: ByteSource): MetadataBlocks | null {
  if (file.read(0, 8).toString("hex") !== signature) return null;
  const blocks: MetadataBlocks = {};
  const keywordTexts: KeywordText[] = [];
  let left = maxAllBytes;
  for (const { type, data } of listChunks(file)) {
    if (type === "pHYs") blocks.resolution ??= readPhysical(data);
    else if (type === "eXIf") blocks.exif ??= trimExif(data);
    else {
      if (keywordTexts.length >= maxTexts || left <= 0) continue;
      const { text, cost } = readTextChunk(type, data);
      left -= cost;
      if (!text) continue;
      const raw = rawKeyword.exec(text.keyword);
      if (raw) takeRawProfile(blocks, raw[1] ?? "", text.bytes);
      else if (text.keyword === xmpKeyword) blocks.xmp ??= text.bytes;
      else if (!notes.test(text.keyword)) keywordTexts.push({ keyword: text.keyword, text: text.decode(text.bytes) });
    }
  }
  return { ...blocks, keywordTexts: keywordTexts.filter(({ text }) => text !== "") };
}

function readPhysical(data: Buffer): Resolution | undefined {
  if (data.length < 9 || data[8] !== 1) return undefined;
  return toResolution(data.readUInt32BE(0), data.readUInt32BE(4), "meter");
}

type ReadText = { keyword: string; bytes: Buffer; decode: (bytes: Buffer) => string };

/** `cost`: the bytes that were made of it. No text for a chunk that cannot be read, or that grows without bound. */
function readTextChunk(type: string, data: Buffer): { text: ReadText | null; cost: number } {
  const none = { text: null, cost: 0 };
  const end = data.indexOf(0);
  if (end < 1 || end > 79) return none;
  const keyword = decodeLatin1(data.subarray(0, end));
  const limit = rawKeyword.test(keyword) ? maxRawBytes : maxTextBytes;
  const found = (bytes: Buffer | null) => ({
    text: bytes && { keyword, bytes, decode: decodeText },
    cost: bytes?.length ?? limit,
  });
  if (type === "tEXt") return found(data.subarray(end + 1));
  if (type === "zTXt") return found(inflate(data.subarray(end + 2), limit));
  const language = data.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return none;
  const stored = data.subarray(translated + 1);
  return found(data[end + 1] === 1 ? inflate(stored, limit) : stored);
}

function inflate(data: Buffer, maxOutputLength: number): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength });
  } catch {
    // Damaged or a bomb: the photo is colored without this text.
    return null;
  }
}

/** ImageMagick's form: a name, a length, then hexadecimal digits, each on lines of their own. */
function takeRawProfile(blocks: MetadataBlocks, name: string, text: Buffer): void {
  const lines = text.toString("latin1").trim().split(/\s+/);
  const profile = Buffer.from(lines.slice(2).join(""), "hex");
  const isXmp = profile.toString("latin1", 0, 28) === "http://ns.adobe.com/xap/1.0/";
  const kind = name.toLowerCase();
  if (kind === "xmp") blocks.xmp ??= profile;
  else if (kind === "app1" && isXmp) blocks.xmp ??= profile.subarray(29);
  else if (kind === "exif" || kind === "app1") blocks.exif ??= trimExif(profile);
  else if (kind === "iptc" || kind === "8bim") {
    if (profile.toString("latin1", 0, 4) === "8BIM") blocks.resources ??= profile;
    else blocks.iptc ??= profile;
  }
}
