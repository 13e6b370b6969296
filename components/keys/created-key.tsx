import { ShownOnce } from "@/components/ui/overlays/shown-once";
import type { CreatedApiKey } from "@/lib/contract/accounts/api-keys";
import { writeCodeSample, writeCommandLine } from "@/lib/contract/code-samples/write-code-sample";

type Props = { created: CreatedApiKey; origin: string; onDone: () => void };

/** A new key, shown this once, with what to do with it. */
export function CreatedKey({ created: { key, secret }, origin, onDone }: Props) {
  const texts = [
    { label: "Key", text: secret },
    { label: "Line for an .env file", text: `PIXOMAX_API_KEY=${secret}` },
    {
      label: "Try it in a terminal",
      text: writeCodeSample({ language: "curl", input: "file", origin, apiKey: secret }),
    },
    { label: "With the key in PIXOMAX_API_KEY, colorize a folder", text: writeCommandLine(origin) },
  ];
  return (
    <ShownOnce title="Save your key now" texts={texts} onDone={onDone}>
      {key.mode === "test" ? "This is a test key: its calls cost nothing. " : null}“{key.name}” is shown only once. We
      store a fingerprint of it, not the key, so nobody can show it to you again.
    </ShownOnce>
  );
}
