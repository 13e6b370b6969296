import { createCssVariablesTheme, createHighlighterCoreSync, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import go from "shiki/langs/go.mjs";
import javascript from "shiki/langs/javascript.mjs";
import json from "shiki/langs/json.mjs";
import php from "shiki/langs/php.mjs";
import python from "shiki/langs/python.mjs";
import shell from "shiki/langs/shellscript.mjs";
import typescript from "shiki/langs/typescript.mjs";
import type { CodeLanguage } from "../content/docs-block";

/** A piece of code in one color, a CSS variable of app/globals.css; null for the color of the text around it. */
export type CodeToken = { text: string; color: string | null };

const theme = createCssVariablesTheme({ name: "studio", variablePrefix: "--code-", fontStyle: false });
const plain = "var(--code-foreground)";
/** Far more than one page shows (choices × languages). The oldest is dropped first. */
const cacheSize = 500;
const cache = new Map<string, CodeToken[]>();
let highlighter: HighlighterCore | undefined;

/** Splits code into colored pieces, on the server: the browser gets spans and no highlighter. */
export function highlightCode(code: string, language: CodeLanguage): CodeToken[] {
  const key = `${language}\n${code}`;
  const known = cache.get(key);
  if (known) return known;
  const tokens = language === "http" ? [{ text: code, color: null }] : tokenize(code, language);
  const [oldest] = cache.keys();
  if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest);
  cache.set(key, tokens);
  return tokens;
}

function tokenize(code: string, language: Exclude<CodeLanguage, "http">): CodeToken[] {
  highlighter ??= createHighlighterCoreSync({
    themes: [theme],
    langs: [shell, javascript, typescript, python, php, go, json],
    engine: createJavaScriptRegexEngine(),
  });
  const lang = language === "shell" ? "shellscript" : language;
  const { tokens: lines } = highlighter.codeToTokens(code, { lang, theme: "studio" });
  const pieces = lines.flatMap((line, at) => [
    ...line.map(({ content, color }) => ({ text: content, color: color && color !== plain ? color : null })),
    ...(at < lines.length - 1 ? [{ text: "\n", color: null }] : []),
  ]);
  return joinEqual(pieces);
}

/** Joins neighbors of the same color; white space takes the color before it. */
function joinEqual(pieces: CodeToken[]): CodeToken[] {
  const joined: CodeToken[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && (last.color === piece.color || piece.text.trim() === "")) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}
