"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { formatCredits } from "@/lib/format/format-numbers";
import { KeyField } from "./key-field";
import { PhotoPicker } from "./photo-picker";
import { TryResult } from "./try-result";
import { type Order, useTryIt } from "./use-try-it";

type Props = {
  order: Order;
  credits: number;
  signedIn: boolean;
};

/** Calls the public endpoint from this page, with the choices that the sample shows. */
export function TryIt({ order, credits, signedIn }: Props) {
  const form = useTryIt(order);
  const [keyError, setKeyError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setKeyError(form.apiKey ? null : "Paste a key, or create one.");
    if (form.apiKey) void form.run();
  };
  const changeKey = (key: string) => {
    setKeyError(null);
    form.setApiKey(key);
  };
  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      {order.input === "url" ? (
        <Field label="URL of the photo" hint="It must be public. Leave it empty to use one of this studio's samples.">
          {(control) => (
            <Input
              {...control}
              type="url"
              placeholder="https://example.com/photo.jpg"
              value={form.address}
              onChange={(event) => form.setAddress(event.target.value.trim())}
            />
          )}
        </Field>
      ) : (
        <PhotoPicker value={form.photo} onChange={form.setPhoto} />
      )}
      <KeyField value={form.apiKey} error={keyError} canCreate={signedIn} onChange={changeKey} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" pending={form.running}>
          {form.running ? "Colorizing" : "Send the call"}
        </Button>
        <p className="text-muted-foreground text-sm">
          Costs {formatCredits(credits)}. It is free with a test key, or if it fails.
        </p>
      </div>
      <div aria-live="polite" className="grid gap-4">
        {form.failure && <p className="text-destructive text-sm">{form.failure}</p>}
        {form.outcome && <TryResult outcome={form.outcome} />}
      </div>
    </form>
  );
}
