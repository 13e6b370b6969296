import { writeCodeSample } from "@/lib/contract/code-samples/write-code-sample";
import type { SampleChoices } from "./sample-choices";

export const keyPlaceholder = "YOUR_API_KEY";

/** The chosen sample, with a placeholder for the key. */
export const writeSample = ({ lang, input, model, repair, clarity }: SampleChoices, origin: string): string =>
  writeCodeSample({
    language: lang,
    input,
    model,
    cleanScratches: repair,
    faceRemaster: clarity,
    origin,
    apiKey: keyPlaceholder,
  });
