"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/overlays/dialog";
import type { CreatedApiKey } from "@/lib/contract/answers";
import type { KeyMode } from "@/lib/contract/key-modes";
import { createKeySchema } from "@/lib/contract/requests";
import { CreatedKey } from "./created-key";
import { KeyModeChoice } from "./key-mode-choice";
import { useCreateKey } from "./use-keys";

type Props = { origin: string; onClose: () => void };

/** Asks for a name and a kind, then shows the new key: once. Open as long as it is there; the secret goes from memory with it. */
export function CreateKeyDialog({ origin, onClose }: Props) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className={created ? "sm:max-w-xl" : undefined}
        // A click beside the dialog must not throw away the only sight of the key.
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        {created ? (
          <CreatedKey created={created} origin={origin} onDone={onClose} />
        ) : (
          <CreateForm onCreated={setCreated} onCancel={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function CreateForm({ onCreated, onCancel }: { onCreated: (created: CreatedApiKey) => void; onCancel: () => void }) {
  const create = useCreateKey();
  const [mode, setMode] = useState<KeyMode>("live");
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (create.isPending) return;
    const parsed = createKeySchema.safeParse({ name: new FormData(event.currentTarget).get("name"), mode });
    if (!parsed.success) return setError(parsed.error.issues[0]?.message ?? "Choose another name");
    create.mutate(parsed.data, { onSuccess: onCreated, onError: (problem) => setError(problem.message) });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <DialogHeader>
        <DialogTitle>Create an API key</DialogTitle>
        <DialogDescription>Name it after the program that will use it, so you know it again.</DialogDescription>
      </DialogHeader>
      <Field label="Name" error={error}>
        {(control) => (
          <Input
            {...control}
            name="name"
            maxLength={60}
            placeholder="Archive scanner"
            autoComplete="off"
            onChange={() => setError(null)}
          />
        )}
      </Field>
      <KeyModeChoice value={mode} onChange={setMode} />
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" pending={create.isPending}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}
