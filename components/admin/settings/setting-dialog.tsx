import { toast } from "sonner";
import { z } from "zod";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { Select } from "@/components/ui/forms/select";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { ApiProblem } from "@/lib/client/api-problem";
import { type LiveSetting, liveSettings } from "@/lib/contract/admin/live-settings";
import type { LiveSettingAnswer } from "@/lib/contract/admin/settings-answers";
import { describeValue } from "./describe-value";
import { useChangeSettings } from "./use-settings";

const formSchema = z.object({ value: z.string() });

/** Changes one setting. The studio checks the value, by itself and together with the others, and says what is wrong with it. */
export function SettingDialog({ setting, onClose }: { setting: LiveSettingAnswer; onClose: () => void }) {
  const { name, value } = setting;
  const about: LiveSetting = liveSettings[name];
  const change = useChangeSettings();
  const form = useSchemaForm(formSchema, {
    defaultValues: { value: value ?? "" },
    onSubmit: async (given) => {
      try {
        await change.mutateAsync({ [name]: given.value });
      } catch (error) {
        if (error instanceof ApiProblem) return { value: error.message };
        throw error;
      }
      toast.success(`${about.label} changed`);
      onClose();
      return null;
    },
  });
  return (
    <FormDialog form={form} title={about.label} description={about.explains} submitLabel="Change" onClose={onClose}>
      <FormField form={form} name="value" label={labelOf(about)} hint={hintOf(setting, about)}>
        {(control) =>
          about.kind === "choice" ? (
            <Select {...control}>
              {about.choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </Select>
          ) : (
            <Input
              {...control}
              inputMode={about.kind === "number" ? "numeric" : undefined}
              autoComplete="off"
              spellCheck={false}
            />
          )
        }
      </FormField>
    </FormDialog>
  );
}

const labelOf = (about: LiveSetting): string =>
  about.kind === "number" || about.kind === "numbers" ? `In ${about.unit}` : "Value";

function hintOf({ name, default: fallback }: LiveSettingAnswer, { kind }: LiveSetting): string {
  const list = kind === "numbers" ? "Several, separated by commas. " : "";
  return `${list}Empty means the default: ${describeValue(name, fallback)}.`;
}
