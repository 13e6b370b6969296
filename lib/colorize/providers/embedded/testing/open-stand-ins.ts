import path from "node:path";
import { openEngine } from "../engine/open-engine";
import { prepareStages } from "../engine/prepare-stages";
import { standInsDir } from "./open-test-engine";

export const publishedDir = path.resolve(import.meta.dirname, "published-stand-ins");

/** A tiny graph with the inputs and outputs of a published one; what it does is in make_published_stand_ins.py. */
export const publishedFile = (name: string): string => path.join(publishedDir, `${name}.onnx`);

/** The stand-in models of every stage, in this thread. */
export async function openStandIns() {
  const engine = await openEngine({ modelsDir: standInsDir, threads: 1 });
  const wanted = { model: "tiny" as const, cleanScratches: true, faceRemaster: true };
  const { models } = await prepareStages(engine, wanted);
  const { repair, faces, clarity } = models;
  if (!repair || !faces || !clarity) throw new Error("the stand-ins lack a model");
  return { ...models, repair, faces, clarity };
}
