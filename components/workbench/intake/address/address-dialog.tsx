import { z } from "zod";
import { Textarea } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { readPastedText } from "../gather/read-pasted-text";

type Props = { initial: string; onText: (text: string) => void; onClose: () => void };

const schema = z.object({
  text: z
    .string()
    .transform(addScheme)
    .refine((text) => {
      const { addresses, files } = readPastedText(text);
      return addresses.length + files.length > 0;
    }, "There is no address in it. Enter one that begins with https://, such as https://example.com/photo.jpg"),
});

/** One field for one or several addresses of photos, which the studio fetches. */
export function AddressDialog({ initial, onText, onClose }: Props) {
  const form = useSchemaForm(schema, {
    defaultValues: { text: initial },
    onSubmit: async ({ text }) => {
      onClose();
      onText(text);
    },
  });
  return (
    <FormDialog
      form={form}
      title="Add photos from the web"
      description="The studio fetches them. They must be public, and are added to your photos like files."
      submitLabel="Add"
      onClose={onClose}
    >
      <FormField form={form} name="text" label="Addresses" hint="One a line. Pictures as data URLs work too.">
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            inputMode="url"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            placeholder="https://example.com/photo.jpg"
            className="min-h-28 resize-y leading-6"
          />
        )}
      </FormField>
    </FormDialog>
  );
}

/** People type addresses as browsers show them: `example.com/photo.jpg`. */
function addScheme(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/^(?=[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?\/\S*$)/u, "https://"))
    .join("\n");
}
