import { CornerDownLeft } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { formatCount, formatCredits } from "@/lib/format/format-numbers";
import type { PriceSummary } from "./summarize-price";

type Props = {
  price: PriceSummary;
  /** How many are ready, and how many are already in progress. */
  photos: number;
  atWork: number;
  available: number | null;
  freeCredits: number;
  onRun: () => void;
};

/** The price, what will be left, and the button. On phones it stays at the bottom of the screen. */
export function RunBar({ price, photos, atWork, available, freeCredits, onRun }: Props) {
  return (
    <div
      className={cn(
        "grid gap-3 border-t bg-background p-4 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:pb-[max(1rem,env(safe-area-inset-bottom))] lg:p-5",
        photos === 0 && "max-lg:hidden",
      )}
    >
      {photos > 0 && (
        <dl className="grid gap-1 text-sm tabular-nums">
          {price.lines.map(({ item, label, credits }) => (
            <Row key={item} name={label} value={`${photos} × ${credits}`} quiet />
          ))}
          <Row name="Total" value={formatCredits(price.total)} />
          {price.after !== null && price.enough && (
            <Row name="Left after this" value={formatCredits(price.after)} quiet />
          )}
        </dl>
      )}
      {price.enough ? (
        <Button size="lg" variant={photos === 0 ? "secondary" : "primary"} disabled={photos === 0} onClick={onRun}>
          {photos === 0 ? "Colorize" : `Colorize ${formatCount(photos, "photo")}`}
          <CornerDownLeft aria-hidden className="opacity-70 pointer-coarse:hidden" />
        </Button>
      ) : (
        <Button asChild size="lg">
          <Link href="/console/billing#packs">Buy credits</Link>
        </Button>
      )}
      <p className="text-center text-xs text-balance text-muted-foreground max-lg:hidden">
        {describeTerms({ price, photos, atWork, available, freeCredits })}
      </p>
    </div>
  );
}

function describeTerms({ price, photos, atWork, available, freeCredits }: Omit<Props, "onRun">): string {
  if (!price.enough)
    return `${formatCredits(price.total)} needed, ${formatCredits(available ?? 0)} left. Nothing was charged.`;
  if (photos === 0 && atWork > 0) return `${formatCount(atWork, "photo")} in progress.`;
  if (photos === 0) return "Add photos to see the price. It starts at 1 credit each.";
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
