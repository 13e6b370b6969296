"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { Select } from "@/components/ui/forms/select";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { ShownOnce } from "@/components/ui/overlays/shown-once";
import { fetchJson } from "@/lib/client/api-client";
import { createdKeySchema, createKeyForSchema } from "@/lib/contract/admin/account-requests";

/** Makes an API key for an account; it is shown this once. */
export function CreateKeyForButton({ userId }: { userId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        Create a key
      </Button>
      {isOpen ? <CreateKeyForDialog userId={userId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CreateKeyForDialog({ userId, onClose }: { userId: string; onClose: () => void }) {
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useSchemaForm(createKeyForSchema, {
    defaultValues: { name: "", mode: "live" as const },
    onSubmit: async (body) => {
      const answer = await fetchJson(`/api/admin/users/${userId}/keys`, createdKeySchema, { method: "POST", body });
      setSecret(answer.secret);
      router.refresh();
    },
  });
  return (
    <FormDialog
      form={form}
      title="Create an API key"
      description="It acts for this account and spends its credits."
      submitLabel="Create key"
      onClose={onClose}
      result={
        secret && (
          <ShownOnce title="Hand this over now" texts={[{ label: "Key", text: secret }]} onDone={onClose}>
            The key is shown only once.
          </ShownOnce>
        )
      }
    >
      <FormField form={form} name="name" label="Name">
        {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
      </FormField>
      <FormField form={form} name="mode" label="Mode">
        {(control) => (
          <Select {...control}>
            <option value="live">Live: spends credits</option>
            <option value="test">Test: free, with a watermark</option>
          </Select>
        )}
      </FormField>
    </FormDialog>
  );
}
