import { CircleAlert } from "lucide-react";
import { type Ref, useId } from "react";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { type KeyScope, keyScopes } from "@/lib/contract/accounts/api-keys";

export const scopeTexts: Record<KeyScope, { name: string; note: string }> = {
  colorize: { name: "Colorize", note: "Send photos, ask for prices, change, cancel and delete jobs. Spends credits." },
  read: { name: "Read", note: "See jobs and their pictures, usage, models and credits." },
  webhooks: { name: "Webhooks", note: "Add and remove the addresses that hear about your jobs. Live keys only." },
};

type Props = {
  value: KeyScope[];
  onChange: (scopes: KeyScope[]) => void;
  /** Gets the first box, so that a form can put the focus there. */
  ref?: Ref<HTMLButtonElement>;
  error?: string;
};

/** A box for each thing that a key may be used for. */
export function KeyScopeChoice({ value, onChange, ref, error }: Props) {
  const id = useId();
  const change = (scope: KeyScope, checked: boolean) =>
    onChange(checked ? [...value, scope] : value.filter((each) => each !== scope));
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-medium text-sm">May be used to</legend>
      {keyScopes.map((scope, at) => (
        <div key={scope} className="flex items-start gap-3">
          <Checkbox
            id={`${id}-${scope}`}
            ref={at === 0 ? ref : undefined}
            checked={value.includes(scope)}
            onCheckedChange={(checked) => change(scope, checked === true)}
            className="mt-0.5"
          />
          <label htmlFor={`${id}-${scope}`} className="grid min-w-0 cursor-pointer text-sm">
            {scopeTexts[scope].name}
            <span className="text-muted-foreground">{scopeTexts[scope].note}</span>
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
