"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { fetchJson } from "@/lib/client/api-client";
import { booksAnswerSchema } from "@/lib/contract/admin/upkeep-requests";
import { formatCount } from "@/lib/format/format-numbers";

/** Recomputes every balance, and says what it found. */
export function CheckBooksButton() {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const check = async () => {
    setPending(true);
    try {
      const { ok, movements, violations } = await fetchJson("/api/admin/ledger-check", booksAnswerSchema, {
        method: "POST",
      });
      if (ok) toast.success(`The ledger adds up: ${formatCount(movements, "movement")}`);
      else toast.error(`${formatCount(violations.length, "row")} break a rule: ${violations[0]?.rule}`);
      router.refresh();
    } catch (problem) {
      toast.error(problem instanceof Error ? problem.message : "The ledger could not be checked");
    } finally {
      setPending(false);
    }
  };
  return (
    <Button variant="outline" pending={pending} onClick={check}>
      Check the ledger
    </Button>
  );
}
