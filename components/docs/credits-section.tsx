import { formFields } from "@/lib/contract/order";
import { priceOrder } from "@/lib/contract/prices";
import { DocsSection } from "./docs-section";
import { InlineCode } from "./inline-code";

const fieldOfItem = {
  colorize: "Every call",
  cleanScratches: `${formFields.cleanScratches}=true`,
  faceRemaster: `${formFields.faceRemaster}=true`,
};

/** What a call costs, from the very price list the server charges by. */
export function CreditsSection() {
  const { lines, total } = priceOrder({ cleanScratches: true, faceRemaster: true });
  return (
    <DocsSection id="credits">
      <p>
        You pay for photos that come out, and for nothing else. The price is set aside when a call starts; when it
        fails, for whatever reason, it goes back in full.
      </p>
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">Credits for one photo</caption>
        <thead>
          <tr className="border-b text-muted-foreground">
            <th scope="col" className="py-2 pr-4 font-medium">
              Item
            </th>
            <th scope="col" className="hidden py-2 pr-4 font-medium sm:table-cell">
              Asked for with
            </th>
            <th scope="col" className="py-2 text-right font-medium">
              Credits
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ item, label, credits }) => (
            <tr key={item} className="border-b">
              <th scope="row" className="py-3 pr-4 font-normal">
                {label}
              </th>
              <td className="hidden py-3 pr-4 sm:table-cell">
                {item === "colorize" ? fieldOfItem[item] : <InlineCode>{fieldOfItem[item]}</InlineCode>}
              </td>
              <td className="py-3 text-right tabular-nums">{item === "colorize" ? credits : `+${credits}`}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-3 pr-4 font-medium">
              With everything
            </th>
            <td className="hidden sm:table-cell" />
            <td className="py-3 text-right font-medium tabular-nums">{total}</td>
          </tr>
        </tbody>
      </table>
    </DocsSection>
  );
}
