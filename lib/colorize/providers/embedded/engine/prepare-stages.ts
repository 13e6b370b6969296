import type { Model } from "../../../../contract/order";
import { AppError } from "../../../../errors/app-error";
import type { StageModels } from "./colorize-file";
import type { AddOn } from "./open-add-ons";
import type { Engine } from "./open-engine";
import type { PreparedColor } from "./prepare-painted";

/** The preset and the add-ons of an order. */
export type WantedModels = { model: Model; cleanScratches: boolean; faceRemaster: boolean };

/**
 * Loads the models of an order and returns them with their tag: `large@5d2c9f01+repair@…+inpaint@…+faces@…+clarity@…+photo-clarity@…`.
 * @param prepareColor the color model, by default that of the preset
 * @throws {AppError} not_configured when one is not installed
 */
export async function prepareStages(
  engine: Engine,
  { model, cleanScratches, faceRemaster }: WantedModels,
  prepareColor: () => Promise<PreparedColor> = () => engine.prepare(model),
): Promise<{ models: StageModels; modelTag: string } & Pick<PreparedColor, "listPainters">> {
  const color = await prepareColor();
  const repair = cleanScratches ? needed(await engine.prepareRepair(), "repair") : null;
  const inpaint = cleanScratches ? await engine.prepareInpaint() : null;
  // Repair uses the face model if there is one, to spare faces; clarity requires it.
  const found = cleanScratches || faceRemaster ? await engine.prepareFaces() : null;
  const faces = faceRemaster ? needed(found, "faces") : found;
  const clarity = faceRemaster ? needed(await engine.prepareClarity(), "clarity") : null;
  const photo = faceRemaster ? needed(await engine.preparePhotoClarity(), "photo-clarity") : null;
  const tags = [repair, inpaint, faces, clarity, photo].flatMap((addOn) => (addOn ? [addOn.tag] : []));
  return {
    models: {
      color: color.model,
      preset: color.preset,
      repair: repair && { repair: repair.model, inpaint: inpaint?.model ?? null },
      faces: faces?.model ?? null,
      clarity: clarity && photo && { face: clarity.model, photo: photo.model },
    },
    modelTag: [color.modelTag, ...tags].join("+"),
    listPainters: color.listPainters,
  };
}

function needed<Opened>(addOn: AddOn<Opened> | null, role: string): AddOn<Opened> {
  if (!addOn) throw new AppError("not_configured", { detail: `The ${role} model is not installed on this studio.` });
  return addOn;
}
