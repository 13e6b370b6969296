import { Link2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useController } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/input";
import { FormField, SchemaForm } from "@/components/ui/forms/schema-form";
import { Switch } from "@/components/ui/forms/switch";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { createShareSchema, maxCaptionLength } from "@/lib/contract/photos/shares";
import { ShareDaysSelect } from "./share-days-select";
import { useCreateShare } from "./use-shares";

/** Makes a link and copies it. */
export function NewShareForm({ jobId, isFirst }: { jobId: string; isFirst: boolean }) {
  const create = useCreateShare(jobId);
  const form = useSchemaForm(createShareSchema, {
    defaultValues: { caption: "", days: 7, withOriginal: true, withDownload: false },
    onSubmit: async (values) => {
      const { url } = await create.mutateAsync(values);
      form.fields.reset();
      // Without https there is no clipboard; the link is in the list above.
      const isCopied = await navigator.clipboard?.writeText(url).then(
        () => true,
        () => false,
      );
      toast.success(isCopied ? "The link is made and copied" : "The link is made");
    },
  });
  const { control } = form.fields;
  const days = useController({ control, name: "days" });
  const withOriginal = useController({ control, name: "withOriginal" });
  const withDownload = useController({ control, name: "withDownload" });
  return (
    <SchemaForm form={form} className="gap-4">
      <FormField form={form} name="caption" label="Caption (optional)">
        {(control) => <Textarea {...control} maxLength={maxCaptionLength} placeholder="Grandma in Lisbon, 1943" />}
      </FormField>
      <Field label="Works for" hint="Or until the photo is deleted, if that is earlier.">
        {(control) => <ShareDaysSelect {...control} value={days.field.value ?? 7} onChange={days.field.onChange} />}
      </Field>
      <Choice label="Show the original, too" {...withOriginal.field} />
      <Choice label="Offer the download" {...withDownload.field}>
        The whole file, with what the camera wrote into it, such as the place.
      </Choice>
      <Button type="submit" pending={form.pending} className="w-fit" variant={isFirst ? "primary" : "outline"}>
        <Link2 aria-hidden />
        {isFirst ? "Make a link" : "Make another link"}
      </Button>
    </SchemaForm>
  );
}

type ChoiceProps = {
  label: string;
  value: boolean | undefined;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
};

function Choice({ label, value = false, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <label htmlFor={id} className="grid cursor-pointer gap-0.5 text-sm">
        <span className="font-medium">{label}</span>
        {children ? <span className="text-muted-foreground">{children}</span> : null}
      </label>
      <Switch id={id} checked={value} onCheckedChange={onChange} />
    </div>
  );
}
