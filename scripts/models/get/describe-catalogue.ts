import { formatBytes } from "../../../lib/format/format-files";
import type { ListedEntry, Presence } from "../../../lib/operator/upkeep/catalogue/list-catalogue";
import { alignColumns } from "../list-models";

const presences: Record<Presence, string> = {
  added: "added",
  file: "the file, not added",
  part: "begun",
  none: "no",
};

/** A line per published file with a heading, then what each is, and what to type. */
export function describeCatalogue(entries: readonly ListedEntry[]): string[] {
  const rows = entries.map(({ name, bytes, roughBytes, hosts, memoryBytes, presence }) => [
    name,
    bytes !== null ? formatBytes(bytes) : roughBytes ? `about ${formatBytes(roughBytes)}` : "not stated",
    memoryBytes === null ? "not known" : `about ${formatBytes(memoryBytes)}`,
    presences[presence],
    hosts.join(", "),
  ]);
  const notes = entries.flatMap((entry) => ["", `${entry.name}: ${entry.what}.`, ...describeEntry(entry)]);
  return [
    ...alignColumns([["NAME", "SIZE", "MEMORY", "HERE", "FROM"], ...rows]),
    ...notes,
    "",
    "MEMORY is that of a whole studio with one engine worker, at its peak.",
    "npm run models -- get NAME fetches one. Nothing is ever fetched without that command.",
  ];
}

function describeEntry({ license, nonCommercial, bytes, hosts, confirmedBy }: ListedEntry): string[] {
  const [host] = hosts;
  return [
    `  License: ${license}.`,
    ...(nonCommercial === null ? [] : [`  ${nonCommercial} Needs --accept-non-commercial.`]),
    `  Hash: ${confirmedBy}.`,
    ...(bytes === null ? ["  Its publishers state no size, so only its hash is compared."] : []),
    ...(hosts.length === 1 ? [`  All addresses are at ${host}: set MODELS_MIRROR for another place.`] : []),
  ];
}
