import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { PurchaseAnswer } from "@/lib/contract/billing";
import type { PurchaseTone } from "./describe-purchase";

type Props = {
  purchase: PurchaseAnswer;
  tone: PurchaseTone;
  /** The page that the person came from; null: unknown. */
  returnTo: string | null;
  /** Set once the page no longer polls. */
  check: { checking: boolean; onCheck: () => void } | null;
};

/** The next step for each outcome of a purchase. */
export function PurchaseReturnActions({ purchase: { packId, receiptUrl }, tone, returnTo, check }: Props) {
  const again = new URLSearchParams({ pack: packId, ...(returnTo ? { from: returnTo } : {}) });
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {tone === "good" ? <WayBack returnTo={returnTo} /> : null}
      {tone === "again" ? (
        <>
          <Button asChild size="lg">
            <Link href={`/console/billing?${again}#packs`}>Try again</Link>
          </Button>
          {returnTo ? <WayBack returnTo={returnTo} quiet /> : null}
        </>
      ) : null}
      {check ? (
        <Button size="lg" pending={check.checking} onClick={check.onCheck}>
          Check again
        </Button>
      ) : null}
      {receiptUrl ? (
        <Button asChild size="lg" variant="outline">
          <a href={receiptUrl} target="_blank" rel="noreferrer">
            Receipt
            <ExternalLink aria-hidden />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        </Button>
      ) : null}
      <Button asChild size="lg" variant={tone === "wait" || tone === "note" ? "outline" : "ghost"}>
        <Link href="/console/billing">Billing</Link>
      </Button>
    </div>
  );
}

/** Leads to where the person was when the credits ran out; the workbench still has its photos. */
function WayBack({ returnTo, quiet = false }: { returnTo: string | null; quiet?: boolean }) {
  const isToPhotos = returnTo === null || /^\/(workbench|library)(?![\w-])/.test(returnTo);
  return (
    <Button asChild size="lg" variant={quiet ? "outline" : "primary"}>
      <Link href={returnTo ?? "/workbench"}>{isToPhotos ? "Back to your photos" : "Back to where you were"}</Link>
    </Button>
  );
}
