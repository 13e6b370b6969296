import { useController, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { ChoiceSelect } from "@/components/ui/forms/select";
import type { SchemaForm } from "@/components/ui/forms/use-schema-form";
import type { ExpiryChoice, KeyFormValues } from "./key-form";
import { KeyScopeChoice } from "./key-scope-choice";

type Props<Output> = {
  form: SchemaForm<KeyFormValues, Output>;
  /** The caller's own address as the studio sees it; null where it sees only a proxy. */
  callerAddress: string | null;
  /** How the key's present expiry reads, for a key that is there. */
  presentExpiry?: string;
};

/** What a key may do, from where, for how much and until when. */
export function KeyLimitFields<Output>({ form, callerAddress, presentExpiry }: Props<Output>) {
  const { control } = form.fields;
  const scopes = useController({ control, name: "scopes" });
  const mode = useWatch({ control, name: "mode" });
  return (
    <div className="grid gap-5">
      <KeyScopeChoice
        value={scopes.field.value}
        onChange={scopes.field.onChange}
        ref={scopes.field.ref}
        error={scopes.fieldState.error?.message}
      />
      {mode === "test" ? null : (
        <FormField
          form={form}
          name="monthlyBudget"
          label="Budget in credits a month"
          hint="Empty: as much as the account has. Months are those of UTC."
        >
          {(control) => <Input {...control} inputMode="numeric" autoComplete="off" className="sm:max-w-48" />}
        </FormField>
      )}
      <ExpiryFields form={form} presentExpiry={presentExpiry} />
      <FormField
        form={form}
        name="allowedRanges"
        label="Allowed addresses"
        hint={
          callerAddress
            ? `IP addresses or ranges, one a line; empty: from anywhere. You are at ${callerAddress}.`
            : "IP addresses or ranges, one a line; empty: from anywhere. This studio cannot see where you are: it sees a proxy or a private network, so ask the person who runs it before you limit a key."
        }
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            spellCheck={false}
            placeholder={"203.0.113.0/24\n2001:db8::/32"}
            className="w-full rounded-md border border-input bg-card px-3 py-2 font-mono text-base placeholder:text-muted-foreground sm:text-sm"
          />
        )}
      </FormField>
    </div>
  );
}

const choiceLabels: Record<Exclude<ExpiryChoice, "unchanged">, string> = {
  never: "Never",
  30: "In 30 days",
  90: "In 90 days",
  365: "In a year",
  date: "After a day …",
};

function ExpiryFields<Output>({ form, presentExpiry }: Omit<Props<Output>, "callerAddress">) {
  const expiry = useController({ control: form.fields.control, name: "expiry" });
  const options: { value: ExpiryChoice; label: string }[] = [
    ...(presentExpiry ? [{ value: "unchanged" as const, label: presentExpiry }] : []),
    ...(["never", "30", "90", "365", "date"] as const).map((value) => ({ value, label: choiceLabels[value] })),
  ];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Expires">
        {(control) => (
          <ChoiceSelect {...control} value={expiry.field.value} options={options} onChange={expiry.field.onChange} />
        )}
      </Field>
      {expiry.field.value === "date" ? (
        <FormField form={form} name="expiresAt" label="Last day">
          {(control) => <Input {...control} type="date" />}
        </FormField>
      ) : null}
    </div>
  );
}
