import { useState } from "react";
import { useController } from "react-hook-form";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { ShownOnce } from "@/components/ui/overlays/shown-once";
import { type CreatedApiKey, createKeySchema } from "@/lib/contract/accounts/api-keys";
import { writeCodeSample, writeCommandLine } from "@/lib/contract/code-samples/write-code-sample";
import { KeyModeChoice } from "./key-mode-choice";
import { useCreateKey } from "./use-keys";

type Props = { origin: string; onClose: () => void };

/** Creates a key and shows it, once: the secret leaves memory with the dialog. Open as long as it is mounted. */
export function CreateKeyDialog({ origin, onClose }: Props) {
  const create = useCreateKey();
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const form = useSchemaForm(createKeySchema, {
    defaultValues: { name: "", mode: "live" },
    onSubmit: async (values) => setCreated(await create.mutateAsync(values)),
  });
  const mode = useController({ control: form.fields.control, name: "mode" });
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
      <KeyModeChoice value={mode.field.value ?? "live"} onChange={mode.field.onChange} />
    </FormDialog>
  );
}

type CreatedProps = { created: CreatedApiKey; origin: string; onDone: () => void };

function CreatedKey({ created: { key, secret }, origin, onDone }: CreatedProps) {
  const texts = [
    { label: "Key", text: secret },
    { label: "Line for an .env file", text: `PIXOMAX_API_KEY=${secret}` },
    {
      label: "Try it in a terminal",
      text: writeCodeSample({ language: "curl", input: "file", origin, apiKey: secret }),
    },
    { label: "With the key in PIXOMAX_API_KEY, colorize a folder", text: writeCommandLine(origin) },
  ];
  return (
    <ShownOnce title="Save your key now" texts={texts} onDone={onDone}>
      {key.mode === "test" ? "This is a test key: its calls cost nothing. " : null}“{key.name}” is shown only once. We
      store a fingerprint of it, not the key, so nobody can show it to you again.
    </ShownOnce>
  );
}
