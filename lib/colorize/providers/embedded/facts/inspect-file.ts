import type { PhotoFacts } from "../../../../contract/photo-facts";
import type { FacesModel } from "../faces/faces-model";
import { findFaces } from "../faces/find-faces";
import { decodePhoto } from "../photo-file/decode-photo";
import { findDamage } from "../repair/find-damage";
import type { RepairModel } from "../repair/repair-model";
import { judgeTone } from "./judge-tone";

/** Looks at a photo without changing anything. What there is no model for is null. */
export async function inspectFile(
  { repair, faces }: { repair: RepairModel | null; faces: FacesModel | null },
  path: string,
): Promise<PhotoFacts> {
  const { raster } = await decodePhoto(path);
  const found = faces && (await findFaces(faces, raster));
  const damage = repair && (await findDamage(repair, raster, found ?? []));
  return {
    tone: judgeTone(raster),
    damagePercent: damage?.percent ?? null,
    faces: found?.length ?? null,
  };
}
