import { z } from "zod";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { Select } from "@/components/ui/forms/select";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import type { Profile } from "@/lib/contract/accounts/profile";
import { type MetadataPolicy, metadataPolicies, type OutputFormat, outputFormats } from "@/lib/contract/order";
import { formatCount } from "@/lib/format/format-numbers";
import { SavedForm } from "./saved-form";
import { useChangeProfile } from "./use-profile";

const metadataTexts: Record<MetadataPolicy, string> = {
  keep: "Keep all",
  strip_gps: "Remove the location",
  strip: "Remove all",
};
const formatNames: Record<OutputFormat, string> = {
  png: "PNG",
  jpeg: "JPEG",
  webp: "WebP",
  tiff: "TIFF",
  avif: "AVIF",
};

const createSchema = (longest: number) => {
  const error = `Enter whole hours, from 1 to ${longest}`;
  return z.object({
    defaultMetadata: z.union([z.literal("").transform(() => null), z.enum(metadataPolicies)]),
    defaultOutputFormat: z.union([z.literal("").transform(() => null), z.enum(outputFormats)]),
    retentionHours: z
      .string()
      .trim()
      .transform((text) => (text === "" ? null : Number(text)))
      .pipe(z.int({ error }).min(1, { error }).max(longest, { error }).nullable()),
  });
};

const toValues = ({ defaultMetadata, defaultOutputFormat, retentionHours }: Profile) => ({
  defaultMetadata: defaultMetadata ?? ("" as const),
  defaultOutputFormat: defaultOutputFormat ?? ("" as const),
  retentionHours: retentionHours?.toString() ?? "",
});

/** How new photos of the workbench start, and how long the files of all new photos are kept. */
export function NewPhotosCard({ profile }: { profile: Profile }) {
  const { studioRetentionHours: longest } = profile;
  const change = useChangeProfile();
  const form = useSchemaForm(createSchema(longest), {
    defaultValues: toValues(profile),
    onSubmit: async (values) => {
      const saved = await change.mutateAsync(values);
      form.fields.reset(toValues(saved));
    },
  });
  return (
    <SavedForm
      id="photos-title"
      title="New photos"
      description="How the workbench starts in every browser. What you choose there stays until you change it here."
      form={form}
    >
      <FormField form={form} name="defaultOutputFormat" label="Format">
        {(control) => (
          <Select {...control} className="w-full">
            <option value="">The one that suits each photo</option>
            {outputFormats.map((format) => (
              <option key={format} value={format}>
                {formatNames[format]}
              </option>
            ))}
          </Select>
        )}
      </FormField>
      <FormField form={form} name="defaultMetadata" label="Details in the file (EXIF)">
        {(control) => (
          <Select {...control} className="w-full">
            <option value="">As the studio does it</option>
            {metadataPolicies.map((policy) => (
              <option key={policy} value={policy}>
                {metadataTexts[policy]}
              </option>
            ))}
          </Select>
        )}
      </FormField>
      <FormField
        form={form}
        name="retentionHours"
        label="Delete files after hours"
        hint={`Of photos you send from now on, here and by the API. Empty: after ${formatCount(longest, "hour")}, as the studio does it.`}
      >
        {(control) => <Input {...control} inputMode="numeric" autoComplete="off" className="max-w-40" />}
      </FormField>
    </SavedForm>
  );
}
