import { AppError } from "../../../../errors/app-error";
import { findDeoldifyValues } from "../graphs/find-deoldify-values";
import type { Preset } from "../graphs/manifest-schema";
import { unusable } from "../graphs/remote/exchange";
import { addressOf, openRemote, readRemote } from "../graphs/remote/open-remote";
import type { ColorModel } from "../stages/color/color-model";
import { createColorModel } from "../stages/color/create-color-model";
import { passesFor, type RemotePreset, tagRemote } from "./select-models";

type Prepared = { model: ColorModel; preset: Preset; modelTag: string };
type Opened = { seen: string; model: ColorModel; preset: Preset };

/**
 * Models on servers. Each photo asks for the metadata again, so that its tag names the version that is there now and a model that
 * was replaced by another graph is run as what it is.
 */
export function openRemoteColors(): (name: string, remote: RemotePreset) => Promise<Prepared> {
  const kept = new Map<string, Opened>();
  return async (name, remote) => {
    const { metadata, version } = await readRemote(remote);
    const seen = JSON.stringify(metadata);
    const address = addressOf(remote);
    let opened = kept.get(address);
    if (opened?.seen !== seen) {
      opened = { seen, ...(await open(remote, metadata)) };
      kept.set(address, opened);
    }
    const { model, preset } = opened;
    return { model, preset: { ...preset, model: remote.name }, modelTag: tagRemote(name, { ...remote, version }) };
  };
}

async function open(remote: RemotePreset, metadata: Awaited<ReturnType<typeof readRemote>>["metadata"]) {
  const { session, graph } = openRemote(remote, metadata);
  const known =
    graph.graph === "deoldify"
      ? { ...graph, values: await findDeoldifyValues(session, graph).catch(asUnusable) }
      : graph;
  return { model: checkColor(createColorModel(session, known)), preset: passesFor(known, remote.preset) };
}

/** An answer whose size is not a part of the photo's would be painted askew. */
function checkColor(model: ColorModel): ColorModel {
  return {
    ...model,
    async predict(lightness) {
      const color = await model.predict(lightness).catch(asUnusable);
      const { width, height } = color.a;
      if (width > lightness.width || width * lightness.height !== height * lightness.width)
        throw unusable(`${width} × ${height} for ${lightness.width} × ${lightness.height}`);
      return color;
    },
  };
}

function asUnusable(error: unknown): never {
  throw error instanceof AppError ? error : unusable(error);
}
