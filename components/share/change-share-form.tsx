import { useController } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { createShareSchema, maxCaptionLength, type ShareAnswer, shareDays } from "@/lib/contract/photos/shares";
import { formatCount } from "@/lib/format/format-numbers";
import { useChangeShare } from "./use-shares";

const { caption, days } = createShareSchema.shape;
const formSchema = z.object({ caption, days: days.unwrap().optional() });
const options = [
  { value: undefined, label: "As it is" },
  ...shareDays.map((value) => ({ value, label: `${formatCount(value, "day")} from now` })),
];

type Props = { jobId: string; share: ShareAnswer; onDone: () => void };

/** Another caption, or another end. */
export function ChangeShareForm({ jobId, share, onDone }: Props) {
  const change = useChangeShare(jobId, share.id);
  const form = useSchemaForm(formSchema, {
    defaultValues: { caption: share.caption },
    onSubmit: async (values) => {
      await change.mutateAsync(values);
      onDone();
    },
  });
  const chosen = useController({ control: form.fields.control, name: "days" });
  return (
    <SchemaForm form={form} className="gap-3">
      <FormField form={form} name="caption" label="Caption">
        {(control) => <Textarea {...control} maxLength={maxCaptionLength} />}
      </FormField>
      <Field label="Works for">
        {(control) => (
          <ChoiceSelect {...control} value={chosen.field.value} options={options} onChange={chosen.field.onChange} />
        )}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" pending={form.pending}>
          Save
        </Button>
        <Button variant="ghost" size="sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </SchemaForm>
  );
}
