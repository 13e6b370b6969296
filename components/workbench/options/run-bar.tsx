import { CornerDownLeft } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { formatCount, formatCredits } from "@/lib/format/format-numbers";
import type { BatchPrice } from "./price-batch";

type Props = {
  price: BatchPrice;
  /** How many would be sent, and how many are already in progress. */
  photos: number;
  atWork: number;
  /** How many are ready and left out, since they are pure black and white. */
  withoutGray: number;
  available: number | null;
  freeCredits: number;
  /** For maintenance: nothing can be sent now. */
  isClosed: boolean;
  /** The options in a few words, for phones, where the panel is below the fold. */
  summary: string;
  /** Sends the first `photos` of them. */
  onRun: (photos: number) => void;
};

/** The price, what will be left, and the button. On phones it stays at the bottom of the screen. */
export function RunBar({ summary, onRun, ...terms }: Props) {
  const { price, photos } = terms;
  const enough = price.affordable === photos;
  return (
    <div
      className={cn(
        "grid gap-3 border-t bg-background p-4 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:pb-[max(1rem,env(safe-area-inset-bottom))] lg:p-5",
        photos === 0 && "max-lg:hidden",
      )}
    >
      {photos > 0 && (
        <dl className="grid gap-1 text-sm tabular-nums">
          {price.lines.map(({ item, label, credits, photos: count }) => (
            <Row key={item} name={label} value={`${count} × ${credits}`} quiet />
          ))}
          <div className="flex items-baseline justify-between gap-3 font-medium">
            <dt className="flex min-w-0 items-baseline gap-3">
              <span className="whitespace-nowrap">{price.isAtMost ? "Total, at most" : "Total"}</span>
              <a href="#options" className="truncate text-xs font-normal text-muted-foreground underline lg:hidden">
                {summary}
              </a>
            </dt>
            <dd className="whitespace-nowrap">{formatCredits(price.total)}</dd>
          </div>
          {price.after !== null && enough && <Row name="Left after this" value={formatCredits(price.after)} quiet />}
        </dl>
      )}
      <RunButton price={price} photos={photos} isClosed={terms.isClosed} onRun={onRun} />
      <p className="text-center text-xs text-balance text-muted-foreground max-lg:hidden">{describeTerms(terms)}</p>
    </div>
  );
}

function RunButton({ price, photos, isClosed, onRun }: Pick<Props, "price" | "photos" | "isClosed" | "onRun">) {
  if (isClosed) {
    return (
      <Button size="lg" variant="secondary" disabled>
        Closed for maintenance
      </Button>
    );
  }
  if (price.checking > 0 && price.affordable < photos) {
    return (
      <Button size="lg" pending>
        Checking {formatCount(price.checking, "photo")}
      </Button>
    );
  }
  if (price.affordable === photos) {
    return (
      <Button
        size="lg"
        variant={photos === 0 ? "secondary" : "primary"}
        disabled={photos === 0}
        onClick={() => onRun(photos)}
      >
        {photos === 0 ? "Colorize" : `Colorize ${formatCount(photos, "photo")}`}
        <CornerDownLeft aria-hidden className="opacity-70 pointer-coarse:hidden" />
      </Button>
    );
  }
  return (
    <div className="flex gap-2">
      {price.affordable > 0 && (
        <Button size="lg" variant="outline" className="flex-1 px-3" onClick={() => onRun(price.affordable)}>
          Colorize {price.affordable} now
        </Button>
      )}
      <Button asChild size="lg" className="flex-1 px-3">
        <Link href="/console/billing?from=/workbench#packs">Buy credits</Link>
      </Button>
    </div>
  );
}

type Terms = Omit<Props, "summary" | "onRun">;

function describeTerms({ price, photos, atWork, withoutGray, available, freeCredits, isClosed }: Terms): string {
  if (isClosed) return "The studio takes no photos now. Those in the list stay there until it opens again.";
  if (price.checking > 0)
    return `${formatCount(price.checking, "photo")} to check. You pay less where an add-on finds nothing to do.`;
  if (price.affordable < photos) {
    const kept = price.affordable > 0 ? " The other photos stay in the list." : "";
    return `${formatCredits(price.total)} needed, ${formatCredits(available ?? 0)} left. Nothing was charged.${kept}`;
  }
  if (photos === 0 && atWork > 0) return `${formatCount(atWork, "photo")} in progress.`;
  if (photos === 0 && withoutGray > 0) return "Pure black and white has no gray to color. Scan it in gray.";
  if (photos === 0) return "Add photos to see the price. It starts at 1 credit each.";
  if (price.isAtMost) return "You pay less where an add-on finds nothing to do.";
  if (available === null && freeCredits > 0) return `A free account starts with ${formatCredits(freeCredits)}.`;
  return "You pay only for photos that work.";
}

function Row({ name, value, quiet }: { name: string; value: string; quiet?: boolean }) {
  return (
    <div
      className={
        quiet ? "flex justify-between text-muted-foreground max-lg:hidden" : "flex justify-between font-medium"
      }
    >
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
