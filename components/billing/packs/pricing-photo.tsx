import type { Capabilities } from "@/lib/contract/answers";
import { isOffered, type PriceLine, priceOrder } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-numbers";

const { lines, total } = priceOrder({ cleanScratches: true, faceRemaster: true });
const explained: Record<PriceLine["item"], string> = {
  colorize: "Natural color at full resolution, with either model",
  cleanScratches: "Optional: removes scratches and dust",
  faceRemaster: "Optional: sharpens faces and the whole photo",
};

/** What one photo costs, item by item. What this studio does not offer is marked. */
export function PricingPhoto({ capabilities }: { capabilities: Capabilities }) {
  return (
    <section aria-labelledby="photo-price-title" className="grid gap-8 lg:grid-cols-[5fr_7fr] lg:gap-16">
      <div className="grid content-start gap-3">
        <h2 id="photo-price-title" className="text-2xl font-semibold sm:text-3xl">
          What a photo costs
        </h2>
        <p className="max-w-md text-pretty text-muted-foreground">
          The price is the same in the workbench and through the API, and you see it before anything is sent. A photo
          that fails costs nothing, whatever the reason. Neither does an add-on that changes nothing.
        </p>
      </div>
      <dl className="divide-y border-y tabular-nums">
        {lines.map(({ item, label, credits }) => (
          <div key={item} className="flex items-baseline justify-between gap-6 py-4">
            <dt>
              <span className="block font-medium">{label}</span>
              <span className="block text-sm text-muted-foreground">
                {explained[item]}
                {!isOffered(capabilities, item) && ". Not on this studio yet"}
              </span>
            </dt>
            <dd className="font-medium whitespace-nowrap">
              {item === "colorize" ? formatCredits(credits) : `+${credits}`}
            </dd>
          </div>
        ))}
        <div className="flex items-baseline justify-between gap-6 py-4 text-muted-foreground">
          <dt>With both add-ons</dt>
          <dd className="whitespace-nowrap">{formatCredits(total)}</dd>
        </div>
      </dl>
    </section>
  );
}
