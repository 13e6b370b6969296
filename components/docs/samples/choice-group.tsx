import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { ChoiceLink } from "./choice-link";
import { type SampleChoices, writeChange, writeChoicesAddress } from "./sample-choices";

type Option = { value: string; label: string; change: Partial<SampleChoices>; chosen: boolean };
type Props = {
  title: string;
  choices: SampleChoices;
  options: Option[];
  /** For groups whose options need no title to be understood; screen readers still get it. */
  hideTitle?: boolean;
  className?: string;
};

/** One or several of a few options: links in one bar, the chosen ones highlighted. */
export function ChoiceGroup({ title, choices, options, hideTitle, className }: Props) {
  const titleId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; these are links
    <div role="group" aria-labelledby={titleId} className={className}>
      <p id={titleId} className={hideTitle ? "sr-only" : "mb-1.5 font-medium text-muted-foreground text-xs"}>
        {title}
      </p>
      <div className="inline-flex flex-wrap rounded-lg bg-secondary p-1">
        {options.map(({ value, label, change, chosen }) => (
          <ChoiceLink
            key={value}
            href={writeChoicesAddress("/docs", { ...choices, ...change })}
            anchor="samples"
            change={writeChange(change)}
            chosen={chosen}
            className={cn(
              "flex min-h-8 items-center rounded-md px-2.5 font-medium text-[0.8125rem] pointer-coarse:min-h-11",
              chosen ? "bg-card text-foreground shadow-soft" : "text-muted-foreground hover:text-foreground",
            )}
          >
            {label}
          </ChoiceLink>
        ))}
      </div>
    </div>
  );
}
