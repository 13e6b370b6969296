import { toast } from "sonner";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { useReaderForm } from "@/components/ui/reader-form";
import type { ListedKey } from "@/lib/contract/accounts/api-keys";
import { formatDay } from "@/lib/format/format-dates";
import { keyFormSchema, toUpdateRequest, valuesOf } from "./key-form";
import { KeyLimitFields } from "./key-limit-fields";
import { useUpdateKey } from "./use-keys";

type Props = { apiKey: ListedKey; callerAddress: string | null; onClose: () => void };

/** Changes a key's name and limits; programs that use it go on with the next call. Open as long as it is mounted. */
export function EditKeyDialog({ apiKey, callerAddress, onClose }: Props) {
  const reader = useReaderForm();
  const update = useUpdateKey(apiKey.id);
  const form = useSchemaForm(keyFormSchema, {
    defaultValues: valuesOf(apiKey),
    onSubmit: async (values) => {
      await update.mutateAsync(toUpdateRequest(values));
      toast.success(`“${values.name}” is changed`);
      onClose();
    },
  });
  const { expiresAt } = apiKey;
  return (
    <FormDialog
      form={form}
      title="Edit the key"
      description="Changes count from the next call on."
      submitLabel="Save"
      onClose={onClose}
    >
      <FormField form={form} name="name" label="Name">
        {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
      </FormField>
      <KeyLimitFields
        form={form}
        callerAddress={callerAddress}
        presentExpiry={`As now: ${expiresAt ? formatDay(new Date(expiresAt), reader) : "never"}`}
      />
    </FormDialog>
  );
}
