import type { SampleInput, SampleLanguage } from "@/lib/contract/code-samples/sample-request";
import type { Model } from "@/lib/contract/order";
import type { CodeLanguage } from "../content/docs-block";

/** The choices as people read them. */
export const inputLabels: Record<SampleInput, string> = {
  file: "File",
  url: "URL",
  base64: "Base64",
  "data-url": "Data URL",
};
export const modelLabels: Record<Model, string> = { large: "Large", tiny: "Tiny" };
export const languageLabels: Record<SampleLanguage, string> = {
  curl: "curl",
  javascript: "JavaScript",
  typescript: "TypeScript",
  python: "Python",
  php: "PHP",
  go: "Go",
};
export const highlightOf = (language: SampleLanguage): CodeLanguage => (language === "curl" ? "shell" : language);
