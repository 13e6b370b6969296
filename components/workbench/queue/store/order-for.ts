import { defaultOrder, type Order, type OutputFormat } from "@/lib/contract/order";
import { findPhotoType } from "../../intake/photo-types";
import type { OrderDefaults, QueueSettings } from "./queue-state";

const noDefaults: OrderDefaults = { metadata: null, outputFormat: null };

/**
 * What changes in a browser whose account has other defaults than this browser took over last: they replace what was chosen here
 * before, and what is chosen here afterward stays. Null where nothing has changed.
 */
export function takeDefaults(
  { order, choseFormat, defaults }: Pick<QueueSettings, "order" | "choseFormat" | "defaults">,
  wanted: OrderDefaults,
): Pick<QueueSettings, "order" | "choseFormat" | "defaults"> | null {
  const taken = defaults ?? noDefaults;
  const hasMetadata = wanted.metadata !== taken.metadata;
  const hasFormat = wanted.outputFormat !== taken.outputFormat;
  if (!hasMetadata && !hasFormat) return null;
  return {
    defaults: wanted,
    choseFormat: hasFormat ? wanted.outputFormat !== null : choseFormat,
    order: {
      ...order,
      ...(hasMetadata && { metadata: wanted.metadata ?? defaultOrder.metadata }),
      ...(hasFormat && { outputFormat: wanted.outputFormat ?? defaultOrder.outputFormat }),
    },
  };
}

type NamedFile = Pick<File, "name" | "type">;

/**
 * The format that suits a photo: of a JPEG another JPEG, a quarter of the size of a PNG that could only keep its losses. All
 * others may have 16 bits, transparency or no losses, so they become PNGs.
 */
export const suitFormat = (file: NamedFile): OutputFormat =>
  findPhotoType(file) === "jpeg" ? "jpeg" : defaultOrder.outputFormat;

/** The options that a photo gets when it is added, or colored once more. */
export function orderFor(file: NamedFile, { order, choseFormat }: Pick<QueueSettings, "order" | "choseFormat">): Order {
  return choseFormat ? order : { ...order, outputFormat: suitFormat(file) };
}
