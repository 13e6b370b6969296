"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { lowCreditRequestSchema } from "@/lib/contract/billing";
import { formatCredits } from "@/lib/format/format-count";
import { useLowCredit } from "./use-low-credit";

/** From how few credits on the studio says so. */
export function LowCreditCard({ threshold }: { threshold: number | null }) {
  const low = useLowCredit();
  const [error, setError] = useState<string | null>(null);
  const save = (value: number | null) =>
    low.mutate(value, { onError: (problem) => setError(problem.message), onSuccess: () => setError(null) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (low.isPending) return;
    const typed = String(new FormData(event.currentTarget).get("threshold")).trim();
    const parsed = lowCreditRequestSchema.safeParse({ threshold: typed === "" ? undefined : Number(typed) });
    if (parsed.success) save(parsed.data.threshold);
    else setError("Type a whole number from 0 to 1,000,000.");
  };
  return (
    <Card aria-labelledby="low-credit-title">
      <CardHeader>
        <CardTitle id="low-credit-title">Low-credit notice</CardTitle>
        <CardDescription>
          {threshold === null
            ? "Off. The studio can tell you when your credits run low."
            : `On. The studio tells you when ${formatCredits(threshold)} or fewer are left.`}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} noValidate className="grid gap-4">
          <Field label="Tell me when so many are left" error={error}>
            {(control) => (
              <Input
                {...control}
                // Follows what was saved: a fresh field for a fresh value.
                key={threshold}
                name="threshold"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={threshold ?? ""}
                placeholder="10"
                className="max-w-40 tabular-nums"
                onChange={() => setError(null)}
              />
            )}
          </Field>
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="outline" pending={low.isPending && low.variables !== null}>
              Save
            </Button>
            {threshold === null ? null : (
              <Button variant="ghost" pending={low.isPending && low.variables === null} onClick={() => save(null)}>
                Turn off
              </Button>
            )}
            <span aria-live="polite" className="text-muted-foreground text-sm">
              {low.isSuccess ? (low.variables === null ? "Turned off" : "Saved") : ""}
            </span>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}
