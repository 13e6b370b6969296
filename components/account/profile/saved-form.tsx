import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { SchemaForm } from "@/components/ui/forms/schema-form";
import type { SchemaForm as Form } from "@/components/ui/forms/use-schema-form";

type Props<Values extends FieldValues, Output> = {
  id: string;
  title: string;
  description: ReactNode;
  form: Form<Values, Output>;
  children: ReactNode;
};

/** A card whose form is saved as a whole, and says when it was. */
export function SavedForm<Values extends FieldValues, Output>(props: Props<Values, Output>) {
  const { id, title, description, form, children } = props;
  const isSaved = form.fields.formState.isSubmitSuccessful && !form.dirty;
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>{title}</CardTitle>
        <CardDescription>{description}</CardDescription>
      </CardHeader>
      <CardContent>
        <SchemaForm form={form}>
          {children}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button type="submit" pending={form.pending}>
              Save
            </Button>
            <p role="status" className="text-muted-foreground text-sm">
              {isSaved ? "Saved." : ""}
            </p>
          </div>
        </SchemaForm>
      </CardContent>
    </Card>
  );
}
