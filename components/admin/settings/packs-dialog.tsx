import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { type SchemaForm, useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import type { LiveSettingAnswer } from "@/lib/contract/admin/settings-answers";
import { maxPacks } from "@/lib/contract/packs";
import { newPack, type PackValues, packsFormSchema, readPacks, writePacks } from "./packs-form";
import { useChangeSettings } from "./use-settings";

type Form = SchemaForm<PackValues>;

/** The packs for sale, each with its price. Who has bought one keeps it as it was. */
export function PacksDialog({ setting, onClose }: { setting: LiveSettingAnswer; onClose: () => void }) {
  const change = useChangeSettings();
  const form: Form = useSchemaForm(packsFormSchema, {
    defaultValues: readPacks(setting.value),
    onSubmit: async (values) => {
      const written = writePacks(values);
      if (written.problems) return written.problems;
      await change.mutateAsync({ CREDIT_PACKS: written.text });
      toast.success("Packs changed");
      onClose();
      return null;
    },
  });
  const packs = useFieldArray({ control: form.fields.control, name: "packs" });
  return (
    <FormDialog
      form={form}
      title="Packs for sale"
      description="People see them in this order. What was bought before keeps the credits and the price it was sold at."
      submitLabel="Save"
      onClose={onClose}
    >
      <ol className="grid gap-5">
        {packs.fields.map(({ id }, at) => (
          <li key={id}>
            <PackFields form={form} at={at} onRemove={packs.fields.length > 1 ? () => packs.remove(at) : null} />
          </li>
        ))}
      </ol>
      {packs.fields.length < maxPacks ? (
        <Button variant="outline" size="sm" className="w-fit" onClick={() => packs.append(newPack())}>
          <Plus aria-hidden />
          Add a pack
        </Button>
      ) : null}
    </FormDialog>
  );
}

const fields = [
  { name: "name", label: "Name" },
  { name: "id", label: "Id", hint: "In receipts; lower case" },
  { name: "credits", label: "Credits" },
  { name: "price", label: "Price" },
  { name: "currency", label: "Currency", hint: "Three letters" },
  { name: "stripePriceId", label: "Stripe price (optional)", hint: "price_… of your catalog" },
] as const;

function PackFields({ form, at, onRemove }: { form: Form; at: number; onRemove: (() => void) | null }) {
  return (
    <fieldset className="grid gap-4 rounded-lg border p-4">
      <legend className="px-1 font-medium text-sm">Pack {at + 1}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map(({ name, label, ...more }) => (
          <FormField
            key={name}
            form={form}
            name={`packs.${at}.${name}`}
            label={label}
            hint={"hint" in more ? more.hint : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode={name === "credits" ? "numeric" : name === "price" ? "decimal" : undefined}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </FormField>
        ))}
      </div>
      {onRemove ? (
        <Button variant="ghost" size="sm" className="w-fit" onClick={onRemove} aria-label={`Remove pack ${at + 1}`}>
          <Trash2 aria-hidden />
          Remove
        </Button>
      ) : null}
    </fieldset>
  );
}
