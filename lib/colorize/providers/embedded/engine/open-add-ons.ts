import type { ManifestModel, ModelOf } from "../graphs/manifest-schema";
import { openGraph, openOnce, openSession, type Sessions, type Weights } from "../graphs/open-session";
import { verifyModel } from "../graphs/read-manifest";
import type { ClarityModel } from "../stages/clarity/face/clarity-model";
import { createClarityModel } from "../stages/clarity/face/create-clarity-model";
import type { PhotoClarityModel } from "../stages/clarity/find-photo-change";
import type { FacesModel } from "../stages/faces/find-faces";
import { createInpaintModel } from "../stages/repair/fill/create-inpaint-model";
import type { InpaintModel } from "../stages/repair/fill/inpaint-model";
import type { RepairModel } from "../stages/repair/find-damage";
import type { Models, PlacedModel } from "./select-models";

/** A loaded model of an add-on. `tag` is its role and the first 8 hex digits of the weights' SHA-256. */
export type AddOn<Model> = { model: Model; tag: string };

/** Each resolves to null when the manifest has no such model. Models load on first use and stay loaded. */
export type AddOns = {
  prepareRepair(): Promise<AddOn<RepairModel> | null>;
  /** Fills what repair finds; null as well where the studio's own network does. */
  prepareInpaint(): Promise<AddOn<InpaintModel> | null>;
  prepareFaces(): Promise<AddOn<FacesModel> | null>;
  prepareClarity(): Promise<AddOn<ClarityModel> | null>;
  preparePhotoClarity(): Promise<AddOn<PhotoClarityModel> | null>;
};

/** The returned functions reject with not_configured when a model file is missing or altered. */
export function openAddOns({ models }: Models, threads: number, sessions?: Sessions): AddOns {
  const opener = <Role extends ManifestModel["role"], Model>(
    role: Role,
    open: (weights: Weights, description: ModelOf<Role>, threads: number, sessions?: Sessions) => Promise<Model>,
  ) => {
    const once = openOnce<Model>();
    const description = models.find((model): model is PlacedModel & ModelOf<Role> => model.role === role);
    return async (): Promise<AddOn<Model> | null> => {
      if (!description) return null;
      const read = async () => {
        const model = await open(await verifyModel(description), description, threads, sessions);
        sessions?.models.add(description.sha256);
        return model;
      };
      return { model: await once(description.name, read), tag: `${role}@${description.sha256.slice(0, 8)}` };
    };
  };
  return {
    prepareRepair: opener("repair", openGraph),
    prepareInpaint: opener("inpaint", async (weights, description) =>
      createInpaintModel(await openSession(weights, threads, sessions), description),
    ),
    prepareFaces: opener("faces", openGraph),
    prepareClarity: opener("clarity", async (weights, description) =>
      createClarityModel(await openSession(weights, threads, sessions), description),
    ),
    preparePhotoClarity: opener("photo-clarity", openGraph),
  };
}
