import { formatBytes } from "../../../lib/format/format-files";
import type { CatalogueEntry } from "../../../lib/operator/upkeep/catalogue/read-catalogue";

/**
 * What somebody needs to fetch a file elsewhere and bring it here.
 * @param file where it has to be put
 */
export function describeByHand(entry: CatalogueEntry, addresses: readonly string[], file: string): string {
  const size = entry.bytes === null ? "not stated" : `${entry.bytes} bytes (${formatBytes(entry.bytes)})`;
  return [
    `MODELS_OFFLINE is true: nothing is downloaded. Fetch ${entry.file} on another machine, from one of`,
    ...addresses.map((address) => `  ${address}`),
    `  size     ${size}`,
    `  SHA-256  ${entry.sha256}`,
    `  license  ${entry.license}`,
    `put it here`,
    `  ${file}`,
    `and run the same command again.`,
  ].join("\n");
}
