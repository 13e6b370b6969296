import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { PurchaseAnswer } from "@/lib/contract/billing";
import type { PurchaseTone } from "./describe-purchase";

type Props = {
  purchase: PurchaseAnswer;
  tone: PurchaseTone;
  /** Set once the page no longer polls. */
  check: { checking: boolean; onCheck: () => void } | null;
};

/** The next step for each outcome of a purchase. */
export function PurchaseReturnActions({ purchase: { packId, receiptUrl }, tone, check }: Props) {
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {tone === "good" ? (
        <Button asChild size="lg">
          <Link href="/workbench">Back to the workbench</Link>
        </Button>
      ) : null}
      {tone === "again" ? (
        <Button asChild size="lg">
          <Link href={`/console/billing?pack=${encodeURIComponent(packId)}#packs`}>Try again</Link>
        </Button>
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
