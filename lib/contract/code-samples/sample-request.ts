import { formFields, type Model } from "../order";

export const sampleLanguages = ["curl", "javascript", "typescript", "python", "php", "go"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];
export const sampleInputs = ["file", "url", "base64", "data-url"] as const;
export type SampleInput = (typeof sampleInputs)[number];

/** Everything that a sample for one call depends on. */
export type SampleRequest = {
  input: SampleInput;
  /** URL of the endpoint. */
  endpoint: string;
  /** A real key, or a masked one for display. */
  apiKey: string;
  /** The URL that a sample with input `url` sends. */
  photoUrl: string;
  model: Model;
  cleanScratches: boolean;
  faceRemaster: boolean;
};

/** The file that the samples for all other inputs read. */
export const photoFile = "photo.jpg";
export const dataUrlPrefix = "data:image/jpeg;base64,";

/** Names and values of the text fields besides the image. Add-ons that are off are left out. */
export function listFields({ model, cleanScratches, faceRemaster }: SampleRequest): [name: string, value: string][] {
  const fields: [string, string][] = [[formFields.model, model]];
  if (cleanScratches) fields.push([formFields.cleanScratches, "true"]);
  if (faceRemaster) fields.push([formFields.faceRemaster, "true"]);
  return fields;
}
