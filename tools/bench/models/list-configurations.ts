import type { Manifest } from "../../../lib/colorize/providers/embedded/graphs/manifest-schema";
import type { OutputFormat } from "../../../lib/contract/order";
import type { Configuration } from "./configuration";

export type Sizes = { threads: number[]; megapixels: number[]; formats: OutputFormat[] };

/** Each model alone, and the larger one with each add-on that is installed, at each size, smallest first. */
export function listConfigurations(
  { models, presets }: Manifest,
  { threads, megapixels, formats }: Sizes,
): Configuration[] {
  const has = (role: Manifest["models"][number]["role"]) => models.some((model) => model.role === role);
  const clears = has("faces") && has("clarity") && has("photo-clarity");
  const names = (["tiny", "large"] as const).filter((name) => presets[name]);
  const alone = names.map((model) => ({ model, cleanScratches: false, faceRemaster: false }));
  const orders = [
    ...alone,
    ...alone.slice(-1).flatMap((order) => (has("repair") ? { ...order, cleanScratches: true } : [])),
    ...alone.slice(-1).flatMap((order) => (clears ? { ...order, faceRemaster: true } : [])),
  ];
  return threads.flatMap((count) =>
    megapixels.flatMap((size) =>
      orders.flatMap((order) => formats.map((format) => ({ ...order, threads: count, megapixels: size, format }))),
    ),
  );
}
