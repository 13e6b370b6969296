import { readFileSync } from "node:fs";
import path from "node:path";

export const publishedDir = path.resolve(import.meta.dirname, "published-stand-ins");

/** A tiny graph with the inputs and outputs of a published one; what it does is in make_published_stand_ins.py. */
export const readPublished = (name: string): Buffer => readFileSync(path.join(publishedDir, `${name}.onnx`));
