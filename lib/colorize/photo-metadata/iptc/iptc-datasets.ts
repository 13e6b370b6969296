import { decodeOldText, decodeText } from "../decode-text";

/** One value of IPTC's application record. */
export type IptcDataset = { dataset: number; data: Buffer };

const marker = 0x1c;
const envelope = 1;
const application = 2;
const charsetDataset = 90;
const utf8Charset = "\u001b%G";
/** Pictures and numbers, which are no text; the pictures show the photo without color. */
const binary = new Set([0, 125, 200, 201, 202]);
const maxDatasets = 2000;
/** A dataset's length has 15 bits; longer ones need a form that few programs read. */
const maxDatasetBytes = 32_767;

type RawDataset = { record: number; dataset: number; data: Buffer };

function listDatasets(bytes: Buffer): RawDataset[] {
  const found: RawDataset[] = [];
  let at = 0;
  while (at + 5 <= bytes.length && found.length < maxDatasets) {
    if (bytes[at] !== marker) {
      // Some programs pad; anything else between datasets is damage, and the next marker may be the next dataset.
      const next = bytes.indexOf(marker, at);
      if (next < 0) break;
      at = next;
      continue;
    }
    const [record = 0, dataset = 0] = [bytes[at + 1], bytes[at + 2]];
    let length = bytes.readUInt16BE(at + 3);
    at += 5;
    if (length & 0x8000) {
      const lengthBytes = length & 0x7fff;
      if (lengthBytes > 4 || at + lengthBytes > bytes.length || lengthBytes === 0) break;
      length = bytes.readUIntBE(at, lengthBytes);
      at += lengthBytes;
    }
    if (at + length > bytes.length) break;
    found.push({ record, dataset, data: bytes.subarray(at, at + length) });
    at += length;
  }
  return found;
}

/**
 * The texts of the application record, in UTF-8. Where the envelope does not declare UTF-8 they are taken for it if they can be,
 * else for Mac Roman or Windows-1252.
 */
export function readIptc(bytes: Buffer): IptcDataset[] {
  const all = listDatasets(bytes);
  const charset = all.find(({ record, dataset }) => record === envelope && dataset === charsetDataset);
  const decode = charset?.data.toString("latin1") === utf8Charset ? decodeText : decodeOldText;
  return all
    .filter(({ record, dataset }) => record === application && !binary.has(dataset))
    .map(({ dataset, data }) => ({ dataset, data: Buffer.from(decode(data), "utf8") }))
    .filter(({ data }) => data.length > 0);
}

/** Datasets as bytes, with the mark that they are UTF-8. Texts too long for one are cut at a letter. */
export function writeIptc(datasets: readonly IptcDataset[]): Buffer {
  const version = Buffer.from([0, 4]);
  const sorted = [...datasets].sort((one, other) => one.dataset - other.dataset);
  return Buffer.concat([
    frame(envelope, charsetDataset, Buffer.from(utf8Charset, "latin1")),
    frame(application, 0, version),
    ...sorted.map(({ dataset, data }) => frame(application, dataset, cutUtf8(data, maxDatasetBytes))),
  ]);
}

function frame(record: number, dataset: number, data: Buffer): Buffer {
  const head = Buffer.from([marker, record, dataset, 0, 0]);
  head.writeUInt16BE(data.length, 3);
  return Buffer.concat([head, data]);
}

/** At most so many bytes of a UTF-8 text, without half a letter at the end. */
export function cutUtf8(text: Buffer, maxBytes: number): Buffer {
  if (text.length <= maxBytes) return text;
  let end = maxBytes;
  while (end > 0 && ((text[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return text.subarray(0, end);
}
