import { headers } from "@/lib/contract/headers";
import { formFields } from "@/lib/contract/order";
import { largestIdleChange, priceOrder } from "@/lib/contract/prices";
import type { DocsSection } from "./docs-block";

const requestedWith = {
  colorize: "Every call",
  cleanScratches: `\`${formFields.cleanScratches}=true\``,
  faceRemaster: `\`${formFields.faceRemaster}=true\``,
};

/** What a call costs, from the price list that the server uses. */
export function creditsSection(): DocsSection {
  const { lines, total } = priceOrder({ cleanScratches: true, faceRemaster: true });
  return {
    id: "credits",
    title: "Credits",
    blocks: [
      {
        kind: "text",
        text: `You pay only for photos that work. The price is put on hold when a call starts and released in full if the call fails, for whatever reason. An add-on that changes no color value in the photo by more than ${largestIdleChange}/255 is not charged: its part of the hold is released, and \`${headers.idleAddOns}\` and the job list it.`,
      },
      {
        kind: "text",
        text: "With `auto` an add-on runs only where the photo has something for it to do, which the studio finds out while it works on the photo. Its price is held until then, and not charged where there is nothing to do, or where this studio does not offer the add-on. `POST /api/v1/quote` takes `auto` too: `total` is the most that the photos can cost, `least` the least.",
      },
      {
        kind: "table",
        caption: "Credits for one photo",
        head: ["Item", "Requested with", "Credits"],
        rows: [
          ...lines.map(({ item, label, credits }) => [
            label,
            requestedWith[item],
            item === "colorize" ? String(credits) : `+${credits}`,
          ]),
          ["With both add-ons", "", String(total)],
        ],
      },
    ],
  };
}
