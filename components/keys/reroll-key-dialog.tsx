import { useId, useState } from "react";
import { useController } from "react-hook-form";
import { z } from "zod";
import { ChoiceTiles } from "@/components/ui/forms/choice-tiles";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import type { CreatedApiKey, ListedKey, RerollKeyRequest } from "@/lib/contract/accounts/api-keys";
import { CreatedKey } from "./created-key";
import { useRerollKey } from "./use-keys";

const overlaps = [
  {
    value: "0",
    name: "Stop now",
    note: "Calls with the old key are refused at once. For a key that others have seen.",
  },
  { value: "1", name: "1 hour", note: "For one program that you change now." },
  { value: "24", name: "24 hours", note: "Until tomorrow." },
  { value: "168", name: "7 days", note: "For many programs, or those of other people." },
] as const;
const hours: Record<(typeof overlaps)[number]["value"], RerollKeyRequest["overlapHours"]> = {
  0: 0,
  1: 1,
  24: 24,
  168: 168,
};
const schema = z.object({ overlap: z.enum(["0", "1", "24", "168"]) });

type Props = { apiKey: ListedKey; origin: string; onClose: () => void };

/** Makes a key with the same settings in the place of one, and shows it, once. Open as long as it is mounted. */
export function RerollKeyDialog({ apiKey, origin, onClose }: Props) {
  const id = useId();
  const reroll = useRerollKey(apiKey.id);
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const form = useSchemaForm(schema, {
    defaultValues: { overlap: "24" },
    onSubmit: async ({ overlap }) => setCreated(await reroll.mutateAsync({ overlapHours: hours[overlap] })),
  });
  const overlap = useController({ control: form.fields.control, name: "overlap" });
  return (
    <FormDialog
      form={form}
      title={`Replace “${apiKey.name}”?`}
      description="You get a new key with the same settings. Both share one budget."
      submitLabel="Replace key"
      onClose={onClose}
      result={created && <CreatedKey created={created} origin={origin} onDone={onClose} />}
      resultClassName="sm:max-w-xl"
    >
      <div className="grid gap-2">
        <span id={id} className="font-medium text-sm">
          The old key goes on working for
        </span>
        <ChoiceTiles
          labelledBy={id}
          value={overlap.field.value}
          options={[...overlaps]}
          onChange={overlap.field.onChange}
          className="sm:grid-cols-2"
        />
      </div>
    </FormDialog>
  );
}
