import { stat } from "node:fs/promises";
import path from "node:path";
import { type PlacedModel, selectModels } from "../../lib/colorize/providers/embedded/engine/select-models";
import type { ModelsPlace } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import type { ManifestModel } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { formatBytes } from "../../lib/format/format-files";
import { readAllModels } from "./place-models";

const addOns: Partial<Record<ManifestModel["role"], string>> = {
  repair: "clean_scratches",
  faces: "face_remaster",
  clarity: "face_remaster",
  "photo-clarity": "face_remaster",
};

/** A line per model with a heading, columns aligned; below it what was chosen and is not there. */
export async function listModels(place: ModelsPlace): Promise<string[]> {
  const { models: used, presets, faults } = await selectModels(place);
  const usersOf = (model: PlacedModel): string => {
    if (!used.some((other) => other.dir === model.dir && other.name === model.name)) return "-";
    const names = (["large", "tiny"] as const).filter((name) => presets[name]?.model === model.name);
    return addOns[model.role] ?? names.join(", ");
  };
  const rows = [["NAME", "ROLE", "GRAPH", "SIZE", "SHA-256", "USED BY", "FROM", "FILE"]];
  for (const model of await readAllModels(place)) {
    const { name, role, graph, bytes, sha256, dir, file } = model;
    const there = await stat(path.join(dir, file)).catch(() => null);
    const from = dir === place.modelsDir ? "shipped" : "added";
    const state = there ? "present" : "missing";
    rows.push([name, role, graph, formatBytes(bytes), sha256.slice(0, 8), usersOf(model), from, state]);
  }
  return [...alignColumns(rows), ...Object.values(faults)];
}

function alignColumns(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
