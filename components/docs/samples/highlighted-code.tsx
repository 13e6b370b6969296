import type { CodeLanguage } from "../content/docs-block";
import { highlightCode } from "./highlight-code";

type Props = {
  code: string;
  language: CodeLanguage;
  /** Filled in after highlighting, so that no user's key is ever cached with the samples. */
  replace?: { text: string; by: string };
};

/** Code as colored spans. */
export function HighlightedCode({ code, language, replace }: Props) {
  const fill = (text: string) => (replace ? text.replaceAll(replace.text, replace.by) : text);
  let at = 0;
  return (
    <code>
      {highlightCode(code, language).map(({ text, color }) => {
        at += text.length;
        if (!color) return fill(text);
        return (
          <span key={at} style={{ color }}>
            {fill(text)}
          </span>
        );
      })}
    </code>
  );
}
