import { CircleAlert } from "lucide-react";
import { useId } from "react";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { type WebhookEventType, webhookEventTypes } from "@/lib/contract/v1/webhooks";
import { eventWords } from "./event-words";

type Props = { chosen: readonly WebhookEventType[]; error?: string | null; onChange?: () => void };

/** A box for each event, as the field `events` of the form around it. */
export function EventChoice({ chosen, error, onChange }: Props) {
  const id = useId();
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-medium text-sm">Events</legend>
      {webhookEventTypes.map((type) => (
        <div key={type} className="flex items-start gap-3">
          <Checkbox
            id={`${id}-${type}`}
            name="events"
            value={type}
            defaultChecked={chosen.includes(type)}
            onCheckedChange={onChange}
            className="mt-0.5"
          />
          <label htmlFor={`${id}-${type}`} className="grid min-w-0 cursor-pointer text-sm">
            <code className="font-mono text-[0.8125rem]">{type}</code>
            <span className="text-muted-foreground">{eventWords[type]}</span>
          </label>
        </div>
      ))}
      {error ? (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-destructive text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
