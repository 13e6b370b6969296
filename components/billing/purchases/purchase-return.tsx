"use client";

import { Check, CircleSlash, Clock3, Info, LoaderCircle, type LucideIcon, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ApiProblem, retryOrSignIn } from "@/lib/client/api-problem";
import type { PurchaseAnswer } from "@/lib/contract/billing";
import { describePurchase, type PurchaseTone } from "./describe-purchase";
import { nextPollMs } from "./next-poll";
import { PurchaseReturnActions } from "./purchase-return-actions";
import { usePurchase } from "./use-purchases";

type Props = {
  purchaseId: string;
  left: boolean;
  /** The page of the studio that the person came from. */
  returnTo: string | null;
};

/** The page Stripe sends people back to. It shows what became of the purchase, and follows it. */
export function PurchaseReturn({ purchaseId, left, returnTo }: Props) {
  const purchase = usePurchase(purchaseId, { watch: !left });
  const { data, error, isFetching, refetch } = purchase;
  if (error && !data) {
    if (error instanceof ApiProblem && error.code === "not_found") return <NoSuchPurchase />;
    return (
      <ErrorState
        title="Your purchase could not be loaded"
        detail={`${error.message} If you paid, nothing is lost.`}
        onRetry={() => retryOrSignIn(error, refetch)}
        retrying={isFetching}
      />
    );
  }
  const gaveUp = nextPollMs(data, purchase.polls, new Date()) === false;
  const check = { checking: isFetching, onCheck: () => void refetch() };
  return <Answer purchase={data} left={left} gaveUp={gaveUp} returnTo={returnTo} check={check} />;
}

type AnswerProps = {
  purchase: PurchaseAnswer | undefined;
  left: boolean;
  gaveUp: boolean;
  returnTo: string | null;
  check: { checking: boolean; onCheck: () => void };
};

function Answer({ purchase, left, gaveUp, returnTo, check }: AnswerProps) {
  const words = purchase
    ? describePurchase(purchase, { left, gaveUp })
    : ({ tone: "wait", title: "Checking your payment", text: "This takes a moment." } as const);
  const waiting = words.tone === "wait";
  return (
    <div className="mx-auto grid w-full max-w-xl justify-items-center gap-6 py-10 text-center sm:py-16">
      <Sign tone={words.tone} still={waiting && gaveUp} />
      <div role="status" aria-live="polite" aria-atomic="true" className="grid max-w-md gap-2">
        <h1 className="font-semibold text-2xl sm:text-3xl">{words.title}</h1>
        <p className="text-pretty text-muted-foreground">{words.text}</p>
      </div>
      {purchase ? (
        <PurchaseReturnActions
          purchase={purchase}
          tone={words.tone}
          returnTo={returnTo}
          check={waiting && gaveUp ? check : null}
        />
      ) : null}
    </div>
  );
}

const signs: Record<PurchaseTone, { icon: LucideIcon; style: string }> = {
  wait: { icon: LoaderCircle, style: "bg-secondary text-muted-foreground" },
  good: { icon: Check, style: "bg-success text-background animate-in zoom-in-75 fade-in-0 duration-300" },
  again: { icon: CircleSlash, style: "bg-secondary text-muted-foreground" },
  note: { icon: Info, style: "bg-secondary text-muted-foreground" },
};

function Sign({ tone, still }: { tone: PurchaseTone; still: boolean }) {
  const { icon, style } = signs[tone];
  const Icon = still ? Clock3 : icon;
  return (
    <span key={tone} className={cn("grid size-16 place-items-center rounded-full", style)}>
      <Icon aria-hidden className={cn("size-7", tone === "wait" && !still && "animate-spin")} strokeWidth={2.25} />
    </span>
  );
}

function NoSuchPurchase() {
  const back = (
    <Button asChild>
      <Link href="/console/billing">Open billing</Link>
    </Button>
  );
  return (
    <>
      <h1 className="sr-only">Purchase</h1>
      <EmptyState icon={SearchX} title="There is no such purchase" action={back}>
        It may belong to another account. Your own purchases are on the billing page.
      </EmptyState>
    </>
  );
}
