import sharp from "sharp";
import type { PhotoFormat } from "../../contract/limits";
import type { PhotoMetadata } from "../output/metadata/apply-metadata-policy";

/**
 * What a photo's file says besides its pixels. What cannot be read is left out.
 * @param path of the file as it was received
 */
export async function readPhotoMetadata(path: string, _format: PhotoFormat): Promise<PhotoMetadata> {
  const found = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  return { exif: found?.exif, xmp: found?.xmp };
}
