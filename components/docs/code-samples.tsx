import { type SampleInput, type SampleLanguage, writeCodeSample } from "@/lib/contract/code-samples";
import { CodeBlock } from "./code-block";

// Radio buttons and `:has()` do the choosing, so the samples work before, and without, any script.
const languages = [
  { value: "curl", label: "curl", show: "group-has-[#sample-curl:checked]/samples:block" },
  { value: "javascript", label: "JavaScript", show: "group-has-[#sample-javascript:checked]/samples:block" },
  { value: "python", label: "Python", show: "group-has-[#sample-python:checked]/samples:block" },
] as const satisfies { value: SampleLanguage; label: string; show: string }[];

const inputs = [
  { value: "file", label: "File", show: "group-has-[#sample-file:checked]/samples:block" },
  { value: "url", label: "URL", show: "group-has-[#sample-url:checked]/samples:block" },
  { value: "base64", label: "Base64", show: "group-has-[#sample-base64:checked]/samples:block" },
] as const satisfies { value: SampleInput; label: string; show: string }[];

/** The same call in each language and with each kind of input, against this studio's own address. */
export function CodeSamples({ origin }: { origin: string }) {
  return (
    <div className="group/samples space-y-4">
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <Choice legend="Language" name="sample-language" options={languages} />
        <Choice legend="Input" name="sample-input" options={inputs} />
      </div>
      {languages.map((language) => (
        <div key={language.value} className={`hidden ${language.show}`}>
          {inputs.map((input) => (
            <div key={input.value} className={`hidden ${input.show}`}>
              <CodeBlock
                label={`${language.label}, image as ${input.label === "File" ? "a file" : input.label}`}
                code={writeCodeSample({
                  language: language.value,
                  input: input.value,
                  origin,
                  apiKey: "INSERT_YOUR_API_KEY",
                })}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

type Option = { value: string; label: string };

function Choice({ legend, name, options }: { legend: string; name: string; options: readonly Option[] }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-muted-foreground text-xs">{legend}</legend>
      <div className="inline-flex rounded-lg bg-secondary p-1">
        {options.map(({ value, label }, index) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-center rounded-md px-3 font-medium text-muted-foreground text-sm hover:text-foreground has-checked:bg-card has-focus-visible:outline-2 has-checked:text-foreground has-checked:shadow-soft has-focus-visible:outline-ring pointer-coarse:min-h-11"
          >
            <input type="radio" id={`sample-${value}`} name={name} defaultChecked={index === 0} className="sr-only" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
