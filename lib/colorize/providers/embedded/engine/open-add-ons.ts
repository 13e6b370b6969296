import { openOnce, openSession } from "../graphs/open-session";
import { type ManifestModel, type ModelOf, readVerifiedModel } from "../graphs/read-manifest";
import type { ClarityModel } from "../stages/clarity/face/clarity-model";
import { createClarityModel } from "../stages/clarity/face/create-clarity-model";
import { openPhotoClarityModel, type PhotoClarityModel } from "../stages/clarity/photo-clarity-model";
import { type FacesModel, openFacesModel } from "../stages/faces/faces-model";
import { openRepairModel, type RepairModel } from "../stages/repair/repair-model";
import type { Models, PlacedModel } from "./select-models";

/** `tag` is the role and the first 8 digits of the weights' SHA-256. */
export type AddOn<Model> = { model: Model; tag: string };

/** Each null when the manifest names no such model; loaded on first use, then kept. */
export type AddOns = {
  prepareRepair(): Promise<AddOn<RepairModel> | null>;
  prepareFaces(): Promise<AddOn<FacesModel> | null>;
  prepareClarity(): Promise<AddOn<ClarityModel> | null>;
  preparePhotoClarity(): Promise<AddOn<PhotoClarityModel> | null>;
};

/** What is returned rejects with not_configured when its file is gone or altered. */
export function openAddOns({ models }: Models, threads: number): AddOns {
  const opener = <Role extends ManifestModel["role"], Model>(
    role: Role,
    open: (weights: Buffer, description: ModelOf<Role>, threads: number) => Promise<Model>,
  ) => {
    const once = openOnce<Model>();
    const description = models.find((model): model is PlacedModel & ModelOf<Role> => model.role === role);
    return async (): Promise<AddOn<Model> | null> => {
      if (!description) return null;
      const read = async () => open(await readVerifiedModel(description), description, threads);
      return { model: await once(description.name, read), tag: `${role}@${description.sha256.slice(0, 8)}` };
    };
  };
  return {
    prepareRepair: opener("repair", openRepairModel),
    prepareFaces: opener("faces", openFacesModel),
    prepareClarity: opener("clarity", async (weights, description, count) =>
      createClarityModel(await openSession(weights, count), description),
    ),
    preparePhotoClarity: opener("photo-clarity", openPhotoClarityModel),
  };
}
