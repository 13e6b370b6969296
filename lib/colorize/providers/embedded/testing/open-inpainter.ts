import type { ModelOf } from "../graphs/manifest-schema";
import { openSession } from "../graphs/open-session";
import { createInpaintModel } from "../stages/repair/fill/create-inpaint-model";
import type { InpaintModel } from "../stages/repair/fill/inpaint-model";
import { publishedFile } from "./open-stand-ins";

/** The manifest entry that `npm run models -- add` writes for a published inpainter, but for its file. */
export function describeInpainter(name: string): ModelOf<"inpaint"> {
  const file = { name, file: `${name}.onnx`, sha256: "0".repeat(64), bytes: 1 };
  const tensors = { input: "image", mask: "mask", output: "output", side: 512, role: "inpaint" } as const;
  if (name === "migan") return { ...file, ...tensors, graph: "migan" };
  return { ...file, ...tensors, graph: "lama", values: name === "lama-unit" ? "unit" : "bytes" };
}

/** A stand-in for a published inpainter; what each does is in make_published_stand_ins.py. */
export const openInpainter = async (name: string): Promise<InpaintModel> =>
  createInpaintModel(await openSession(publishedFile(name), 1), describeInpainter(name));
