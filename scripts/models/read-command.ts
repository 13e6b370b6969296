import path from "node:path";
import { parseArgs } from "node:util";
import { isModelKind, type ModelKind, modelKinds } from "./model-kinds";

type Command =
  | { name: "list" }
  | { name: "verify" }
  | { name: "add"; file: string; kind: ModelKind; as: string; side?: number };

export const usage = `Usage: npm run models -- COMMAND

  list                   every model: its role, size and hash, what uses it, whether its file is there
  verify                 compares every file with its manifest and loads it; exit 1 when something is wrong
  add FILE --as KIND     checks a published ONNX file, copies it into DATA_DIR/models and says which setting uses it
      --name NAME        the name to give it, KIND if left out; a model added under that name before is replaced
      --side PIXELS      how large to feed a graph that leaves its size open, a multiple of 32

Kinds: ${Object.keys(modelKinds).join(", ")}.
Nothing is ever downloaded. models/README.md says what each kind is and whose license to read.
`;

/** @returns null when the command line is none of those above */
export function readCommand(args: string[]): Command | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { as: { type: "string" }, name: { type: "string" }, side: { type: "string" } },
    });
    const [name, file, ...rest] = positionals;
    const { as: kind, name: as = kind, side } = values;
    if ((name === "list" || name === "verify") && !file && Object.keys(values).length === 0) return { name };
    if (name !== "add" || !file || rest.length > 0 || !kind || !as || !isModelKind(kind)) return null;
    if (!/^[a-z0-9-]+$/.test(as) || (side && !isSide(Number(side)))) return null;
    return { name, file: path.resolve(file), kind, as, ...(side && { side: Number(side) }) };
  } catch {
    return null; // parseArgs throws on an option it does not know
  }
}

const isSide = (side: number): boolean => Number.isInteger(side) && side % 32 === 0 && side >= 32 && side <= 2048;
