import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { FieldValues, Path, UseFormRegisterReturn } from "react-hook-form";
import { cn } from "../class-names";
import { Field, type FieldControl } from "./field";
import type { SchemaForm as Form } from "./use-schema-form";

type FormProps<Values extends FieldValues, Output> = {
  form: Form<Values, Output>;
  /** Stands above the problem: a dialog's title, for instance. */
  heading?: ReactNode;
  className?: string;
  children: ReactNode;
};

/**
 * The form element of useSchemaForm. A problem that belongs to no single field is shown above the fields. The browser's own
 * messages are off. POST keeps a password out of the address if the form is sent before the script has loaded.
 */
export function SchemaForm<Values extends FieldValues, Output>(props: FormProps<Values, Output>) {
  const { form, heading, className, children } = props;
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.submit}
      onChange={() => form.fields.clearErrors("root")}
      className={cn("grid gap-5", className)}
    >
      {heading}
      {form.problem ? (
        <p role="alert" className="flex gap-2.5 rounded-lg bg-destructive/10 p-3 text-destructive text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {form.problem}
        </p>
      ) : null}
      {children}
    </form>
  );
}

type FieldProps<Values extends FieldValues, Output> = {
  form: Form<Values, Output>;
  name: Path<Values>;
  label: ReactNode;
  hint?: ReactNode;
  children: (control: FieldControl & UseFormRegisterReturn) => ReactNode;
};

/** A field of the form with its own error: `<FormField form={form} name="url" label="URL">{(control) => <Input {...control} />}`. */
export function FormField<Values extends FieldValues, Output>(props: FieldProps<Values, Output>) {
  const { form, name, label, hint, children } = props;
  const { fields } = form;
  const registered = fields.register(name, { onChange: () => fields.clearErrors(name) });
  return (
    <Field label={label} hint={hint} error={fields.getFieldState(name, fields.formState).error?.message}>
      {(control) => children({ ...registered, ...control })}
    </Field>
  );
}
