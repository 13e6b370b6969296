import type { ReactNode } from "react";
import { z } from "zod";
import { Button } from "../button";
import { Input } from "../forms/input";
import { FormField, SchemaForm } from "../forms/schema-form";
import { useSchemaForm } from "../forms/use-schema-form";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from "./alert-dialog";
import { DialogFooter, DialogHeader } from "./dialog";

type Props = {
  title: string;
  /** What will be lost, in full sentences. */
  children: ReactNode;
  confirmLabel: string;
  /** Has to be typed before it happens; for what can break a running program. */
  nameToType?: { label: string; name: string; mismatch: string };
  /** Shows the message of what it throws, and stays open. */
  onConfirm: () => Promise<void> | void;
  onClose: () => void;
};

/** The question before something that cannot be undone. Open as long as it is mounted; a click beside it does nothing. */
export function ConfirmDialog({ title, children, confirmLabel, nameToType, onConfirm, onClose }: Props) {
  const typed = z.string().trim();
  const form = useSchemaForm(
    z.object({ typed: nameToType ? typed.refine((text) => text === nameToType.name, nameToType.mismatch) : typed }),
    { defaultValues: { typed: "" }, onSubmit: async () => onConfirm() },
  );
  const heading = (
    <DialogHeader className="pr-0">
      <AlertDialogTitle className="break-words">{title}</AlertDialogTitle>
      <AlertDialogDescription asChild>
        <div className="grid gap-1.5">{children}</div>
      </AlertDialogDescription>
    </DialogHeader>
  );
  return (
    <AlertDialog open onOpenChange={(open) => !open && onClose()}>
      <AlertDialogContent>
        <SchemaForm form={form} heading={heading}>
          {nameToType ? (
            <FormField form={form} name="typed" label={nameToType.label} hint={nameToType.name}>
              {(control) => <Input {...control} autoComplete="off" spellCheck={false} />}
            </FormField>
          ) : null}
          <DialogFooter>
            <AlertDialogCancel>Keep it</AlertDialogCancel>
            <Button type="submit" variant="destructive" pending={form.pending}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </SchemaForm>
      </AlertDialogContent>
    </AlertDialog>
  );
}
