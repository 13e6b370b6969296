import { formFields, type Model } from "../order";

export const sampleLanguages = ["curl", "javascript", "typescript", "python", "php", "go"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];
export const sampleInputs = ["file", "url", "base64", "data-url"] as const;
export type SampleInput = (typeof sampleInputs)[number];

/** One call, as a writer needs it: everything chosen. */
export type SampleRequest = {
  input: SampleInput;
  /** Where the call goes. */
  endpoint: string;
  /** A real key, or a masked one for display. */
  apiKey: string;
  /** The address that a sample with input `url` sends. */
  photoUrl: string;
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
};

/** The file that every other input is read from. */
export const photoFile = "photo.jpg";
export const dataUrlPrefix = "data:image/jpeg;base64,";

/** Names and values of the text fields beside the image; an add-on that is off is left out. */
export function listFields({ model, cleanScratches, faceRemaster }: SampleRequest): [name: string, value: string][] {
  const fields: [string, string][] = [[formFields.model, model]];
  if (cleanScratches) fields.push([formFields.cleanScratches, "true"]);
  if (faceRemaster) fields.push([formFields.faceRemaster, "true"]);
  return fields;
}
