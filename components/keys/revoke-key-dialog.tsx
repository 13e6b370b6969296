"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from "@/components/ui/overlays/alert-dialog";
import { DialogFooter, DialogHeader } from "@/components/ui/overlays/dialog";
import type { ApiKeyAnswer } from "@/lib/contract/answers";
import { useRevokeKey } from "./use-keys";

type Props = { apiKey: ApiKeyAnswer; onClose: () => void };

/** Revoking can break a running program and cannot be undone, so it asks for the key's name. Open as long as it is there. */
export function RevokeKeyDialog({ apiKey, onClose }: Props) {
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent>
        <RevokeForm apiKey={apiKey} onClose={onClose} />
      </AlertDialogContent>
    </AlertDialog>
  );
}

function RevokeForm({ apiKey, onClose }: Props) {
  const revoke = useRevokeKey();
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (revoke.isPending) return;
    const typed = String(new FormData(event.currentTarget).get("name")).trim();
    if (typed !== apiKey.name) return setError("That is not the name of this key");
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        toast.success(`“${apiKey.name}” is revoked`);
        onClose();
      },
      onError: (problem) => setError(problem.message),
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <DialogHeader className="pr-0">
        <AlertDialogTitle className="break-words">Revoke “{apiKey.name}”?</AlertDialogTitle>
        <AlertDialogDescription>
          Programs that use <code className="break-all font-mono">{apiKey.masked}</code> are refused from their next
          call on. This cannot be undone. The key stays listed for the record.
        </AlertDialogDescription>
      </DialogHeader>
      <Field label="Type the key's name to confirm" hint={apiKey.name} error={error}>
        {(control) => (
          <Input {...control} name="name" autoComplete="off" spellCheck={false} onChange={() => setError(null)} />
        )}
      </Field>
      <DialogFooter>
        <AlertDialogCancel>Keep it</AlertDialogCancel>
        <Button type="submit" variant="destructive" pending={revoke.isPending}>
          Revoke key
        </Button>
      </DialogFooter>
    </form>
  );
}
