import { type Dockerfile, DockerfileParser, type From } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { findCommandFaults, type ProductFiles } from "./product-files";

/** Variables of Node and Next, which .env.example does not explain. */
const foreignVariables = new Set(["NODE_ENV", "NEXT_TELEMETRY_DISABLED"]);
const file = "Dockerfile";

function findImageFaults({ node }: ProductFiles, from: From): string[] {
  const [name, tag] = [from.getImageName(), from.getImageTag()];
  if (!tag || tag === "latest") return [`${name} needs a version`];
  return name === "node" && tag.split(/[.-]/)[0] !== node.usual ? [`${name}:${tag} is not Node ${node.usual}`] : [];
}

function findReferenceFaults(product: ProductFiles, dockerfile: Dockerfile): string[] {
  const copied = dockerfile
    .getCOPYs()
    .filter((copy) => copy.getFlags().length === 0)
    .flatMap((copy) => copy.getArguments().slice(0, -1).map(String));
  const variables = dockerfile.getENVs().flatMap((env) => env.getProperties().map((property) => property.getName()));
  const commands = dockerfile.getInstructions().filter((i) => /^(RUN|CMD|HEALTHCHECK)$/.test(i.getKeyword()));
  return [
    ...copied.filter((source) => !product.has(source)).map((source) => `COPY: no ${source}`),
    ...variables
      .filter((name) => !product.settings.has(name) && !foreignVariables.has(name))
      .map((name) => `ENV: ${name} is no setting of .env.example`),
    ...commands.flatMap((command) => findCommandFaults(product, command.getArgumentsContent() ?? "")),
  ];
}

function findFinalStageFaults(product: ProductFiles, dockerfile: Dockerfile): string[] {
  const faults: string[] = [];
  const last = (keyword: string) =>
    dockerfile
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === keyword)
      .at(-1);
  const afterLastFrom = (keyword: string) => {
    const [found, from] = [last(keyword), last("FROM")];
    return found && from && found.getRange().start.line > from.getRange().start.line ? found : undefined;
  };
  const user = afterLastFrom("USER")?.getArgumentsContent();
  if (!user || user === "root") faults.push("the last stage runs as root");
  const start = product.scripts.start ?? "";
  const command: unknown = JSON.parse(afterLastFrom("CMD")?.getArgumentsContent() ?? "[]");
  if (!Array.isArray(command) || command.join(" ") !== start) faults.push(`CMD is not "${start}", as npm start is`);
  const health = afterLastFrom("HEALTHCHECK")?.getArgumentsContent() ?? "";
  const route = /\/api\/[\w/-]+/.exec(health)?.[0];
  if (!route || !product.has(`app${route}/route.ts`)) faults.push(`HEALTHCHECK asks no address of the studio`);
  const dataDir = dockerfile
    .getENVs()
    .flatMap((env) => env.getProperties())
    .findLast((property) => property.getName() === "DATA_DIR")
    ?.getValue();
  if (!dataDir || last("VOLUME")?.getArgumentsContent() !== dataDir) faults.push("VOLUME is not DATA_DIR");
  return faults;
}

/** One sentence for each fault of the Dockerfile: its syntax, what it refers to, and how the image runs. */
export function findDockerfileFaults(product: ProductFiles): string[] {
  const text = product.read(file);
  const dockerfile = DockerfileParser.parse(text);
  return [
    ...validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`),
    ...dockerfile
      .getFROMs()
      .filter((from) => from.getImage() !== null)
      .flatMap((from) => findImageFaults(product, from)),
    ...findReferenceFaults(product, dockerfile),
    ...findFinalStageFaults(product, dockerfile),
  ].map((fault) => `${file}: ${fault}`);
}
