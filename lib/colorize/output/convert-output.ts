import type { MetadataPolicy, OutputFormat } from "../../contract/order";
import { applyMetadataPolicy } from "./metadata/apply-metadata-policy";
import { openOutput } from "./open-output";
import { writeOutput } from "./write-output";

type Wanted = { path: string; format: OutputFormat; policy: MetadataPolicy };

/** Writes a finished picture once more, to `path`: upright, in the wanted format, marked, with no more metadata than wanted. */
export async function convertOutput(from: string, { path, format, policy }: Wanted): Promise<void> {
  const { image, space, icc, metadata } = await openOutput(from);
  const pixels = image.autoOrient().toColourspace(format === "png" ? space : "srgb");
  await writeOutput(pixels, { path, format, metadata: { icc, ...applyMetadataPolicy(metadata, { policy, format }) } });
}
