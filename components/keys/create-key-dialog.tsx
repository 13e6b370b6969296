import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useController } from "react-hook-form";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import type { CreatedApiKey } from "@/lib/contract/accounts/api-keys";
import { CreatedKey } from "./created-key";
import { keyFormSchema, newKeyValues, toCreateRequest } from "./key-form";
import { KeyLimitFields } from "./key-limit-fields";
import { KeyModeChoice } from "./key-mode-choice";
import { useCreateKey } from "./use-keys";

type Props = { origin: string; callerAddress: string | null; onClose: () => void };

/** Creates a key and shows it, once: the secret leaves memory with the dialog. Open as long as it is mounted. */
export function CreateKeyDialog({ origin, callerAddress, onClose }: Props) {
  const create = useCreateKey();
  const [unfolded, setUnfolded] = useState(false);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const form = useSchemaForm(keyFormSchema, {
    defaultValues: newKeyValues,
    onSubmit: async (values) => setCreated(await create.mutateAsync(toCreateRequest(values))),
  });
  const mode = useController({ control: form.fields.control, name: "mode" });
  // A problem in what is folded must be seen.
  const { scopes, monthlyBudget, allowedRanges, expiresAt } = form.fields.formState.errors;
  const hasProblem = Boolean(scopes ?? monthlyBudget ?? allowedRanges ?? expiresAt);
  return (
    <FormDialog
      form={form}
      title="Create an API key"
      description="Name it after the program that will use it, so you can tell your keys apart."
      submitLabel="Create key"
      onClose={onClose}
      result={created && <CreatedKey created={created} origin={origin} onDone={onClose} />}
      resultClassName="sm:max-w-xl"
    >
      <FormField form={form} name="name" label="Name">
        {(control) => <Input {...control} maxLength={60} placeholder="Archive scanner" autoComplete="off" />}
      </FormField>
      <KeyModeChoice value={mode.field.value} onChange={mode.field.onChange} />
      <details
        className="group grid"
        open={unfolded || hasProblem}
        onToggle={(event) => setUnfolded(event.currentTarget.open)}
      >
        <summary className="flex w-fit select-none items-center gap-1 text-muted-foreground text-sm hover:text-foreground">
          Limits: what for, how much, until when, from where
          <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
        </summary>
        <div className="pt-4">
          <KeyLimitFields form={form} callerAddress={callerAddress} />
        </div>
      </details>
    </FormDialog>
  );
}
