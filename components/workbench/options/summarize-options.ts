import { addOns, type Order, readAddOnMode } from "@/lib/contract/order";
import { readCommon } from "./choose-targets";
import { formatTexts } from "./output-texts";

const modelNames = { large: "Large", tiny: "Tiny" } as const;

/** The options of some photos in a few words: `Large, 2 add-ons, PNG`. */
export function summarizeOptions(orders: readonly Order[]): string {
  const model = readCommon(orders, (order) => order.model);
  const format = readCommon(orders, (order) => order.outputFormat);
  const ordered = readCommon(orders, (order) => addOns.filter((addOn) => readAddOnMode(order, addOn) !== "off").length);
  const parts = [
    model ? modelNames[model] : "Large and Tiny",
    ...(ordered === null ? ["some add-ons"] : ordered === 0 ? [] : [ordered === 1 ? "1 add-on" : `${ordered} add-ons`]),
    ...(format ? [formatTexts[format].name] : []),
  ];
  return parts.join(", ");
}
