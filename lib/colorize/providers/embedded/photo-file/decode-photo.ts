import { access, constants } from "node:fs/promises";
import { AppError } from "../../../../errors/app-error";
import { openPicture } from "../../../photo-file/open-picture";
import { maxMegapixels } from "../../../photo-file/pixel-limit";
import { type DecodedPhoto, decodeWithSharp } from "./decode-with-sharp";

/**
 * Decodes a work picture: upright, converted to sRGB with its own profile, with 16 bits where it has more than 8.
 * @param scratchPath a path for a temporary file; without one a large picture that has to be turned takes twice the memory
 * @throws {AppError} image_corrupt, image_too_many_pixels; upstream_error when the file cannot be read
 */
export async function decodePhoto(path: string, scratchPath?: string): Promise<DecodedPhoto> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    const detail = "The engine could not read the stored photo. Nothing was charged.";
    throw new AppError("upstream_error", { detail, cause });
  });
  try {
    return await decodeWithSharp((options) => openPicture(path, options), scratchPath);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof Error && /pixel limit/i.test(cause.message)) {
      throw new AppError("image_too_many_pixels", {
        detail: `The photo has more than ${maxMegapixels()}, which is the limit. Nothing was charged.`,
        cause,
      });
    }
    throw new AppError("image_corrupt", { detail: "The photo is damaged or incomplete and cannot be decoded.", cause });
  }
}
