import type { Inspection } from "../../../../../contract/photos/scan-hints";
import { decodePhoto } from "../../photo-file/decode-photo";
import type { ClarityModel } from "../clarity/face/clarity-model";
import { findClarityGain } from "../clarity/find-clarity-gain";
import type { PhotoClarityModel } from "../clarity/find-photo-change";
import type { FacesModel } from "../faces/find-faces";
import { findFaces } from "../faces/find-faces";
import type { RepairModel } from "../repair/find-damage";
import { findDamage } from "../repair/find-damage";
import { findHints } from "../scan/find-hints";
import { judgeTone } from "./judge-tone";

export type InspectionModels = {
  repair: RepairModel | null;
  faces: FacesModel | null;
  clarity: ClarityModel | null;
  photoClarity: PhotoClarityModel | null;
};

/**
 * Inspects a photo without changing it, and says what could be done with it first. Facts without a model are null.
 * @throws {AppError} image_corrupt, image_too_many_pixels, upstream_error
 */
export async function inspectFile(
  { repair, faces, clarity, photoClarity }: InspectionModels,
  path: string,
): Promise<Inspection> {
  const { raster } = await decodePhoto(path);
  const found = faces && (await findFaces(faces, raster));
  const damage = repair && (await findDamage(repair, raster, found ?? []));
  const clear =
    found && clarity && photoClarity && (await findClarityGain({ photo: photoClarity, face: clarity }, raster, found));
  return {
    tone: judgeTone(raster),
    damagePercent: damage?.percent ?? null,
    faces: found?.length ?? null,
    clarityGain: clear?.gain ?? null,
    hints: await findHints(faces, raster),
  };
}
