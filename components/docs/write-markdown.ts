import { problems } from "@/lib/contract/problems";
import type { DocsBlock, DocsFacts, DocsSection } from "./content/docs-block";
import { errorCauses } from "./content/errors/error-causes";
import { type ErrorGroup, retryOf } from "./content/errors/group-errors";
import { writeDocs } from "./content/write-docs";
import type { SampleChoices } from "./samples/sample-choices";
import { highlightOf, inputLabels, languageLabels } from "./samples/sample-labels";
import { writeSample } from "./samples/write-sample";

/** The documentation as one Markdown text, with the sample for these choices. Links are absolute. */
export function writeDocsMarkdown(facts: DocsFacts, choices: SampleChoices): string {
  const { start, chapters } = writeDocs(facts);
  const label = `${languageLabels[choices.lang]}, input: ${inputLabels[choices.input]}`;
  const code = writeSample(choices, facts.origin);
  const samples: DocsSection = {
    id: "samples",
    title: "Sample code",
    blocks: [{ kind: "code", label, language: highlightOf(choices.lang), code }],
  };
  const sections = [...start.sections, samples, ...chapters.flatMap((chapter) => chapter.sections)];
  const text = ["# Pixomax Studio API", ...sections.flatMap(writeSection)].join("\n\n");
  return `${text.replaceAll(/\]\((#|\/)/g, (_, first) => `](${facts.origin}${first === "#" ? "/docs#" : "/"}`)}\n`;
}

const writeSection = ({ title, blocks }: DocsSection): string[] => [`## ${title}`, ...blocks.map(writeBlock)];

function writeBlock(block: DocsBlock): string {
  switch (block.kind) {
    case "text":
      return block.text;
    case "steps":
      return block.items.map((item, at) => `${at + 1}. ${item}`).join("\n");
    case "heading":
      return `### ${block.text}`;
    case "code":
      return `${block.label}:\n\n\`\`\`${block.language}\n${block.code}\n\`\`\``;
    case "facts": {
      const hasPlace = block.facts.some(({ where }) => where);
      const [name, text] = block.head;
      const rows = block.facts.map((fact) => [`\`${fact.name}\``, ...(hasPlace ? [fact.where ?? ""] : []), fact.text]);
      return writeTable(hasPlace ? [name, "In", text] : [name, text], rows);
    }
    case "table":
      return writeTable(block.head, block.rows);
    case "errors":
      return block.groups.map(writeErrorGroup).join("\n\n");
  }
}

function writeTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function writeErrorGroup(group: ErrorGroup): string {
  const rows = group.codes.map((code) => [
    `\`${code}\``,
    errorCauses[code],
    problems[code].fix,
    retryOf(code, group),
    "never",
  ]);
  const table = writeTable(["Code", "Cause", "Fix", "Retry?", "Charged?"], rows);
  return `### ${group.status} ${group.name}\n\n${group.cause}\n\n${table}`;
}
