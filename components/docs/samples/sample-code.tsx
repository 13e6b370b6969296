import { CopyButton } from "@/components/ui/copy-button";
import { sampleLanguages } from "@/lib/contract/code-samples/sample-request";
import { ChoiceGroup } from "./choice-group";
import { ChoiceLink } from "./choice-link";
import { HighlightedCode } from "./highlighted-code";
import { type SampleChoices, writeChange, writeChoicesAddress } from "./sample-choices";
import { highlightOf, languageLabels } from "./sample-labels";
import { keyPlaceholder, writeSample } from "./write-sample";

type Props = {
  choices: SampleChoices;
  origin: string;
  /** The signed-in user's newest key, masked; null when there is none. */
  maskedKey: string | null;
};

/** The program for these choices, in the chosen language. */
export function SampleCode({ choices, origin, maskedKey }: Props) {
  const { lang } = choices;
  const languages = sampleLanguages.map((value) => ({
    value,
    label: languageLabels[value],
    change: { lang: value },
    chosen: lang === value,
  }));
  const key = choices.key === "mine" && maskedKey ? maskedKey : keyPlaceholder;
  const code = writeSample(choices, origin);
  return (
    <figure className="flex min-h-0 flex-col overflow-hidden rounded-xl border bg-card">
      <figcaption className="border-b p-2">
        <ChoiceGroup title="Language" hideTitle choices={choices} options={languages} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a wide screen it scrolls, which a keyboard must be able to do */}
      <section aria-label={`Sample in ${languageLabels[lang]}`} tabIndex={0} className="min-h-0 overflow-y-auto">
        <pre className="whitespace-pre-wrap break-words p-4 font-mono text-[0.8125rem] leading-6">
          <HighlightedCode code={code} language={highlightOf(lang)} replace={{ text: keyPlaceholder, by: key }} />
        </pre>
      </section>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t py-1.5 pr-2 pl-4">
        <KeyChoice choices={choices} maskedKey={maskedKey} />
        <CopyButton text={code.replaceAll(keyPlaceholder, key)} variant="ghost" aria-label="Copy the sample" />
      </div>
    </figure>
  );
}

function KeyChoice({ choices, maskedKey }: Pick<Props, "choices" | "maskedKey">) {
  const link = "touch-target rounded-sm text-foreground text-xs underline underline-offset-4";
  if (!maskedKey) {
    return <p className="text-muted-foreground text-xs">Replace {keyPlaceholder} with your key.</p>;
  }
  const isMine = choices.key === "mine";
  const change = { key: isMine ? null : ("mine" as const) };
  const href = writeChoicesAddress("/docs", { ...choices, ...change });
  return (
    <p className="text-muted-foreground text-xs">
      {isMine && "Masked: replace it with the whole key. "}
      <ChoiceLink href={href} anchor="samples" change={writeChange(change)} chosen={false} className={link}>
        {isMine ? "Leave my key out" : "Use my key"}
      </ChoiceLink>
    </p>
  );
}
