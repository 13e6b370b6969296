import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Input, Textarea } from "@/components/ui/forms/input";
import { FormField } from "@/components/ui/forms/schema-form";
import { useSchemaForm } from "@/components/ui/forms/use-schema-form";
import { FormDialog } from "@/components/ui/overlays/form-dialog";
import { useReaderForm } from "@/components/ui/reader-form";
import type { LiveSettingAnswer } from "@/lib/contract/admin/settings-answers";
import { formatMoment } from "@/lib/format/format-dates";
import { findSetting, useChangeSettings } from "./use-settings";

type Props = { live: readonly LiveSettingAnswer[] };

/** Closes the studio for new photos and opens it again. */
export function MaintenanceCard({ live }: Props) {
  const [closing, setClosing] = useState(false);
  const change = useChangeSettings();
  const form = useReaderForm();
  const state = findSetting(live, "MAINTENANCE");
  const message = findSetting(live, "MAINTENANCE_MESSAGE").value;
  const until = findSetting(live, "MAINTENANCE_UNTIL").value;
  const isClosed = state.value === "true";
  const isFixed = state.source === "environment";
  const open = () =>
    change.mutate(
      { MAINTENANCE: null },
      { onSuccess: () => toast.success("The studio is open"), onError: (error) => toast.error(error.message) },
    );
  return (
    <Card aria-labelledby="maintenance-title">
      <CardHeader>
        <CardTitle id="maintenance-title" className="flex flex-wrap items-center gap-2">
          Maintenance
          <Badge variant={isClosed ? "destructive" : "success"}>{isClosed ? "Closed" : "Open"}</Badge>
          {isFixed ? <Badge variant="outline">Set by the environment</Badge> : null}
        </CardTitle>
        <CardDescription>
          While the studio is closed, every page says so, new photos are refused and photos under way are finished. You
          and others can sign in, and everything else goes on.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        {isClosed && (message || until) ? (
          <p className="break-words text-sm">
            {message} {until ? `Expected to be over: ${formatMoment(new Date(until), form)}.` : null}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {isClosed ? (
            <Button pending={change.isPending} disabled={isFixed} onClick={open}>
              Open the studio
            </Button>
          ) : null}
          <Button
            variant={isClosed ? "outline" : "primary"}
            disabled={isFixed && !isClosed}
            onClick={() => setClosing(true)}
          >
            {isClosed ? "Change the message" : "Close for maintenance"}
          </Button>
        </div>
        {closing ? <CloseDialog {...{ message, until, isFixed }} onClose={() => setClosing(false)} /> : null}
      </CardContent>
    </Card>
  );
}

const formSchema = z.object({ message: z.string().trim().max(300, "At most 300 characters"), until: z.string() });

type Dialog = { message: string | null; until: string | null; isFixed: boolean; onClose: () => void };

function CloseDialog({ message, until, isFixed, onClose }: Dialog) {
  const change = useChangeSettings();
  const form = useSchemaForm(formSchema, {
    defaultValues: { message: message ?? "", until: until ? toLocal(new Date(until)) : "" },
    onSubmit: async (values) => {
      await change.mutateAsync({
        ...(isFixed ? {} : { MAINTENANCE: "true" }),
        MAINTENANCE_MESSAGE: values.message || null,
        MAINTENANCE_UNTIL: values.until ? new Date(values.until).toISOString() : null,
      });
      toast.success("The studio is closed for new photos");
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      title="Close for maintenance"
      description="New photos are refused from now on, until you open the studio again."
      submitLabel="Close the studio"
      onClose={onClose}
    >
      <FormField form={form} name="message" label="Message (optional)" hint="What people read on every page.">
        {(control) => <Textarea {...control} rows={3} maxLength={300} />}
      </FormField>
      <FormField form={form} name="until" label="Expected to be over (optional)" hint="By your clock.">
        {(control) => <Input {...control} type="datetime-local" />}
      </FormField>
    </FormDialog>
  );
}

/** As the browser's field has it: the reader's own time, without a zone. */
function toLocal(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
