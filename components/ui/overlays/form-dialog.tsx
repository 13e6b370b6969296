import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "../button";
import { SchemaForm } from "../forms/schema-form";
import type { SchemaForm as Form } from "../forms/use-schema-form";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "./dialog";

type Props<Values extends FieldValues, Output> = {
  form: Form<Values, Output>;
  title: string;
  description: ReactNode;
  submitLabel: string;
  cancelLabel?: string;
  onClose: () => void;
  /** What the form led to, in its place once it is there: a secret that is shown this once, for instance. */
  result?: ReactNode;
  resultClassName?: string;
  /** The fields; none when the dialog only asks. */
  children?: ReactNode;
};

/**
 * A form in a dialog, open as long as it is mounted. A click beside it closes it only while that loses nothing: neither what was
 * entered nor the result.
 */
export function FormDialog<Values extends FieldValues, Output>(props: Props<Values, Output>) {
  const { form, title, description, submitLabel, cancelLabel = "Cancel", onClose, result, resultClassName } = props;
  const heading = (
    <DialogHeader>
      <DialogTitle>{title}</DialogTitle>
      <DialogDescription>{description}</DialogDescription>
    </DialogHeader>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className={result ? resultClassName : undefined}
        onInteractOutside={(event) => (result || form.dirty || form.pending) && event.preventDefault()}
      >
        {result ?? (
          <SchemaForm form={form} heading={heading}>
            {props.children}
            <DialogFooter>
              <Button variant="outline" onClick={onClose}>
                {cancelLabel}
              </Button>
              <Button type="submit" pending={form.pending}>
                {submitLabel}
              </Button>
            </DialogFooter>
          </SchemaForm>
        )}
      </DialogContent>
    </Dialog>
  );
}
