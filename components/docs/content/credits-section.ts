import { headers } from "@/lib/contract/headers";
import { formFields } from "@/lib/contract/order";
import { largestIdleChange, priceOrder } from "@/lib/contract/prices";
import type { DocsSection } from "./docs-block";

const requestedWith = {
  colorize: "Every call",
  cleanScratches: `\`${formFields.cleanScratches}=true\``,
  faceRemaster: `\`${formFields.faceRemaster}=true\``,
};

/** What a call costs, from the very price list the server charges by. */
export function creditsSection(): DocsSection {
  const { lines, total } = priceOrder({ cleanScratches: true, faceRemaster: true });
  return {
    id: "credits",
    title: "Credits",
    blocks: [
      {
        kind: "text",
        text: `You pay for photos that come out, and for nothing else. The price is set aside when a call starts; when it fails, for whatever reason, it goes back in full. An add-on that changes no sample of the photo by more than ${largestIdleChange}/255 is not charged: its part of what was set aside goes back, and \`${headers.idleAddOns}\` and the job name it.`,
      },
      {
        kind: "table",
        caption: "Credits for one photo",
        head: ["Item", "Asked for with", "Credits"],
        rows: [
          ...lines.map(({ item, label, credits }) => [
            label,
            requestedWith[item],
            item === "colorize" ? String(credits) : `+${credits}`,
          ]),
          ["With everything", "", String(total)],
        ],
      },
    ],
  };
}
