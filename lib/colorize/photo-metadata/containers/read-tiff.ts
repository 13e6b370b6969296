import type { ByteSource } from "../file-bytes";
import type { MetadataBlocks } from "../photo-metadata";
import { readExifTree } from "../tiff/exif-tree";
import { layOutDirectory, tiffHeader } from "../tiff/lay-out-directory";
import { findEntry, type TiffDirectory, TiffReader } from "../tiff/tiff-directory";

const tags = { xmp: 700, iptc: 33_723, resources: 34_377 };
const marker = 0x1c;

/** Null when the bytes do not start like TIFF. `page` counts from 1; a raw file of a camera has its texts in the first. */
export function readTiffBlocks(file: ByteSource, page: number): MetadataBlocks | null {
  const magic = file.read(0, 4).toString("latin1");
  if (!/^(II[*+RU]|MM\0[*+]|MMOR)/.test(magic)) return null;
  const reader = TiffReader.open(file);
  const directory = reader?.page(page);
  if (!reader || !directory) return {};
  const dataOf = (tag: number) => findEntry(directory, tag)?.data;
  const iptc = dataOf(tags.iptc);
  return {
    exif: buildExif(reader, directory),
    xmp: dataOf(tags.xmp),
    iptc: iptc && orderIptc(iptc),
    resources: dataOf(tags.resources),
  };
}

/** Some programs write the bytes as 32-bit numbers, so that they come out in fours the wrong way round. */
const orderIptc = (data: Buffer): Buffer =>
  data[0] !== marker && data[3] === marker && data.length % 4 === 0 ? Buffer.from(data).swap32() : data;

/** An EXIF block of the page's texts, its EXIF directory and its place. */
const buildExif = (reader: TiffReader, { order, ...directory }: TiffDirectory): Buffer =>
  Buffer.concat([tiffHeader(order), layOutDirectory(readExifTree(reader, { order, ...directory }), order, 8)]);
