import type { DocsFacts } from "./content/docs-block";
import { writeDocs } from "./content/write-docs";

/** /llms.txt in the format of llmstxt.org: what this is, and links to the rest. */
export function writeLlmsIndex(facts: DocsFacts): string {
  const { origin } = facts;
  const { start, chapters } = writeDocs(facts);
  const parts = [start, ...chapters].map(({ title, sections }) => {
    const links = sections.map((section) => `- [${section.title}](${origin}/docs#${section.id})`);
    return `## ${title}\n\n${links.join("\n")}`;
  });
  return `# Pixomax Studio

> Colorizes black-and-white photos. One HTTP call, POST ${origin}/api/v1/colorize, takes a photo as multipart/form-data with an X-Api-Key header and returns {"outputUrl": "…"}. Credits are charged only for photos that work, never for errors.

## Documentation

- [API documentation](${origin}/docs.md): everything on one page, as Markdown. Add ?lang=python&input=url for another sample: lang is curl, javascript, typescript, python, php or go; input is file, url, base64 or data-url.
- [OpenAPI 3.1](${origin}/api/v1/openapi.json): every endpoint, field, response and error, for programs.

${parts.join("\n\n")}
`;
}
