import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { lowCreditRequestSchema } from "@/lib/contract/billing";
import { formatCredits } from "@/lib/format/format-numbers";
import { useLowCredit } from "../use-billing-status";

const message = "Enter a whole number from 0 to 1,000,000.";
const thresholdSchema = z.object({
  threshold: z
    .string()
    .trim()
    .regex(/^\d+$/, { error: message, abort: true })
    .transform(Number)
    .refine((threshold) => lowCreditRequestSchema.safeParse({ threshold }).success, message),
});

/** At how few credits the studio warns. */
export function LowCreditCard({ threshold }: { threshold: number | null }) {
  const low = useLowCredit();
  const form = useSchemaForm(thresholdSchema, {
    defaultValues: { threshold: threshold === null ? "" : String(threshold) },
    onSubmit: async (values) => {
      await low.mutateAsync(values.threshold);
      form.fields.reset({ threshold: String(values.threshold) });
    },
  });
  const turnOff = () =>
    low.mutate(null, {
      onSuccess: () => form.fields.reset({ threshold: "" }),
      onError: (problem) => form.fields.setError("threshold", { message: problem.message }),
    });
  return (
    <Card aria-labelledby="low-credit-title">
      <CardHeader>
        <CardTitle id="low-credit-title">Low-credit notice</CardTitle>
        <CardDescription>
          {threshold === null
            ? "Off. The studio can warn you when your credits run low."
            : `On. The studio warns you when ${formatCredits(threshold)} or fewer are left.`}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <SchemaForm form={form} className="gap-4">
          <FormField form={form} name="threshold" label="Warn me when this many credits are left">
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                placeholder="10"
                className="max-w-40 tabular-nums"
              />
            )}
          </FormField>
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="outline" pending={form.pending}>
              Save
            </Button>
            {threshold === null ? null : (
              <Button variant="ghost" pending={low.isPending && low.variables === null} onClick={turnOff}>
                Turn off
              </Button>
            )}
            <span aria-live="polite" className="text-muted-foreground text-sm">
              {low.isSuccess ? (low.variables === null ? "Turned off" : "Saved") : ""}
            </span>
          </div>
        </SchemaForm>
      </CardContent>
    </Card>
  );
}
