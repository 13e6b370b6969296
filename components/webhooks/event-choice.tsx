import { CircleAlert } from "lucide-react";
import { type Ref, useId } from "react";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { type WebhookEventType, webhookEventTypes } from "@/lib/contract/v1/webhooks";

const eventTexts: Record<WebhookEventType, string> = {
  "job.succeeded": "A photo was colorized",
  "job.failed": "A photo failed; nothing was charged",
  "credits.low": "Your credits fell to your low-credit threshold",
};

type Props = {
  value: WebhookEventType[];
  onChange: (events: WebhookEventType[]) => void;
  /** Gets the first box, so that a form can put the focus there. */
  ref?: Ref<HTMLButtonElement>;
  error?: string;
};

/** A box for each event that an endpoint can get. */
export function EventChoice({ value, onChange, ref, error }: Props) {
  const id = useId();
  const change = (type: WebhookEventType, checked: boolean) =>
    onChange(checked ? [...value, type] : value.filter((each) => each !== type));
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-medium text-sm">Events</legend>
      {webhookEventTypes.map((type, at) => (
        <div key={type} className="flex items-start gap-3">
          <Checkbox
            id={`${id}-${type}`}
            ref={at === 0 ? ref : undefined}
            checked={value.includes(type)}
            onCheckedChange={(checked) => change(type, checked === true)}
            className="mt-0.5"
          />
          <label htmlFor={`${id}-${type}`} className="grid min-w-0 cursor-pointer text-sm">
            <code className="font-mono text-[0.8125rem]">{type}</code>
            <span className="text-muted-foreground">{eventTexts[type]}</span>
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
