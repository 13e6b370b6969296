import { defaultOrder, type Order, type OutputFormat } from "@/lib/contract/order";
import { findPhotoType } from "../../intake/photo-types";
import type { QueueSettings } from "./queue-state";

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
