"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { fetchJson } from "@/lib/client/api-client";
import { formatCount } from "@/lib/format/format-numbers";

const days = 30;
const answerSchema = z.object({
  eventsApplied: z.number(),
  eventsPending: z.number(),
  purchasesCredited: z.array(z.string()),
});

/** Reads from Stripe what no webhook reported. Stripe keeps events for 30 days. */
export function ReconcileButton() {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const compare = async () => {
    setPending(true);
    try {
      const options = { method: "POST", body: { days } } as const;
      const found = await fetchJson("/api/admin/payments/reconcile", answerSchema, options);
      const { eventsApplied, eventsPending, purchasesCredited } = found;
      const credited = formatCount(purchasesCredited.length, "purchase");
      toast.success(`${formatCount(eventsApplied, "event")} applied, ${credited} credited, ${eventsPending} left`);
      router.refresh();
    } catch (problem) {
      toast.error(problem instanceof Error ? problem.message : "Stripe could not be asked");
    } finally {
      setPending(false);
    }
  };
  return (
    <Button variant="outline" pending={pending} onClick={compare}>
      Compare with Stripe
    </Button>
  );
}
