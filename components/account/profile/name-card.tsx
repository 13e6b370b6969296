import { z } from "zod";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { Select } from "@/components/ui/forms/select";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { type Profile, timeZoneSchema } from "@/lib/contract/accounts/profile";
import { SavedForm } from "./saved-form";
import { useChangeProfile } from "./use-profile";

const formSchema = z.object({
  name: z.string().trim().max(80, "At most 80 characters"),
  timeZone: z.union([z.literal(""), timeZoneSchema]),
});

/** "" stands for the browser's zone. A zone that this browser has no name for stays a choice where it was chosen before. */
const listZones = (chosen: string | null): string[] => [
  ...new Set(["UTC", ...(chosen ? [chosen] : []), ...Intl.supportedValuesOf("timeZone")]),
];

/** The name, and the zone in which times are shown. */
export function NameCard({ profile }: { profile: Profile }) {
  const change = useChangeProfile();
  const form = useSchemaForm(formSchema, {
    defaultValues: { name: profile.name ?? "", timeZone: profile.timeZone ?? "" },
    onSubmit: async ({ name, timeZone }) => {
      const saved = await change.mutateAsync({ name: name || null, timeZone: timeZone || null });
      form.fields.reset({ name: saved.name ?? "", timeZone: saved.timeZone ?? "" });
    },
  });
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <SavedForm
      id="name-title"
      title="You"
      description="Only you and the people who run this studio see it."
      form={form}
    >
      <FormField form={form} name="name" label="Name">
        {(control) => <Input {...control} autoComplete="name" />}
      </FormField>
      <FormField form={form} name="timeZone" label="Time zone" hint="Times are shown in it, in mails too.">
        {(control) => (
          <Select {...control} className="w-full">
            <option value="">This browser's ({own})</option>
            {listZones(profile.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        )}
      </FormField>
    </SavedForm>
  );
}
