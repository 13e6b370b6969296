import { selectModels } from "../../lib/colorize/providers/embedded/engine/select-models";
import type { ModelsPlace } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import { formatBytes } from "../../lib/format/format-files";
import { listModels } from "../../lib/operator/upkeep/list-models";
import { checkRemotes } from "./check-remotes";

/** A line per model with a heading, columns aligned; below it what was chosen and is not there. */
export async function describeModels(place: ModelsPlace): Promise<string[]> {
  const { models, faults } = await listModels(place);
  const remotes = await checkRemotes(await selectModels(place));
  const rows = [["NAME", "ROLE", "GRAPH", "SIZE", "SHA-256", "USED BY", "FROM", "FILE"]];
  for (const { name, role, graph, bytes, sha256, usedBy, from, isThere } of models) {
    const remote = remotes.find(({ address }) => address === from);
    const state = isThere ? "present" : "missing";
    rows.push([
      name,
      role,
      remote?.graph ?? graph,
      bytes === null ? "-" : formatBytes(bytes),
      sha256?.slice(0, 8) ?? "-",
      usedBy.join(", ") || "-",
      from,
      remote ? (remote.fault ? "not ready" : "ready") : state,
    ]);
  }
  return [...alignColumns(rows), ...faults, ...remotes.flatMap(({ fault }) => fault ?? [])];
}

/** Rows as lines, each column as wide as its longest cell. */
export function alignColumns(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
