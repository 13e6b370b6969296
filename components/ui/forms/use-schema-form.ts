import { zodResolver } from "@hookform/resolvers/zod";
import type { BaseSyntheticEvent } from "react";
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";

/** What is wrong, by field; `form` is for what belongs to no single field. */
export type FormProblems<Values extends FieldValues> = { [Field in Path<Values> | "form"]?: string };

type Options<Values extends FieldValues, Output> = {
  defaultValues: DefaultValues<Values>;
  /**
   * Gets the values as the schema made them. Resolves to what was refused, or to nothing when it worked. An error it throws is
   * shown too: at the field its `param` names, else above the fields.
   */
  onSubmit: (values: Output) => Promise<FormProblems<Values> | null> | Promise<void>;
  /** The form leads away from its page, so it stays busy after a success until the page is gone. */
  staysBusy?: boolean;
};

export type SchemaForm<Values extends FieldValues, Output = Values> = {
  fields: UseFormReturn<Values, unknown, Output>;
  submit: (event?: BaseSyntheticEvent) => Promise<void>;
  pending: boolean;
  /** The problem that belongs to no single field. */
  problem: string | null;
  /** Something was entered that closing the form would lose. */
  dirty: boolean;
};

/**
 * The state of a form whose values a schema of the contract checks: on submit the first wrong field gets the focus, a second
 * submit while one is running does nothing, and a problem goes away when its field changes.
 */
export function useSchemaForm<Values extends FieldValues, Output extends FieldValues>(
  schema: z.ZodType<Output, Values>,
  { defaultValues, onSubmit, staysBusy = false }: Options<Values, Output>,
): SchemaForm<Values, Output> {
  const fields = useForm<Values, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    reValidateMode: "onSubmit",
  });
  const { isSubmitting, isSubmitSuccessful, isDirty, errors } = fields.formState;
  const pending = isSubmitting || (staysBusy && isSubmitSuccessful);
  const findProblems = async (values: Output): Promise<Record<string, string | undefined>> => {
    try {
      return (await onSubmit(values)) ?? {};
    } catch (error) {
      return readThrownProblem(error, fields.getValues());
    }
  };
  const send = fields.handleSubmit(async (values) => {
    const found = Object.entries(await findProblems(values)).filter(([, message]) => message);
    for (const [at, [field, message]] of found.entries()) {
      const name = field === "form" ? "root" : (field as Path<Values>);
      fields.setError(name, { message }, { shouldFocus: at === 0 });
    }
  });
  return {
    fields,
    submit: async (event) => (pending ? event?.preventDefault() : send(event)),
    pending,
    problem: errors.root?.message ?? null,
    dirty: isDirty,
  };
}

/** The message of an error that sending a form threw, at the field its `param` names, else at `form`. */
export function readThrownProblem(error: unknown, values: FieldValues): Record<string, string> {
  if (!(error instanceof Error)) throw error;
  const param = "param" in error && typeof error.param === "string" ? error.param : null;
  return { [param !== null && Object.hasOwn(values, param) ? param : "form"]: error.message };
}
